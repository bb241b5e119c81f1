"""R-1: a passage that stands twice in one document."""

from collections.abc import Iterator

from corpus.model import Span
from kb.audit.model import Case, Remark, Remarks

LONG = 30  # code points of a sentence that may begin a passage; shorter ones are formulae
PASSAGE = 60  # code points of a passage worth a remark
SHOWN = 24
RULES = {"law", "measures"}  # what rules repeat is their formulae


def passages(case: Case) -> Remarks:
    """Each passage of sentences that stood before, as one remark with both places."""
    if {case.profile.type, case.document.meta.type} & RULES:
        return
    for first, again in _passages(case):
        words = case.text[again.start : again.start + SHOWN]
        length = again.end - again.start
        if length < PASSAGE:
            continue
        yield Remark(
            f"“{words}……”一段（{length}字）前文已有。", ((first.start, first.end), (again.start, again.end))
        )


def _passages(case: Case) -> Iterator[tuple[Span, Span]]:
    """Runs of sentences that follow each other in both places."""
    seen: dict[str, int] = {}
    run: tuple[int, int, int] | None = None  # first sentence, its repetition, how many
    sentences = case.sentences
    for n, (_, sentence) in enumerate(sentences):
        words = "".join(sentence.split())
        before = seen.setdefault(words, n)
        if run and n == run[1] + run[2] and sentences[run[0] + run[2]][1] == sentence:
            run = (run[0], run[1], run[2] + 1)
            continue
        if run:
            yield _spans(case, run)
        run = (before, n, 1) if before < n and len(words) >= LONG else None
    if run:
        yield _spans(case, run)


def _spans(case: Case, run: tuple[int, int, int]) -> tuple[Span, Span]:
    first, again, many = run
    ends = [case.sentences[start + many - 1][0].end for start in (first, again)]
    return Span(case.sentences[first][0].start, ends[0]), Span(case.sentences[again][0].start, ends[1])
