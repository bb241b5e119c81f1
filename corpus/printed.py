"""The values that a text itself gives of its metadata, each with its place: title block, head, signature, period."""

import re
from collections.abc import Sequence
from itertools import islice, pairwise

from corpus.dates import DATE, DAY, YEAR, find_dates, iso
from corpus.head import HEAD, NUMBER, NUMBER_LINE, SPEAKER, Head, is_organ, kind_of
from corpus.model import Span
from corpus.normalise import normalise
from corpus.organs import spaced
from corpus.reports import is_column, named

Found = dict[str, tuple[str, Span]]

# 统计期限自2023年1月1日起，至2023年12月31日止; 统计期限为2020年1月1日至12月31日
PERIOD = re.compile(
    rf"""(?:统计|数据|报告|期限|时间)[^。\n]{{0,60}}?
        (?P<from>{DAY}) \s?起? \s?[，,]? \s?(?:至|到|—|－|-|～|~)\s? (?P<to> {DAY} | \d{{1,2}}月\d{{1,2}}日 )""",
    re.VERBOSE,
)
FIRST_NUMBER = re.compile(
    rf"[（(]?{NUMBER.pattern}[）)]?", re.VERBOSE
)  # （某政发〔2016〕21号）某区人民政府关于…
OWN_NUMBER = re.compile(rf"[（(]{NUMBER.pattern}[）)]$", re.VERBOSE)  # …的通知（岳办发〔2017〕2号）
# 2000年12月28日 税委会〔2000〕17号, （2002年9月17日国办发〔2002〕45号）
DATED_NUMBER = re.compile(rf"[（(]?{DAY}[\s\u3000]*{NUMBER.pattern}[）)]?", re.VERBOSE)
ORDER_NUMBER = re.compile(r"第\s?[\d一二三四五六七八九十百零〇]{1,6}\s?[号號]")
ENDED = re.compile("失效|废止")  # （此文件已于2017年12月29日宣布失效）
SIGNED = 100  # code points of what follows a title in its line: number, date, issuer
# What a note under the title says of its publication: （2016年3月4日某市人民政府令第21号公布）,
# （某市人民政府以某政发〔2016〕21号文件印发）, （2016年3月4日 某政发〔2016〕21号）
ISSUED_BY = re.compile(
    rf"(?<=[日以（(，,：:\s]){NUMBER.pattern}(?=(?:文件?)?\s?(?:公布|发布|颁布|印发|[）)]))", re.VERBOSE
)
COPY = 8  # code points by which a line shows that it begins or ends a copy of the title
OWN_DATE = re.compile(
    rf"[（(](?:{DAY}|\d{{1,2}}月\d{{1,2}}日)[）)]$", re.VERBOSE
)  # 关于…的意见（2021年3月1日）
NO_NAME = re.compile("^(?:关于|印发|转发|批转)|[。；]")  # of a title or a sentence
TOWN = re.compile(r"(?![各全本我])[\u4e00-\u9fff]{1,12}?(?<![乡城集村家故])(?P<kind>镇|乡|苏木|街道)")
OFFICES = {"镇": "人民政府", "乡": "人民政府", "苏木": "人民政府", "街道": "办事处"}
SEAL = re.compile(r"[（(](?:盖章|公章|印章|章)[）)]$")
SIGNATURE = re.compile(
    rf"(?P<agency>[^，。；：\d]{{2,60}}?)?[\s\u3000]*{DATE.pattern}[\s\u3000]*(?:印发|印)?[\s|｜]*",
    re.VERBOSE,
)


def in_text(text: str, paragraphs: Sequence[Span], head: Head) -> Found:
    """The values that the text itself gives, each with its place."""
    lines = "".join(paragraphs[n].of(text) for n in head.title)
    found: Found = {} if head.title and not is_column(lines) else _named(text, paragraphs)
    if head.title and not found:
        _from_title(text, Span(paragraphs[head.title[0]].start, paragraphs[head.title[-1]].end), found)
    _from_head(text, paragraphs[: head.end], found)
    for span in paragraphs[head.title[-1] + 1 : head.title[-1] + 3] if "title" in found else ():
        _from_copy(text, span, found)
    if "title" in found and (beside := _beside_copy(text, paragraphs[head.end : HEAD], found["title"][0])):
        found.setdefault("number", beside)
    if signature := _signature(text, _letter(text, paragraphs, head)) or _signature(
        text, paragraphs[head.end :]
    ):
        found["date"] = signature[0]
        found |= {"signed": signature[0]} if signature[1] else {}
        found |= {"issuer": signature[1]} if signature[1] and "issuer" not in found else {}
    for span in paragraphs[:12]:
        if match := PERIOD.search(text, span.start, span.end):
            found["period"] = (match[0], Span(match.start("from"), match.end("to")))
            break
    return found | ({"title": found["report"]} if "report" in found else {})


def _from_head(text: str, lines: Sequence[Span], found: Found) -> None:
    """What the lines of the head give, each alone or with the one above it."""
    for span in lines:
        _from_note(text, span, found)
        _from_head_line(text, span, found)
    for above, span in pairwise(lines):
        _from_order(text, above, span, found)


def _named(text: str, paragraphs: Sequence[Span]) -> Found:
    """The report as its preface names it, where it has no title, and the issuer in that name."""
    report = named(text, paragraphs)
    if report is None:
        return {}
    name = office(report["agency"])
    found: Found = {"report": (report["name"], Span(*report.span("name")))}
    return found | ({"issuer": (name, Span(*report.span("agency")))} if name else {})


def _from_title(text: str, span: Span, found: Found) -> None:
    """The title, and the number and the date that stand before or behind it."""
    found["title"] = (spaced(span.of(text).split("\n")), span)
    if dated := OWN_DATE.search(text, span.start, span.end):
        _date_of(dated[0], Span(dated.start(), dated.end()), found)
    number = FIRST_NUMBER.match(text, span.start, span.end) or OWN_NUMBER.search(text, span.start, span.end)
    if number:
        found["number"] = (number["number"], Span(number.start("number"), number.end("number")))


def _from_copy(text: str, span: Span, found: Found) -> None:
    """Number and date behind a copy of the title in one line (某通知 国办发〔2016〕97号 2016年12月23日)."""
    line, title = span.of(text), found["title"][0]
    rest = line[len(title) :].lstrip()
    match = NUMBER.match(rest) if line.startswith(title) else None
    if match and len(rest) < SIGNED:
        start = span.end - len(rest) + match.start("number")
        found.setdefault("number", (match["number"], Span(start, start + len(match["number"]))))
        for day, begin, end in islice(find_dates(rest[match.end() :]), 1):
            at = span.end - len(rest) + match.end()
            found.setdefault("date", (day, Span(at + begin, at + end)))


def _beside_copy(text: str, paragraphs: Sequence[Span], title: str) -> tuple[str, Span] | None:
    """The number on a line of its own right above or below a second copy of the title, where a page prints two."""
    for above, span, below in zip(paragraphs, paragraphs[1:], paragraphs[2:], strict=False):
        own = NUMBER_LINE.fullmatch(text, span.start, span.end)
        if own and (title.endswith(above.of(text)[-COPY:]) or title.startswith(below.of(text)[:COPY])):
            return own["number"], Span(own.start("number"), own.end("number"))
    return None


def _from_head_line(text: str, span: Span, found: Found) -> None:
    """Number, date or issuer in a line of the head."""
    line = span.of(text)
    kind = kind_of(line)
    if kind == "number" and "number" not in found and (match := NUMBER_LINE.fullmatch(line)):
        start = span.start + match.start("number")
        found["number"] = (match["number"], Span(start, start + len(match["number"])))
        _date_of(line, span, found)
    elif kind == "note" and not DATE.search(line):
        name = organ(line[1:-1])
        found |= {"issuer": (name, Span(span.start + 1, span.end - 1))} if name else {}
        if "title" in found and YEAR.search(line):
            found.setdefault("note", (line, span))
    elif kind in ("date", "note") and not ENDED.search(line):
        _date_of(line, span, found)
        _dated_number(line, span, found)
    elif kind == "speaker" and (match := SPEAKER.fullmatch(line)) and organ(match["organ"]):
        found.setdefault("issuer", (match["organ"], Span(span.start, span.start + match.end("organ"))))
    elif kind == "letterhead":
        found["issuer"] = (line.removesuffix("文件"), Span(span.start, span.end - 2))
    elif "title" in found and not found["title"][1].holds(span) and organ(line):
        found.setdefault("issuer", (line, span))


def _from_note(text: str, span: Span, found: Found) -> None:
    """The number under which the note below a title says that the text was published."""
    line = span.of(text)
    if line[0] in "（(" and (match := ISSUED_BY.search(line)):
        name = match["number"].rpartition("以")[2]
        end = span.start + match.end("number")
        found.setdefault("number", (name, Span(end - len(name), end)))


def _from_order(text: str, above: Span, span: Span, found: Found) -> None:
    """The number of an order in two lines: 某市人民政府令 over 第227号."""
    issuer, number = above.of(text), ORDER_NUMBER.fullmatch(span.of(text))
    if number and issuer.endswith(("令", "公告")) and kind_of(issuer) == "title":
        found.setdefault("number", (issuer + re.sub(r"\s", "", number[0]), Span(above.start, span.end)))


def _dated_number(line: str, span: Span, found: Found) -> None:
    """The number behind the date of the same line."""
    if match := DATED_NUMBER.fullmatch(line):
        start = span.start + match.start("number")
        found.setdefault("number", (match["number"], Span(start, start + len(match["number"]))))


def _date_of(line: str, span: Span, found: Found) -> None:
    """The first date of a line, if none was found before."""
    for day, start, end in islice(find_dates(line), 1):
        found.setdefault("date", (day, Span(span.start + start, span.start + end)))


def _signature(
    text: str, paragraphs: Sequence[Span]
) -> tuple[tuple[str, Span], tuple[str, Span] | None] | None:
    """Date and organ of the first signature after the head: a line that is a date, with the organ before it in
    the line or above. The first, since an annex may have one of its own."""
    for n, span in enumerate(paragraphs):
        if span.end - span.start > 100 or not (match := SIGNATURE.fullmatch(text, span.start, span.end)):
            continue
        day = iso(match)
        if day is None:
            continue
        place = Span(match.start("year"), match.end("day") if match["day"] else match.end("d"))
        place = Span(place.start, place.end + (text[place.end : place.end + 1] == "日"))
        above = paragraphs[n - 1] if n else None
        own = Span(match.start("agency"), match.end("agency")) if match["agency"] else above
        name = organ(own.of(text)) if own else None
        issuer = (name, Span(own.start, own.start + len(name))) if own and name else None
        return (day, place), issuer
    return None


def _letter(text: str, paragraphs: Sequence[Span], head: Head) -> Sequence[Span]:
    """The letter over the title of its annex, where that is the only title: from the addressee on."""
    before = paragraphs[: head.title[0]] if head.title else ()
    first = next((n for n, span in enumerate(before) if kind_of(span.of(text)) == "addressee"), len(before))
    return before[first:]


def organ(printed: str | None) -> str | None:
    """`printed` if it names an organ (or several), else `None`: 来源：大众日报 is no issuer."""
    name = SEAL.sub("", normalise(printed or ""))
    if not 2 <= len(name) <= 80 or name in ("政府", "人民政府") or NO_NAME.search(name):
        return None
    return name if is_organ(name) else None


def office(printed: str | None) -> str | None:
    """`printed` if it names an organ, or a town for its office (发布机构：螺洋街道: 螺洋街道办事处), else `None`."""
    town = TOWN.fullmatch(normalise(printed or ""))
    return town[0] + OFFICES[town["kind"]] if town else organ(printed)
