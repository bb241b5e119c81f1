"""The head of a document: which of its first lines are title, number, date, issuer, letterhead, addressee."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from corpus.dates import DATE, DAY
from corpus.lexicon import ends_with
from corpus.model import Span
from corpus.numbering import read_label
from corpus.organs import are_parted
from corpus.reports import is_column
from corpus.script import simplified

Kind = Literal[
    "title", "number", "date", "letterhead", "addressee", "speaker", "note", "label", "heading", "text"
]

HEAD = 20  # paragraphs; no title block is longer
COLUMN = 12  # code points; the name of a site's column (政府信息公开年报) is shorter, a title with its issuer longer
TITLE_LINE, TITLE_LINES, TITLE = 90, 6, 200  # code points of a line, lines, code points of all of it

YEAR_BRACKETS = r"[〔\[（(【﹝［〈„]\s?(?:19|20)\d{2}\s?[〕\]）)】﹞］〉‟]"
# 国办发〔2020〕17号  青政办字[2019]31号  中华人民共和国国务院令第711号  公告2018年第14号  2018年第14号
NUMBER = re.compile(
    rf"""(?P<number> [\u4e00-\u9fff]{{1,16}} \s? {YEAR_BRACKETS} \s? 第?\s?\d{{1,5}}\s?[号號]
        | [\u4e00-\u9fff]{{1,16}} [〔﹝［\[] (?:19|20)\d{{2}}\d{{1,4}} [号號]?   # 牟政办发〔201746, the rest lost on a page
        | [\u4e00-\u9fff]{{0,24}}(?:令|公告|通告) \s? (?:(?:19|20)\d\d年)?\s?第\s?[\d一二三四五六七八九十百零〇]{{1,6}}\s?[号號]
        | [\u4e00-\u9fff]{{0,24}}(?:人民政府|委员会|部|局)令 \s? \d{{1,4}} \s? [号號]   # 济南市人民政府令19号
        | [\u4e00-\u9fff]{{2,24}} \s? 第\s?[\d一二三四五六七八九十百零〇]{{1,6}}\s?[号號]令   # 海关总署第152号令
        | (?:19|20)\d\d年\s?第\s?\d{{1,4}}\s?[号號] )""",
    re.VERBOSE,
)
NUMBER_LINE = re.compile(
    rf"[（(]?{NUMBER.pattern}[）)]?(?:\s*(?:签发人|特急|急件|【|公开|{DAY}).{{0,40}})?", re.VERBOSE
)
# （2023年4月12日）  2009年2月28日第十一届全国…会议通过  ——2019年3月5日在第十三届全国人民代表大会第二次会议上
DATE_LINE = re.compile(rf"[（(—－\-\s]{{0,4}}{DATE.pattern}.{{0,160}}", re.VERBOSE | re.DOTALL)
SENTENCE = re.compile("[。；！？]|[，：]$")
ADDRESSEE = re.compile(r"[^。；]{2,200}[：:]")
TRAILING_BRACKETS = re.compile(r"[\s\u3000]*[（(〔\[【][^（）()〔〕\[\]【】]{0,30}[）)〕\]】]$")
# 国务院总理李克强, 山东省省长　周乃翔
SPEAKER = re.compile(
    r"(?P<organ>.{0,30}?)(?:总理|省长|市长|县长|区长|州长|主席|主任|院长|检察长|书记|旗长|盟长|局长|厅长)[\u3000 ]?\w{2,4}"
)


# 归档时间：2018-11-21, 查看：972: a line of the page with a label that is not known
LABEL = re.compile(r"[\u4e00-\u9fff]{2,6}\s?[:：][^。；！？]{1,60}|[★●◆■].{0,90}|[\dA-Z][\dA-Z/\-—_ ]{6,40}")
# 清远市人民政府关于…的通知: a line that begins a title, whatever stands above it, unless that goes on (转发…)
OWN_ISSUER = re.compile(
    r"""[\u4e00-\u9fff、 ]{3,40}?(?:政府|办公[厅室]|委员会|[部委厅局院])(?:关于|印发|转发|批转)
        | [\u4e00-\u9fff]{3,30}?(?:19|20)\d\d年度?(?:政府信息公开|政务公开|国民经济)""",
    re.VERBOSE,
)
FOUNDED = re.compile("成立|设立|组建|调整|召开|举行")  # 某省成立…领导小组 is a headline, no name of an organ
VERB = re.compile("[施执实进举推]行$")  # 自公布之日起施行 is no bank
PLACE = 8  # code points of the region before a relative name
GOES_ON = re.compile(r"(?:转发|批转|印发|关于|、|和)$")


FORMS: dict[Kind, Callable[[str], object]] = {
    "number": NUMBER_LINE.fullmatch,
    "date": lambda line: not line.endswith("。") and DATE_LINE.fullmatch(line),
    "heading": read_label,
    "letterhead": re.compile(r"[^，。]{2,30}文件").fullmatch,
    "note": re.compile(r"[（(](?:[^（）()]|[（(][^（）()]{0,100}[）)]){0,400}[）)]").fullmatch,
    "speaker": SPEAKER.fullmatch,
    "label": lambda line: line.startswith(("•", "▪")) or (LABEL.fullmatch(line) and not is_complete(line)),
    "addressee": ADDRESSEE.fullmatch,
    "text": lambda line: SENTENCE.search(line) or len(line) > TITLE_LINE,
}


@dataclass(frozen=True, slots=True)
class Head:
    """The title lines found (indices into the paragraphs), and where the head ends (exclusive)."""

    title: tuple[int, ...]
    end: int


def read_head(text: str, paragraphs: Sequence[Span], levels: Sequence[int | None]) -> Head:
    """The title block of a document, and the lines between it and the body."""
    lines = [span.of(text) for span in paragraphs[:HEAD] if span.end - span.start <= 2 * TITLE]
    lines = lines[
        : next((n for n, span in enumerate(paragraphs[:HEAD]) if span.end - span.start > 2 * TITLE), None)
    ]
    title = _marked(levels[: len(lines)]) or _title_lines(lines)
    end = (title[-1] + 1) if title else 0
    while end < len(lines) and kind_of(lines[end]) not in ("addressee", "heading", "text"):
        end += 1
    return Head(title, end)


def kind_of(line: str) -> Kind:
    """What a line of the head is by its form."""
    return next((kind for kind, form in FORMS.items() if form(line)), "title")


def is_complete(title: str) -> bool:
    """Whether a title ends as titles do: in 报告, 方案, 通知 …, a bracket such as （试行） left out."""
    return ends_with("title_ends").search(simplified(without_brackets(title).rstrip("》”"))) is not None


def without_brackets(title: str) -> str:
    """`title` without brackets at its end: （试行）, （2021年修订）, （征求意见稿）."""
    while (shorter := TRAILING_BRACKETS.sub("", title)) != title and shorter:
        title = shorter
    return title


def _marked(levels: Sequence[int | None]) -> tuple[int, ...]:
    """The first heading of level 1 that the format marks, with those right after it."""
    first = next((n for n, level in enumerate(levels) if level == 1), len(levels))
    return tuple(n for n in range(first, len(levels)) if all(level == 1 for level in levels[first : n + 1]))


def _title_lines(lines: Sequence[str]) -> tuple[int, ...]:
    """The indices of the title's lines: the first run of title-like lines that ends as titles do.

    Looked for before the first sentence of the text; there a run that ends otherwise is better than none. Behind
    it (an order prints the rules that it issues below itself) only a run that ends as titles do will do.
    """
    kinds = [kind_of(line) for line in lines]
    body = next((n for n, kind in enumerate(kinds) if kind in ("heading", "text")), len(lines))
    runs = [_run(lines, n) for n, kind in enumerate(kinds) if kind == "title"]
    complete = [run for run in runs if is_complete("".join(lines[n] for n in run))]
    before = [run for run in (*complete, *runs) if run[0] < body]
    named = (run for run in (*before, *complete) if OWN_ISSUER.match("".join(lines[n] for n in run)))
    first = next(iter((*before, *complete)), ())
    column = "".join(lines[n] for n in first)
    if len(column) >= COLUMN and not is_column(column):
        return first
    fuller = (run for run in complete[1:] if run[0] <= body and _is_fuller(lines[run[0]], column))
    return next(chain(named, fuller), first)


def _run(lines: Sequence[str], start: int) -> tuple[int, ...]:
    """The title-like lines from `start` up to the one that completes a title."""
    run = [start]
    while not _is_done(lines, run) and len(run) < TITLE_LINES:
        run.append(run[-1] + 1)
    if len(run) > 1 and _is_over(lines[start], lines[run[1]]):
        run = run[1:]  # the site's or the issuer's name over a title that has it
    begun = [k for k in range(1, len(run)) if _begins(lines, run, k) and not _is_begun(lines, run[:k])]
    if begun and not (is_organ(lines[run[begun[-1] - 1]]) or GOES_ON.search(lines[run[begun[-1] - 1]])):
        run = run[begun[-1] :]
    joined = "".join(lines[n] for n in run)
    if is_complete(joined) or len(run) == 1:
        return tuple(run)
    return tuple(run[:2]) if is_organ(lines[start]) and not FOUNDED.search(lines[start]) else (start,)


def _is_fuller(line: str, column: str) -> bool:
    """Whether a line is the title of which a site's column is the end: 统计公报 over 2022年某市…统计公报."""
    return len(column) > 3 and line != column and line.endswith(column)


def _begins(lines: Sequence[str], run: Sequence[int], k: int) -> bool:
    """Whether a title with its issuer begins at the `k`th line of a run, which the issuer may fill (某省委⏎关于…)."""
    after = lines[run[k + 1]] if k + 1 < len(run) else ""
    heads = is_organ(lines[run[k]]) and after.startswith(("关于", "印发", "转发", "批转"))
    return heads or OWN_ISSUER.match(lines[run[k]]) is not None


def _is_begun(lines: Sequence[str], run: Sequence[int]) -> bool:
    """Whether these lines are the first ones of a title that has its issuer and goes on (…关于印发某省)."""
    joined = "".join(lines[n] for n in run)
    return OWN_ISSUER.match(joined) is not None and not is_complete(joined)


def _is_over(line: str, title: str) -> bool:
    """Whether a line is the name of an organ that begins the title too, and no issuer beside another one."""
    if not is_organ(line) or FOUNDED.search(line):
        return False
    if 0 < title.find(line) <= PLACE:
        return True  # 市教育局, as the page's own name, over 某市教育局2022年…
    if not title.startswith(line[:2]):
        return False
    return title.startswith(line) or line.endswith("人民政府") or not are_parted(line, title)


def is_organ(line: str) -> bool:
    """Whether a line ends as names of organs do."""
    name = simplified(without_brackets(line))
    return ends_with("organ_ends").search(name) is not None and not VERB.search(name)


def _is_done(lines: Sequence[str], run: Sequence[int]) -> bool:
    following = lines[run[-1] + 1] if run[-1] + 1 < len(lines) else ""
    if not following or kind_of(following) != "title" or sum(len(lines[n]) for n in run) > TITLE:
        return True
    return is_complete("".join(lines[n] for n in run)) and not following.startswith(("的", "及", "和", "与"))
