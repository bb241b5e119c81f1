"""How far the counts of a channel reach over sentences that leave their subject out: 政务微博。全年发布信息300条。"""

import re
from bisect import bisect_left
from collections.abc import Callable

from corpus.model import Span

FARTHEST = 400
"""How far in its sentence a figure may stand from its platform or its date, in characters."""

SENTENCE = re.compile(r"[^。！？\n]+")

HEAD = re.compile(
    r"\s{0,8}(?:[（(]?[一二三四五六七八九十\d]{1,2}[)）、.．]\s{0,4}|[一二三四五六七八九十]是)?(?:[我本]?[省市州县区旗镇乡局厅委部院校])?(?:官方|政务|政府)?\Z"
)
"""Before a channel that is the subject or the topic of its sentence, from its start on: （二）|政务微博. A verb there
(我局开通, 利用, 推进) leaves the subject to the agency, whose totals may follow."""

TOPIC_ENDS = re.compile(r"(?:”)?(?:平台)?(?:建设|公开|发布|运行|运营|信息|管理|方面|情况){0,3}[。\n]")
"""After one that is the topic of its paragraph."""

OTHERS = re.compile(
    r"其[他它](?:途径|方式|渠道|形式|平台|媒体|载体)|发布会|报纸|报刊|日报|公报|电视|广播|公开栏|展板|手册|信箱|媒体|查阅"
)
"""Other means of publishing, which counts that follow may be of."""

WHOLE = re.compile(
    r"主动公开|依申请|全(?:系统|[省市州县区旗镇乡局厅委校院])(?!面)|[我本][省市州县区旗镇乡局厅委校院]"
)
"""What tells of all that an agency or a division published, on whichever channel."""

TIME = (
    r"(?:(?:截[至止到][^，,。\d\n]{0,4}\d{0,4}[^，,。\n]{0,8}|20\d\d年度?|全年|本年度?|今年以来|年内|目前|现|已|共计?|累计|总)"
    r"[，,]?){0,4}"
)
PUBLISHED = re.compile(TIME + r"(?:发布|推送|更新|编发|发表|刊发|推出)")
"""The beginning of a sentence that leaves out who published: 全年共发布信息300条."""

FOLLOWED = re.compile(
    TIME + r"(?:关注)?(?:粉丝|(?:关注|订阅|阅读|点击|浏览|播放)(?:总?[量数]|人[数次]|用户|次数)"
    r"|(?:阅读|点击|浏览|播放)[超过达到近约]{0,2}[\d.,]{1,12}[万亿余多]{0,2}人?次)"
)
"""The same of an account's readers, which nobody else has: 截至年底粉丝3万, 阅读量12万次."""

SITES = frozenset("站网台")
"""Last characters of sites, whose counts in a further sentence may be of all that an agency published."""


def carried_on(
    text: str, sentence: Span, places: list[Span], counted: Callable[[Span, list[Span]], bool]
) -> int:
    """The end of the sentences that go on telling of the one channel that `sentence` names, its subject left out.

    What was published goes on only for a channel that is the subject, or of which `counted(sentence, places)` tells
    that the sentence counts something; else it may be all that the agency published.
    """
    first = bisect_left(places, sentence.start, key=lambda place: place.start)
    last = bisect_left(places, sentence.end, key=lambda place: place.start)
    if last - first != 1 or sentence.end >= len(text):
        return sentence.end
    place, end = places[first], sentence.end
    following = places[last].start if last < len(places) else len(text)
    head = HEAD.match(text, sentence.start, place.start)
    topic = head and TOPIC_ENDS.match(text, place.end)
    while end < len(text) and end - place.end <= FARTHEST:
        headed = topic and text[end] == "\n" and end == sentence.end
        more = SENTENCE.match(text, end + 1) if text[end] == "。" or headed else None
        if more is None or more.end() > following or told_of_others(text, Span(*more.span())):
            break
        published = PUBLISHED.match(text, end + 1) and (head or counted(sentence, [place]))
        account = text[place.end - 1] not in SITES and (FOLLOWED.match(text, end + 1) or published)
        if not (topic or account):
            break
        end = more.end()
    return end


def told_of_others(text: str, sentence: Span) -> bool:
    """Whether a sentence names other means of publishing, or tells of all that was published."""
    return any(pattern.search(text, sentence.start, sentence.end) for pattern in (OTHERS, WHOLE))
