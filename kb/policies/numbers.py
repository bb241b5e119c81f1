"""文号: finding document numbers in all the forms that real papers print, and no others.

The form is 发文机关代字 + year in brackets + number + 号 (党政机关公文处理工作条例, 中办发〔2012〕14号,
art. 9; GB/T 9704-2012 asks for 〔〕). Found are also other brackets, brackets or 号 lost, blanks and invisible
characters, orders (国务院令第711号) and announcements (公告2018年第14号).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kb.agencies.registry import by_name
from kb.policies.keys import unblanked

_GAP = r"[ \t\u3000\xa0\u200b-\u200d\ufeff]{0,3}"
_HAN = r"\u3400-\u9fff〇"
_CHINESE = "一二三四五六七八九十百零〇"
_COUNT = rf"(?:[0-9０-９]{{1,5}}|[{_CHINESE}]{{1,7}})"

_TAIL = re.compile(
    rf"""(?=[〔\[［【﹝〚„（(〈《‘$令第公0-9])(?:  # nothing else starts a tail, and most characters are none of these
    # 〔2020〕17号 [2019]31号 【2024】第5号 （2019）31 号 〈2012〉3号 „2009‟3号 $$ 2016 $$ 23号; 号 may lack after square ones
      (?P<year>[〔\[［【﹝〚„]{_GAP}(?:19|20)?[0-9０-９]{{2}}{_GAP}[〕\]］】﹞〛‟)）]
        {_GAP}\n?(?:号{_GAP}[0-9]{{1,4}}|(?:第{_GAP})?[0-9０-９]{{1,5}}(?:(?:[、,，][0-9]{{1,5}}){{0,8}}{_GAP}号)?)(?![0-9０-９])
      | [（(〈《‘]{_GAP}(?:19|20)[0-9]{{2}}{_GAP}[）)〉》’〕]{_GAP}(?:第{_GAP})?[0-9]{{1,5}}{_GAP}号
      | [（(]{_GAP}[6-9][0-9]{_GAP}[）)]{_GAP}(?:第{_GAP})?[0-9]{{1,5}}{_GAP}号
      | \$\${_GAP}(?:19|20)[0-9]{{2}}{_GAP}\$\${_GAP}[0-9]{{1,5}}{_GAP}号)
    # 〔202130: the closing bracket and 号 were lost on a web page
    | (?P<lost>[〔﹝［\[](?:19|20)[0-9]{{2}}[0-9]{{1,4}}号?(?![0-9〕﹞］\]]))
    # 国务院令第711号, 令2019年第25号, 令（第12号）
    | (?P<order>令{_GAP}[（(]?{_GAP}(?:(?:19|20)[0-9]{{2}}{_GAP}年{_GAP})?
        (?:第{_GAP}{_COUNT}|[0-9]{{1,4}}){_GAP}号[）)]?)
    # 第225号令, 2018年第14号公告
    | (?P<ordered>(?:(?:19|20)[0-9]{{2}}{_GAP}年{_GAP})?第{_GAP}{_COUNT}{_GAP}号{_GAP}(?:令|公告))
    # (78)交公路字412号, （85）国函字第12号, the order of before 1987; never a court's （2015）浙行终字第45号
    | (?P<old>[（(〔\[【](?:19|20)?[0-9]{{2}}[）)〕\]】]{_GAP}(?!.{{0,6}}[初终再监申执]字)[{_HAN}]{{1,8}}字{_GAP}第?{_GAP}[0-9]{{1,5}}{_GAP}号)
    # 公告2018年第14号
    | (?P<announced>公告{_GAP}(?:19|20)[0-9]{{2}}{_GAP}年{_GAP}第?{_GAP}{_COUNT}{_GAP}号)
    # 国办发2020年17号, 国科发火2008-172号
    | (?P<plain>(?<=[{_HAN} \t\u3000\xa0])(?:19|20)[0-9]{{2}}[年 \-－—]{{1,2}}第?{_GAP}[0-9]{{1,4}}{_GAP}号(?!令|公告|楼|院|文件柜)))
    """,
    re.VERBOSE,
)
_RUN = {
    "year": re.compile(rf"[{_HAN}]{{1,40}}{_GAP}$"),
    "order": re.compile(rf"(?:[{_HAN}]{{1,20}}[、 \u3000])*[{_HAN}]{{1,30}}{_GAP}$"),
    "plain": re.compile(rf"[{_HAN}]{{2,8}}{_GAP}$"),
}
_LOOK_BACK = 44

# what may be glued to the left of a prefix: 按照|财库, …的通知|国发, 发文字号|晋政办发, 建设局|苏住建规
_LEAD_IN = re.compile(
    r"""^.*(?: 根据|依据|按照|依照|遵照|参照|执行|贯彻|落实|文号|发文字号|字号|文件[、和及与或]?|公布|发布|印发|转发|颁布|修订|修改|通过|批准
              | (?<!自)由|(?<![可所])以|[的见是为被按即] | ^号?[、和及与或] | 号(?:文件?)?[、和及与或]?)""",
    re.VERBOSE,
)
_TITLE_END = re.compile(
    rf"^.*(?:通知|意见|决定|办法|规定|方案|条例|细则|批复|公告|通报|要点)(?=[{_HAN}]{{2,8}}$)"
)
_AGENCY_END = re.compile(
    rf"^.{{2,}}(?:人民政府|办公厅|办公室|委员会|总局|[{_HAN}]{{2}}[厅局]|(?<=[{_HAN}]{{3}})部)(?=[{_HAN}]{{2,8}}$)"
)
_SERIES_END = re.compile(
    r"[发函字办规令复电任文通秘告议提组法税库建社农教综预医管通准卫资公行政函环土水安林食监质]$"
)
_SERIES = re.compile(r"[发函字办]")
_LONGEST_PREFIX = 12
_SHORTEST_SERIES = 2


@dataclass(frozen=True, slots=True)
class Number:
    """A 文号 at `start`:`end`, `value` as printed without blanks (and without 中华人民共和国)."""

    start: int
    end: int
    value: str


def find_numbers(text: str) -> Iterator[Number]:
    """The 文号 of `text` in order."""
    done = 0
    for tail in _TAIL.finditer(text):
        start = _start(text, tail, done)
        if start is not None:
            done = tail.end()
            end = tail.end() - _loose_bracket(tail[0])
            yield Number(start, end, unblanked(text[start:end]))


def _loose_bracket(tail: str) -> int:
    """1 if the last bracket was opened before the number (…令第5号）), so that it is none of it."""
    return int(tail[-1] in "）)" and not set(tail) & set("（("))


def _start(text: str, tail: re.Match[str], done: int) -> int | None:
    """Where the issuer's prefix starts, or `None` if there is none that can be one."""
    kind = tail.lastgroup or "year"
    if kind == "old":
        return tail.start()
    run = _RUN[
        "order" if kind in ("order", "ordered", "announced") else "plain" if kind == "plain" else "year"
    ]
    before = run.search(text, max(done, tail.start() - _LOOK_BACK), tail.start())
    if not before:
        return tail.start() if kind == "announced" else None
    return _order_start(before, tail) if run is _RUN["order"] else _series_start(before, tail, kind)


def _order_start(before: re.Match[str], tail: re.Match[str]) -> int | None:
    """The start of 国务院 in 2019年4月3日中华人民共和国国务院令第711号."""
    issuer = before[0]
    if before.start() and before.string[before.start() - 1] in "0123456789０１２３４５６７８９":
        issuer = issuer.lstrip("年月日").lstrip(" \u3000")  # 2019年4月3日国务院令, but 日照市人民政府令
    if lead := _LEAD_IN.match(issuer):
        issuer = issuer[lead.end() :]
    if issuer.startswith("中华人民共和国") and issuer.removeprefix("中华人民共和国").startswith(
        ("国务院", "主席")
    ):
        issuer = issuer.removeprefix("中华人民共和国")
    issuer = issuer.lstrip(" \u3000、")
    return before.end() - len(issuer) if len(issuer.strip()) >= 1 + (tail.lastgroup == "ordered") else None


def _named(prefix: str) -> int:
    """How much of what stands before a year is a central organ's full name (国务院|国发, 财政部|财预)."""
    ends = (end for end in range(len(prefix) - _SHORTEST_SERIES, 2, -1) if _organ(prefix[:end]))
    return next(ends, 0)


def _organ(name: str) -> bool:
    """Whether these words name a central organ in full, or as 国家… (工信部|联企业 is one series)."""
    return any(organ.name == name or name.startswith("国家") for organ in by_name().get(name, ()))


def _series_start(before: re.Match[str], tail: re.Match[str], kind: str) -> int | None:
    """The start of 国发 in …的通知国发〔2009〕12号."""
    prefix = before[0]
    for cut in (_LEAD_IN, _TITLE_END, _AGENCY_END):
        if found := cut.match(prefix):
            prefix = prefix[found.end() :]
    prefix = prefix[_named(prefix) :]
    name = prefix.strip()
    if not 1 <= len(name) <= _LONGEST_PREFIX:
        return None
    if kind == "plain":
        sure = bool(_SERIES.search(name))
    else:
        sure = kind == "lost" or tail[0][0] in "〔[［【﹝〚„$" or bool(_SERIES_END.search(name))
    return before.end() - len(prefix) if sure else None
