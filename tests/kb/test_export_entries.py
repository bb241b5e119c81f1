"""What the export of knowledge says of things that no entity could be told for."""

import pytest

from kb.export.entries import leaders, platforms
from kb.model import Figure, LeaderMention, PlatformMention
from kb.resolve.corrections import Corrections, Reject
from kb.resolve.knowledge import Resolver
from tests.kb.builders import place, record

TEXT = "微信公众号发布3条，王磊主持。"
COUNT = Figure("posts", 3, "3", TEXT.index("3"), TEXT.index("3") + 1)
CHANNEL = place(PlatformMention, TEXT, "微信公众号", name=None, channel="wechat", figures=(COUNT,))
RECORD = record(TEXT, CHANNEL, place(LeaderMention, TEXT, "王磊", name="王磊", agency=None, posts=("组长",)))
NAMESAKES = [
    record(text, place(LeaderMention, text, "王磊", name="王磊", agency=agency))
    for text, agency in (("甲局局长王磊", "甲局"), ("乙局局长王磊", "乙局"))
]


def test_a_counted_channel_of_nobody_told_and_one_of_namesakes_are_there_without_id() -> None:
    resolver = Resolver([r.extract for r in (RECORD, *NAMESAKES)])
    placed = resolver.resolve(RECORD).mentions
    (channel,) = platforms(placed)
    assert (channel["id"], channel["kind"], channel["name"], channel["posts"]) == (None, "wechat", None, 3)
    (person,) = leaders(placed, {})
    assert (person["id"], person["name"], person["posts"]) == (None, "王磊", ["组长"])


@pytest.mark.parametrize("start", [None, TEXT.index("王磊")])
def test_who_was_rejected_stays_away(start: int | None) -> None:
    reject = Reject(entity="leader/王磊", document=RECORD.document.id if start else None, start=start)
    resolver = Resolver([RECORD.extract], Corrections(reject=(reject,)))
    assert leaders(resolver.resolve(RECORD).mentions, {}) == []
