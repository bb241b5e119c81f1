"""What a document says of itself, as printed, and which of several places counts.

The first place that gives a value wins:

========== ================ ============================== ======================================================
field      1. front matter  2. labelled fields of the page 3. text of the document
========== ================ ============================== ======================================================
title      title            标题, ArticleTitle, `<h1>`     title block, several lines joined; else the first line
issuer     agency           发文机关, 发布机构, 来源¹      the title's beginning; line under it; signature
number     number           发文字号, 文号                 a line of the head, or beside the title, never one cited
date       date             成文日期                       signature; else the line under the title; then 发文日期²
period     period           统计期限                       统计期限 … 至 … in the preface
year       year             –                              title or the bracket under it; else period, issue, number, posting
type       type             –                              how the title ends (`corpus/data/types.yaml`)
published  published        发布日期, PubDate              –
url        url              原文链接                       –
contact    –                –                              the contact block (`corpus.contact`)
region     region           –                              –
========== ================ ============================== ======================================================

¹ 来源 only if it is an organ; newspapers are none. ² A label of the page, but often the day of posting.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice

from corpus.contact import read_contact
from corpus.dates import DATE, DAY, YEAR, find_dates, first_date, iso, year_of
from corpus.head import (
    HEAD,
    NUMBER,
    NUMBER_LINE,
    SPEAKER,
    Head,
    is_complete,
    is_organ,
    kind_of,
    read_head,
    without_brackets,
)
from corpus.lexicon import document_types, type_names
from corpus.model import Metadata, Span
from corpus.normalise import normalise
from corpus.organs import spaced
from corpus.script import simplified, view_of, without_glosses

Found = dict[str, tuple[str, Span]]

# 统计期限自2023年1月1日起，至2023年12月31日止; 统计期限为2020年1月1日至12月31日
PERIOD = re.compile(
    rf"""(?:统计|数据|报告|期限|时间)[^。\n]{{0,60}}?
        (?P<from>{DAY}) \s?起? \s?[，,]? \s?(?:至|到|—|－|-|～|~)\s? (?P<to> {DAY} | \d{{1,2}}月\d{{1,2}}日 )""",
    re.VERBOSE,
)
# [安徽] 2021年某市统计公报, （安徽）2021年某市统计公报
TAG = re.compile(r"^(?:[\[【][^\[\]【】]{1,16}[\]】]|[（(][\u4e00-\u9fff]{2,6}[）)])\s?(?=.{6})")
RUBRIC = re.compile(
    r"^(?P<rubric>[\u4e00-\u9fff]{2,8})[丨|｜：:]\s?"
)  # 政务服务丨某市人民政府关于…的意见, 某省：关于…
FIRST_NUMBER = re.compile(
    rf"[（(]?{NUMBER.pattern}[）)]?", re.VERBOSE
)  # （某政发〔2016〕21号）某区人民政府关于…
OWN_NUMBER = re.compile(rf"[（(]{NUMBER.pattern}[）)]$", re.VERBOSE)  # …的通知（岳办发〔2017〕2号）
# （全文附PDF版下载）
DOWNLOAD = re.compile(r"[（(][^（()）]{0,20}(?:下载|全文|PDF|图文|附件)[^（()）]{0,20}[）)]$")
ENCLOSED = re.compile("《[^《》]{1,200}》")
ENDED = re.compile("失效|废止")  # （此文件已于2017年12月29日宣布失效）
SIGNED = 100  # code points of what follows a title in its line: number, date, issuer
COPY = 8  # code points by which a line shows that it begins or ends a copy of the title
OWN_DATE = re.compile(
    rf"[（(](?:{DAY}|\d{{1,2}}月\d{{1,2}}日)[）)]$", re.VERBOSE
)  # 关于…的意见（2021年3月1日）
NO_NAME = re.compile("^(?:关于|印发|转发|批转)|[。；]")  # of a title or a sentence
SEAL = re.compile(r"[（(](?:盖章|公章|印章|章)[）)]$")
SITE = re.compile(r"\s?(?:[|｜]|[_]|\s-\s|--).{0,60}$")  # … | 中国宜春
SIGNATURE = re.compile(
    rf"(?P<agency>[^，。；：\d]{{2,60}}?)?[\s\u3000]*{DATE.pattern}[\s\u3000]*(?:印发|印)?[\s|｜]*",
    re.VERBOSE,
)
# The issuer at the beginning of a title: all before 关于, the year, or the subject of the report.
LEAD = re.compile(
    r"(?P<agency>[\u4e00-\u9fff、（）·\u3000 ]{2,60}?)(?=关于|(?:19|20)\d\d|二[〇○零0]|政府信息公开|政务公开|印发|转发|批转|对|第|工作)"
)
REPORT_OF = re.compile(
    r"(?:\d{4}年)?(?P<agency>[\u4e00-\u9fff]{1,12}(?:省|市|县|区|州|旗)?(?:人民)?政府)工作报告"
)
""".. note:: 2026年山东省政府工作报告 is a report of 山东省政府."""


def metadata(
    text: str, paragraphs: Sequence[Span], levels: Sequence[int | None], fields: Mapping[str, str]
) -> Metadata:
    """The metadata of a document by the table above.

    Of a text in traditional script or with glosses (`corpus.script`) the values are in simplified characters
    without these, the spans in the text as it stands.

    Parameters: `text`, canonical; `paragraphs` and their format `levels`; `fields`, as the reader gave them.
    """
    view = view_of(text)
    if view.text == text:
        return _metadata(text, paragraphs, levels, fields)
    plain = {name: simplified(without_glosses(value)) for name, value in fields.items()}
    found = _metadata(view.text, [view.inward(span) for span in paragraphs], levels, plain)
    return replace(found, spans={name: view.outward(span) for name, span in found.spans.items()})


def _metadata(
    text: str, paragraphs: Sequence[Span], levels: Sequence[int | None], fields: Mapping[str, str]
) -> Metadata:
    """The metadata of a text in simplified script."""
    head = read_head(text, paragraphs, levels)
    found = _in_text(text, paragraphs, head)
    title = _title(fields.get("title", "")) or _title(found["title"][0] if "title" in found else "")
    date = first_date(normalise(fields.get("date", ""))) or _value(found, "date")
    date = date or first_date(normalise(fields.get("issued", "")))
    period = _period(normalise(fields.get("period", "")) or "") or _period(_value(found, "period") or "")
    contact, contact_spans = read_contact(text, paragraphs)
    given = {name for name in ("title", "date", "period", "number", "issuer") if fields.get(name)}
    return Metadata(
        title=title or None,
        issuer=_organ(fields.get("issuer")) or _lead(title) or _value(found, "issuer"),
        region=tuple(re.split(r"[/、,\s>]+", fields["region"])) if fields.get("region") else (),
        year=_year(
            fields.get("year", ""),
            title + (_value(found, "note") or ""),
            period,
            date,
            fields.get("number") or _value(found, "number") or fields.get("published"),
        ),
        type=fields.get("type") if fields.get("type") in type_names() else document_type(title),
        number=_number(fields.get("number", "")) or _number(_value(found, "number") or ""),
        date=date,
        period=period,
        published=first_date(normalise(fields.get("published", ""))),
        url=fields.get("url") or None,
        contact=contact,
        spans={
            name: span for name, (_, span) in found.items() if name not in {*given, "note"} or name == "title"
        }
        | contact_spans,
    )


def document_type(title: str) -> str | None:
    """The code of `corpus/data/types.yaml` for a title: by how it ends; other if nothing fits; `None` without."""
    if not title:
        return None
    ending = simplified(without_brackets(title))
    return next((code for code, pattern in document_types() if pattern.search(ending)), "other")


def _title(printed: str) -> str:
    """A title as a librarian would write it: no blanks in Chinese, no site name, no doubled halves."""
    printed = normalise(printed)
    rubric = RUBRIC.match(printed)
    if rubric and is_complete(printed) and not is_complete(rubric["rubric"]):
        printed = printed[rubric.end() :]
    title = spaced(SITE.sub("", printed).split("\u3000"))
    half = len(title) // 2
    title = title[:half] if half > 5 and title[:half] == title[half:] else title
    title = OWN_DATE.sub("", OWN_NUMBER.sub("", DOWNLOAD.sub("", TAG.sub("", title))))
    number = FIRST_NUMBER.match(title)
    title = (title[number.end() :].lstrip(" :：") if number else "") or title
    return title[1:-1] if ENCLOSED.fullmatch(title) else title


def _in_text(text: str, paragraphs: Sequence[Span], head: Head) -> Found:
    """The values that the text itself gives, each with its place."""
    found: Found = {}
    if head.title:
        _from_title(text, Span(paragraphs[head.title[0]].start, paragraphs[head.title[-1]].end), found)
    for span in paragraphs[: head.end]:
        _from_head_line(text, span, found)
    for span in paragraphs[head.title[-1] + 1 : head.title[-1] + 3] if head.title else ():
        _from_copy(text, span, found)
    if "title" in found and (beside := _beside_copy(text, paragraphs[head.end : HEAD], found["title"][0])):
        found.setdefault("number", beside)
    if signature := _signature(text, _letter(text, paragraphs, head)) or _signature(
        text, paragraphs[head.end :]
    ):
        found["date"] = signature[0]
        found |= {"issuer": signature[1]} if signature[1] and "issuer" not in found else {}
    for span in paragraphs[:12]:
        if match := PERIOD.search(text, span.start, span.end):
            found["period"] = (match[0], Span(match.start("from"), match.end("to")))
            break
    return found


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
        name = _organ(line[1:-1])
        found |= {"issuer": (name, Span(span.start + 1, span.end - 1))} if name else {}
        if "title" in found and YEAR.search(line):
            found.setdefault("note", (line, span))
    elif kind in ("date", "note") and not ENDED.search(line):
        _date_of(line, span, found)
    elif kind == "speaker" and (match := SPEAKER.fullmatch(line)) and _organ(match["organ"]):
        found.setdefault("issuer", (match["organ"], Span(span.start, span.start + match.end("organ"))))
    elif kind == "letterhead":
        found["issuer"] = (line.removesuffix("文件"), Span(span.start, span.end - 2))
    elif "title" in found and not found["title"][1].holds(span) and _organ(line):
        found.setdefault("issuer", (line, span))


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
        name = _organ(own.of(text)) if own else None
        organ = (name, Span(own.start, own.start + len(name))) if own and name else None
        return (day, place), organ
    return None


def _letter(text: str, paragraphs: Sequence[Span], head: Head) -> Sequence[Span]:
    """The letter over the title of its annex, where that is the only title: from the addressee on."""
    before = paragraphs[: head.title[0]] if head.title else ()
    first = next((n for n, span in enumerate(before) if kind_of(span.of(text)) == "addressee"), len(before))
    return before[first:]


def _value(found: Found, name: str) -> str | None:
    return found[name][0] if name in found else None


def _organ(printed: str | None) -> str | None:
    """`printed` if it names an organ (or several), else `None`: 来源：大众日报 is no issuer."""
    name = SEAL.sub("", normalise(printed or ""))
    if not 2 <= len(name) <= 80 or name in ("政府", "人民政府") or NO_NAME.search(name):
        return None
    return name if is_organ(name) else None


def _lead(title: str) -> str | None:
    """The issuer that a title begins with: 山东省文化和旅游厅2020年度…, 中共上海市委、上海市人民政府关于…"""
    if match := REPORT_OF.fullmatch(title):
        return match["agency"]
    match = LEAD.match(title)
    return _organ(match["agency"]) if match else None


def _number(printed: str) -> str | None:
    """A 文号 as written, blanks removed; `None` for "无" and other texts that are none."""
    match = NUMBER.search(normalise(printed))
    return re.sub(r"\s", "", match["number"]) if match else None


def _period(printed: str) -> tuple[str, str] | None:
    """First and last day of 自2020年1月1日起至12月31日止."""
    dates = list(find_dates(printed))
    if len(dates) > 1:
        return dates[0][0], dates[1][0]
    rest = re.search(r"(?:至|到|—|-)\s?(\d{1,2}月\d{1,2}日)", printed)
    last = first_date(dates[0][0][:4] + "年" + rest[1]) if dates and rest else None
    return (dates[0][0], last) if dates and last else None


def _year(
    given: str, title: str, period: tuple[str, str] | None, date: str | None, last: str | None
) -> int | None:
    """The year reported on or planned for, else the year of issue. A far one (2035年远景目标) is only a goal.

    `last`, what tells the year where no date does: the number, else the day of posting.
    """
    if match := re.search(r"(?:19|20)\d\d", given):
        return int(match[0])
    issued = int(date[:4]) if date else 9999
    if (match := YEAR.search(title)) and year_of(match["year"]) <= issued + 1:
        return year_of(match["year"])
    if period or date:
        return int((period[0] if period else date or "")[:4])
    match = re.search(r"(?:19|20)\d\d", last or "")
    return int(match[0]) if match else None
