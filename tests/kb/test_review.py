"""What is unsure comes with its evidence, and nothing that is no question."""

from pathlib import Path

from kb.model import AgencyMention, PlatformMention, PolicyMention
from kb.review import REACH, questions
from kb.store.session import reading
from tests.kb.builders import place, record, stored


def ask(folder: Path, *texts_and_mentions: tuple[str, tuple[object, ...]]) -> list[tuple[str, str]]:
    records = [
        record(text, *mentions, source=f"{i}.txt") for i, (text, mentions) in enumerate(texts_and_mentions)
    ]  # type: ignore[arg-type]
    with reading(stored(folder, records)) as store, store.snapshot() as snapshot:
        found = list(questions(snapshot))
    assert all(q.places and all(p.sentence for p in q.places) for q in found)
    return [(q.reason, q.what) for q in found]


def test_an_open_reference_is_asked_with_its_sentence(tmp_path: Path) -> None:
    text = "按照《办法》办理。"
    assert ask(tmp_path, (text, (place(PolicyMention, text, "《办法》"),))) == [
        ("未能判定的指称", "《办法》")
    ]


def test_units_and_channels_in_passing_are_no_questions(tmp_path: Path) -> None:
    text = "办公室通过微博发布。"
    mentions = (
        place(AgencyMention, text, "办公室", group="unit"),
        place(PlatformMention, text, "微博", channel="weibo"),
    )
    assert ask(tmp_path, (text, mentions)) == []


def test_names_alike_are_proposed_and_years_tell_apart(tmp_path: Path) -> None:
    titles = [
        "甲省2020年政务公开工作实施方案",
        "甲省2020年政务公开工作的实施方案",
        "甲省2021年政务公开工作实施方案",
    ]
    text = "".join(f"《{title}》。" for title in titles)
    mentions = tuple(place(PolicyMention, text, f"《{title}》", name=title) for title in titles)
    assert ask(tmp_path, (text, mentions)) == [
        ("名称相近，可能是同一个", f"policy/{titles[0]} ≈ policy/{titles[1]}")
    ]


def test_names_are_compared_with_their_neighbours_only(tmp_path: Path) -> None:
    titles = [f"甲省{chr(0x4E00 + 7 * i)}县农村公路建设养护管理办法" for i in range(60)]
    odd = ["甲省农村公路建设和养护资金筹集管理使用办法", "甲省农村公路建设与养护资金筹集管理使用办法"]
    text = "".join(f"《{title}》。" for title in (*titles, *odd))
    mentions = tuple(place(PolicyMention, text, f"《{title}》", name=title) for title in (*titles, *odd))
    asked = [what for _, what in ask(tmp_path, (text, mentions))]
    assert f"policy/{odd[0]} ≈ policy/{odd[1]}" in asked or f"policy/{odd[1]} ≈ policy/{odd[0]}" in asked
    assert len(asked) <= 2 * REACH * len(titles)
