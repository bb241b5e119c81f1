"""Hostile queries end in an answer or in one sentence, soon, and leave nothing behind for the next one."""

import contextlib
import sys
import time
from itertools import count
from threading import Event, Thread, current_thread

import pytest

from corpus.errors import SuwenError
from index import budget, exclusion
from index.budget import SpentError, check, spending
from index.glob import glob
from index.model import Request
from index.query.parser import parse
from index.query.tree import Gap
from tests.index.support import Library, document, publish, staged

WORD = "政务公开信息主动申请机关年度报告工作制度"
HOSTILE = {
    "many alternatives": " 或 ".join(f"“{a}{b}{c}”" for a in WORD[:6] for b in WORD[:6] for c in WORD[:5]),
    "many words": " ".join(a + b for a in WORD for b in WORD[:10])[:1990],
    "a long phrase": f"“{WORD * 90}”",
    "a phrase too long": f"“{WORD * 500}”",
    "a long run": WORD * 90,
    "deep": "（" * 19 + "公开 或 信息" + "）" * 19,
    "too deep": "（" * 5000 + "公开" + "）" * 5000,
    "denied and denied": "NOT " * 15 + "公开",
    "gaps": "“公*公*公*公*公*公*公*公”",
    "single characters": "“?公?公?公?公?”",
    "gaps in a title": "标题:*公*公*公*公*公*公*公*x",
    "gaps in a name": "机关:*公*公*公*公*公*公*公*x",
    "neighbours": " NEAR/1000 ".join(["“公”"] * 150),
    "one sentence": " 同句 ".join(["公", "开", "信", "息"] * 45),
    "nearly the same": " ".join(["政务公开信息~9"] * 100),
    "a common character": "“，” NEAR/1000 “。”",
}


MIDST = 20
"""So many times a query has looked at its clock when its work is well under way."""


@pytest.fixture(scope="module")
def heavy(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A sentence without an end, the same characters again and again, and usual texts."""
    texts = [
        document("公" * 100_000),
        document("公开信息，" * 20_000),
        *(document(f"{WORD}。{n}") for n in range(20)),
    ]
    titled = [staged(text, title="公" * 200, agency="公" * 100) for text in texts]
    return publish(tmp_path_factory.mktemp("heavy"), titled)


@pytest.mark.parametrize("query", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_query_ends_in_an_answer_or_in_one_sentence(heavy: Library, query: str) -> None:
    """Without limits some of them would take longer than anybody waits."""
    with contextlib.suppress(SuwenError):
        result = heavy.search(query)
        assert len(result.hits) == min(result.total, 10)


def test_a_spent_budget_is_an_error_of_the_user(heavy: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUWEN_SECONDS_PER_QUERY", "0")
    with pytest.raises(SpentError, match="0 秒") as raised:
        heavy.search("“公开信”")
    assert raised.value.status == 503
    with heavy.snapshot() as snapshot:
        searcher = heavy.searcher()
        asked = Request("“公开信” 与 “信息公”")
        assert searcher.corrections(snapshot, "工开") == ()
        assert searcher.parts(snapshot, asked) == ()
        for call in (searcher.answer, searcher.by_year, searcher.concordance):
            with pytest.raises(SpentError):
                list(call(snapshot, asked))  # type: ignore[call-overload]
    monkeypatch.delenv("SUWEN_SECONDS_PER_QUERY")
    assert heavy.search("“公开信”").total == 21


@pytest.mark.parametrize(
    ("hostile", "easy"),
    [
        ("many words", "“开信息主”"),
        ("many words", "主动 年度"),
        ("one sentence", "“息主动申”"),
        ("one sentence", "“主*关年”"),
    ],
)
def test_a_hostile_query_keeps_no_other_waiting(
    heavy: Library, monkeypatch: pytest.MonkeyPatch, hostile: str, easy: str
) -> None:
    """It is held in the midst of its work, where it looks at its clock; others, never asked before, are answered."""
    held, go_on, clock, looks = Event(), Event(), time.monotonic, count()

    def held_clock() -> float:
        if current_thread() is asking and next(looks) == MIDST:
            held.set()
            assert go_on.wait(60)
        return clock()

    def ask() -> None:
        with contextlib.suppress(SuwenError):
            heavy.search(HOSTILE[hostile])

    asking = Thread(target=ask)
    monkeypatch.setattr("index.budget.time.monotonic", held_clock)
    asking.start()
    try:
        assert held.wait(30)
        assert heavy.search(easy).total == 20
        assert asking.is_alive()
    finally:
        go_on.set()
        asking.join()


def test_which_of_many_conditions_excludes_is_not_told(heavy: Library) -> None:
    """Each would cost a search of all the others."""
    with heavy.snapshot() as snapshot:
        for count, told in ((exclusion.MOST, exclusion.MOST), (exclusion.MOST + 1, 0)):
            assert len(heavy.searcher().parts(snapshot, Request("-公开 " * count))) == told


@pytest.mark.parametrize("sign", ["-", "!", "-公开 ", "!-", "~", "(", "“", "年份:", "\\-", "公 NEAR/3 "])
def test_reading_a_query_takes_steps_as_it_has_signs(sign: str) -> None:
    """Twice the signs are twice the calls, or few more."""

    def calls(count: int) -> int:
        seen = []
        sys.setprofile(lambda _frame, event, _arg: seen.append(event))
        try:
            with contextlib.suppress(SuwenError):
                parse((sign * count)[:2000])
        finally:
            sys.setprofile(None)
        return len(seen)

    count = 1000 // len(sign)
    assert calls(2 * count) < 3 * calls(count) + 100


def test_a_concordance_has_a_budget_of_its_own(heavy: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    with heavy.snapshot() as snapshot:
        lines = heavy.searcher().concordance(snapshot, Request("“公开”"))
        monkeypatch.setenv("SUWEN_SECONDS_PER_STREAM", "0")
        with pytest.raises(SpentError):
            list(lines)


def test_a_budget_within_a_budget_is_the_outer_one(monkeypatch: pytest.MonkeyPatch) -> None:
    wall, thread = iter((0.0, 9.0, 9.0)), iter((0.0, 3.0, 6.0))
    monkeypatch.setattr(budget.time, "monotonic", lambda: next(wall))
    monkeypatch.setattr(budget.time, "thread_time", lambda: next(thread))
    with spending():
        with spending():
            check()
        with pytest.raises(SpentError):
            check()
    check()


def test_a_query_remembers_only_so_much(heavy: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """With nothing remembered the answer is the same."""
    whole = heavy.search("公开 信息 申请 或 机关")
    monkeypatch.setenv("SUWEN_MEGABYTES_PER_QUERY", "0")
    assert heavy.search("公开 信息 申请 或 机关") == whole


@pytest.mark.parametrize(
    ("pieces", "text", "fits"),
    [
        (("甲", Gap.RUN, "乙"), "一甲二乙三", True),
        (("甲", Gap.RUN, "乙"), "乙甲", False),
        ((Gap.RUN, "甲", Gap.RUN), "甲", True),
        ((Gap.ONE, "甲"), "甲", False),
        (("甲", Gap.ONE, "丙"), "甲乙丙", True),
        ((".", Gap.RUN, "("), "a(b.c(", True),
        ((Gap.RUN, "公") * 8 + ("x",), "公" * 5000, False),
    ],
)
def test_patterns_of_names(pieces: tuple[str | Gap, ...], text: str, fits: bool) -> None:
    assert glob(pieces)(text) is fits
