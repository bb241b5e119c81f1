"""L-1, L-2, L-3: what was left in a text that was taken from another department, agency or year."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml
from rapidfuzz.fuzz import partial_ratio

from kb.audit.model import Case, Remark, Remarks

SITE = r"(?:信息网|政务网|公众网|局官网|局网站|局门户网站|局微信|局微博|局公众号)"
MATTER = r"(?:政策信息|局政务公开|局政府信息公开|系统政务公开|系统政府信息公开)"
NAMED_REPORT = re.compile(
    r"""(?P<agency>[\u4e00-\u9fff]{3,24}(?:局|厅|委员会|委|政府|办公室|办公厅|中心))
        (?:关于)?(?P<year>20\d\d)?年?度?(?:政府信息公开|政务公开)[^，。；《》]{0,12}年度(?:工作)?报告""",
    re.VERBOSE,
)
OWN_YEAR = re.compile(
    r"(?:现公布|现发布|特向社会公布|制作|编制|本报告)[^。；]{0,40}?(?P<year>20\d\d)年度?[^。；，\d]{0,30}年度(?:工作)?报告"
)
BUDGET = re.compile(r"(?P<budget>20\d\d)年(?:部门)?预算[^。；\d]{0,6}(?P<final>20\d\d)年(?:部门)?决算")
GOVERNMENT = re.compile(r"人民政府|管委会|管理委员会|街道|镇|乡")
SAME = 70.0  # of 100: 市文化和旅游局 and 青岛市文化和旅游局 are one


@dataclass(frozen=True, slots=True)
class Field:
    """A field of government: its name, by which words an agency is known to be of it, its words."""

    name: str
    own: tuple[str, ...]
    words: tuple[str, ...]


@cache
def _fields() -> tuple[Field, ...]:
    rows = yaml.safe_load((files("kb.audit") / "data" / "fields.yaml").read_text(encoding="utf-8"))
    return tuple(Field(r["field"], tuple(r["own"]), tuple(r["words"])) for r in rows)


def _agencies(case: Case) -> tuple[str, ...]:
    if case.profile.agencies:
        return case.profile.agencies
    named = case.profile.agency or case.document.meta.issuer
    return tuple(named.split("、")) if named else ()


def fields(case: Case) -> Remarks:
    """L-1: another field's site or information, in the text of a department whose own field is known."""
    agency = "、".join(_agencies(case))
    own = [f for f in _fields() if any(word in agency for word in f.own)]
    if not own or GOVERNMENT.search(agency):
        return
    for other in (
        f for f in _fields() if f not in own and not set(f.words) & {w for o in own for w in o.words}
    ):
        words = "|".join(map(re.escape, other.words))
        for found in re.finditer(rf"(?<![、和及与])(?:{words})(?:{SITE}|{MATTER})", case.text):
            place = _with_region(case, found.start()), found.end()
            if case.text[found.end() : found.end() + 1] not in "、和及与":
                yield Remark(
                    f"“{case.text[slice(*place)]}”是{other.name}部门的名目，本文属于{agency}，疑为抄用遗留。",
                    (place,),
                )


def _with_region(case: Case, start: int) -> int:
    """`start`, or where the name of the document's own region before it starts: 某市农业信息网."""
    for region in case.profile.region:
        for name in (region, region.rstrip("省市县区")):
            if name and case.text.endswith(name, 0, start):
                return start - len(name)
    return start


def agency(case: Case) -> Remarks:
    """L-2: the report calls itself that of another agency."""
    own = _agencies(case)
    if not own or not case.is_report:
        return
    for found in NAMED_REPORT.finditer(case.text):
        if case.text.rfind("《", 0, found.start()) > case.text.rfind("》", 0, found.start()):
            continue  # inside a title that is cited
        name = re.split(r"现公布|公布|编制|制作|发布|根据|将|的", found["agency"])[-1]
        if len(name) > 3 and not any(partial_ratio(name, o) >= SAME for o in own):
            yield Remark(f"文中称“{found.group()}”，本报告属于{'、'.join(own)}。", (found.span(),))


def year(case: Case) -> Remarks:
    """L-3: the report calls itself that of another year; budgets older than the year must show."""
    if not case.is_report or case.year is None:
        return
    for found in OWN_YEAR.finditer(case.text):
        if int(found["year"]) != case.year:
            yield Remark(
                f"文中自称{found['year']}年的报告，本报告为{case.year}年。", (found.span(),), str(case.year)
            )
    for found in BUDGET.finditer(case.text):
        budget, final = int(found["budget"]), int(found["final"])
        if budget < case.year and final < case.year - 1:
            yield Remark(
                f"{case.year}年的报告列出“{found.group()}”，应为{case.year}年预算和{case.year - 1}年决算。",
                (found.span(),),
                f"{case.year}年预算、{case.year - 1}年决算",
            )
