"""What a document says of itself, as printed, and which of several places counts.

The first place that gives a value wins:

========== ================ ============================== ======================================================
field      1. front matter  2. labelled fields of the page 3. text of the document
========== ================ ============================== ======================================================
title      title            标题, ArticleTitle, `<h1>`     title block, several lines joined; else the first line;
                                                           else a report's name in its preface
issuer     agency           –                              the title; line under it; signature; then 发文机关, 发布机构, 来源¹
number     number           发文字号, 文号                 a line of the head, or beside the title, never one cited
date       date             –                              signature; then 成文日期; the line under the title; 发文日期²
period     period           统计期限                       统计期限 … 至 … in the preface
year       year             –                              title or the bracket under it; else period, issue, number, posting
type       type             –                              how the title ends (`corpus/data/types.yaml`); else chapters
published  published        发布日期, PubDate              –
url        url              原文链接                       –
contact    –                –                              the contact block (`corpus.contact`)
region     region           –                              –
========== ================ ============================== ======================================================

¹ Who posted the page, which may be its owner; 来源 only if it is an organ, newspapers are none. ² Often the day of posting.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from corpus.contact import read_contact
from corpus.dates import YEAR, find_dates, first_date, year_of
from corpus.head import (
    NUMBER,
    is_complete,
    read_head,
    without_brackets,
)
from corpus.lexicon import document_types, type_names
from corpus.model import Metadata, Span
from corpus.normalise import normalise
from corpus.organs import spaced
from corpus.printed import FIRST_NUMBER, OWN_DATE, OWN_NUMBER, Found, in_text, office, organ
from corpus.reports import is_report, year_of_itself, year_told
from corpus.script import simplified, view_of, without_glosses

# [安徽] 2021年某市统计公报, （安徽）2021年某市统计公报
TAG = re.compile(r"^(?:[\[【][^\[\]【】]{1,16}[\]】]|[（(][\u4e00-\u9fff]{2,6}[）)])\s?(?=.{6})")
RUBRIC = re.compile(
    r"^(?P<rubric>[\u4e00-\u9fff]{2,8})[丨|｜：:]\s?"
)  # 政务服务丨某市人民政府关于…的意见, 某省：关于…
# （全文附PDF版下载）
DOWNLOAD = re.compile(r"[（(][^（()）]{0,20}(?:下载|全文|PDF|图文|附件)[^（()）]{0,20}[）)]$")
ENCLOSED = re.compile("《[^《》]{1,200}》")
YEAR_AGAIN = re.compile(r".{0,150}(?P<year>(?:19|20)\d\d).{1,150}(?P=year)")  # 2022年某县…公报 2022
SITE = re.compile(r"\s?(?:[|｜]|[_]|\s-\s|(?<!\d)--|--(?!\d)).{0,60}$")  # … | 中国宜春
MIRROR = re.compile("[-－—][\u4e00-\u9fff]{2,12}(?:网站|网|平台|门户)$")  # …年度报告-某某平台
NOTE = re.compile(r"[\[［]\d{1,2}[\]］]$")  # …统计公报[1]
FILE = re.compile(r"\.(?:docx?|pdf|wps|txt|html?)$", re.IGNORECASE)  # …年度报告.docx
# The issuer at the beginning of a title: all before 关于, the year, or the subject of the report.
LEAD = re.compile(
    r"(?P<agency>[\u4e00-\u9fff、（）·\u3000 ]{2,60}?)(?=关于|(?:19|20)\d\d|二[〇○零0]|政府信息公开|政务公开|印发|转发|批转|对|第|工作)"
)
RELATIVE = re.compile(r"(?:省|市(?![中南北]区)|县|区|州|盟|旗|自治[区州县旗])")  # 县人民政府, 自治区财政厅
LOOSE = ("工作", "对", "第")  # may go on from other words: 公开选拔干部|工作规定
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
    found = in_text(text, paragraphs, head)
    title = _title(fields.get("title", "")) or _title(found["title"][0] if "title" in found else "")
    date = _date(fields, found)
    period = _period(normalise(fields.get("period", "")) or "") or _period(_value(found, "period") or "")
    contact, contact_spans = read_contact(text, paragraphs)
    given = {name for name in ("title", "date", "period", "number", "issuer") if fields.get(name)}
    given |= {"date"} if "date" in found and date != found["date"][0] else set()
    kind = fields.get("type") if fields.get("type") in type_names() else document_type(title)
    kind = kind or ("annual_report" if is_report(text, paragraphs) else None)
    return Metadata(
        title=title or None,
        issuer=_issuer(fields, title, found),
        region=tuple(re.split(r"[/、,\s>]+", fields["region"])) if fields.get("region") else (),
        year=_year(
            fields.get("year", ""),
            _named_year(text, paragraphs, title, found),
            period,
            date,
            _value(found, "report"),
            year_told(text, paragraphs) if kind == "annual_report" or not title else None,
            fields.get("number"),
            _value(found, "number"),
            fields.get("published"),
        ),
        type=kind,
        number=_number(fields.get("number", "")) or _number(_value(found, "number") or ""),
        date=date,
        period=period,
        published=first_date(normalise(fields.get("published", ""))),
        url=fields.get("url") or None,
        contact=contact,
        spans={
            name: span
            for name, (_, span) in found.items()
            if name not in {*given, "note", "report", "signed"} or name == "title"
        }
        | contact_spans,
    )


def _named_year(text: str, paragraphs: Sequence[Span], title: str, found: Found) -> str:
    """The words that name the document's year before any date does: its title and note, else its own preface."""
    note = _value(found, "note") or ""
    if "report" in found:
        return note
    return title + note if title else note or year_of_itself(text, paragraphs) or ""


def _issuer(fields: Mapping[str, str], title: str, found: Found) -> str | None:
    """Who issued the document; a name without its region (县人民政府) only if no other place gives one."""
    labelled = (office(fields.get(name)) for name in ("sender", "publisher"))
    lead = _lead(title)
    loose = lead and title[len(lead) :].startswith(LOOSE)
    places = (None if loose else lead, _value(found, "issuer"), *labelled, organ(fields.get("origin")), lead)
    told = [name for name in (office(fields.get("issuer")), *places) if name]
    return next((name for name in told if not RELATIVE.match(name)), next(iter(told), None))


def _date(fields: Mapping[str, str], found: Found) -> str | None:
    """The day of issue. Under an organ's name the text itself tells it; a page's label does before a mere line."""
    labelled = {name: first_date(normalise(fields.get(name, ""))) for name in ("date", "dated", "issued")}
    signed, line = _value(found, "signed"), _value(found, "date")
    return labelled["date"] or signed or labelled["dated"] or line or labelled["issued"]


def document_type(title: str) -> str | None:
    """The code of `corpus/data/types.yaml` for a title: by how it ends; other if nothing fits; `None` without."""
    if not title:
        return None
    ending = simplified(without_brackets(title))
    return next((code for code, pattern in document_types() if pattern.search(ending)), "other")


def _title(printed: str) -> str:
    """A title as a librarian would write it: no blanks in Chinese, no site name, no doubled halves."""
    printed = NOTE.sub("", FILE.sub("", normalise(printed)))
    printed = bare if is_complete(bare := MIRROR.sub("", printed)) else printed
    rubric = RUBRIC.match(printed)
    if rubric and is_complete(printed) and not is_complete(rubric["rubric"]):
        printed = printed[rubric.end() :]
    title = spaced(SITE.sub("", printed).split("\u3000"))
    half = len(title) // 2
    title = title[:half] if half > 5 and title[:half] == title[half:] else title
    title = OWN_DATE.sub("", OWN_NUMBER.sub("", DOWNLOAD.sub("", TAG.sub("", title))))
    number = FIRST_NUMBER.match(title)
    title = (title[number.end() :].lstrip(" :：") if number else "") or title
    title = title[:-4] if YEAR_AGAIN.fullmatch(title) and is_complete(title[:-4]) else title
    return title[1:-1] if ENCLOSED.fullmatch(title) else title


def _value(found: Found, name: str) -> str | None:
    return found[name][0] if name in found else None


def _lead(title: str) -> str | None:
    """The issuer that a title begins with: 山东省文化和旅游厅2020年度…, 中共上海市委、上海市人民政府关于…"""
    if match := REPORT_OF.fullmatch(title):
        return match["agency"]
    match = LEAD.match(title)
    return organ(match["agency"]) if match else None


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
    given: str, title: str, period: tuple[str, str] | None, date: str | None, *last: str | None
) -> int | None:
    """The year reported on or planned for, else the year of issue. A far one (2035年远景目标) is only a goal.

    `last`, what tells the year where no date does, the first that has one: the first words of a report without
    title, the number, the day of posting.
    """
    if match := re.search(r"(?:19|20)\d\d", given):
        return int(match[0])
    issued = int(date[:4]) if date else 9999
    if (match := YEAR.search(title)) and year_of(match["year"]) <= issued + 1:
        return year_of(match["year"])
    if period or date:
        return int((period[0] if period else date or "")[:4])
    match = re.search(r"(?:19|20)\d\d", " ".join(filter(None, last)))
    return int(match[0]) if match else None
