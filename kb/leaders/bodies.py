"""Bodies named without their division between a verb and a post: 任命甲为上海市财政局局长，乙为民政局局长."""

import re
from dataclasses import replace

from corpus.model import Span
from kb.leaders.anchors import Anchors
from kb.leaders.holdings import Holding

BODY_GIVEN = re.compile(
    r"(?<=[为任])(?P<body>(?:(?![任为由的])[\u4e00-\u9fff]){1,16}(?:局|委员会|厅|办公室|妇联|工会|团委|法院|检察院))\Z"
)
"""A body without its division between a verb and the post."""

DIVISION = re.compile(r"[\u4e00-\u9fff]{2,7}?(?:自治区|[省市县区州盟旗])")
"""The division that an agency's name begins with."""


def in_body(around: Anchors, start: int, run: tuple[Holding, ...]) -> tuple[int, tuple[Holding, ...]]:
    """Where the body begins that is named without its division after 为 or 担任, and the posts with what it is
    (任命甲为上海市财政局局长，乙为|民政局局长): one of the division named last in the sentence, else open."""
    body = BODY_GIVEN.search(around.text, max(0, start - 24), start)
    if body is None or run[0].printed or around.posts_within(Span(body.start("body"), start)):
        return start, run
    sentence = around.text.rfind("。", 0, start)
    named_before = [m for m in around.agencies if sentence < m.start and m.end < start and m.name]
    division = DIVISION.match(named_before[-1].name or "") if named_before else None
    told = around.told(division[0] + body["body"]) if division else None
    whole = told is not None and division is not None and told.end == len(division[0] + body["body"])
    agency = told.name if told and whole else None
    return body.start("body"), (replace(run[0], agency=agency or run[0].agency), *run[1:])
