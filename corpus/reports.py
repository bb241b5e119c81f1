"""An annual disclosure report that has no title line: how it names itself, and what else shows that it is one.

The chapters are those of the forms of 国办公开办函〔2019〕60号 and 〔2021〕30号 and of the reports before them.
"""

import re
from collections.abc import Sequence

from corpus.model import Span

PREFACE = 3  # paragraphs in which a report without a title names itself
CHAPTERS = 3  # of its kind, that show a report
YEAR = r"(?:19|20)\d\d年度?"
SUBJECT = (
    r"(?:政府(?:（机关）)?信息|信息|政务)公开(?:工作)?(?:年度)?(?:主要)?(?:工作)?(?:报告|年报|总结|情况)"
)
# 现公布某市水利局2021年政府信息公开工作年度报告; 特向社会公开2018年度某镇政府信息公开年度报告
NAMED = re.compile(
    rf"""(?:编制|编写|撰写|制作|公布|发布|(?:现|特|社会)(?:予以)?公开|现将)(?:了|的)?《?
        (?P<name>(?P<first>{YEAR})?
        (?P<agency>(?!本|我|该|其|各|全|并|向|特|了|要求|规定|格式|规范|的|度)[\u4e00-\u9fff]{{2,30}}?)
        (?(first)(?:{YEAR})?|{YEAR}){SUBJECT})》?(?=[。，,；（(并]|总结如下|报告如下|公布如下|如下)""",
    re.VERBOSE,
)
CHAPTER = re.compile(
    r"""(?:[一二三四五六七八九]、|（[一二三四五六七八九]）)\s?
    (?P<kind>总体情况|概述|(?:政府信息)?主动公开|(?:政府信息)?依申请公开|收到和处理政府信息公开申请|政府信息公开行政复议
        |因政府信息公开|(?:政府)?信息管理|(?:政府)?(?:信息|政务)公开平台|平台建设|监督保障|政府信息公开(?:工作)?存在|存在的?(?:主要)?问题)""",
    re.VERBOSE,
)
COLUMN = re.compile("(?:政府)?(?:信息公开|政务公开)?(?:工作)?(?:年度)?(?:工作)?(?:报告|年报)")
OWN = re.compile("主动公开|依申请公开|收到和处理")
OF_ITSELF = re.compile(
    "本(?:年度)?报告|(?:信息公开|公开信息)(?:工作)?(?:年度)?(?:主要)?(?:工作)?(?:情况|报告|总结)[一-鿿]{0,4}如下|公布[^，。]{0,16}信息公开(?:工作)?年度报告"
)
TOLD = re.compile(rf"现将[^，。；]{{0,30}}?(?P<year>{YEAR}){SUBJECT}[\u4e00-\u9fff]{{0,4}}如下")
BEGINS = re.compile(
    rf"""(?: ^ (?:[一二三四五六七八九]、|（[一二三四五六七八九]）)?[^。\n]{{0,12}}?\s?   # 一、总体情况 2023年，县水利局认真…
        | 结合[\u4e00-\u9fff]{{2,12}}? | 。\s?(?={YEAR}[，,本我全]) | 现将 )(?P<year>{YEAR})                     # 现将2013年我区信息公开情况报告如下
    """,
    re.VERBOSE | re.MULTILINE,
)


def is_column(title: str) -> bool:
    """Whether a title is the name of a site's column alone (政府信息公开工作年度报告)."""
    return COLUMN.fullmatch(title) is not None


def named(text: str, paragraphs: Sequence[Span]) -> re.Match[str] | None:
    """The report as one of the first paragraphs names it, with the groups `name` and `agency`."""
    return next(filter(None, (NAMED.search(text, s.start, s.end) for s in paragraphs[: PREFACE + 1])), None)


def is_report(text: str, paragraphs: Sequence[Span]) -> bool:
    """Whether the preface speaks of this report of disclosure, or the headings are those of one."""
    preface = (span.of(text) for span in paragraphs[:PREFACE])
    if any(("信息公开" in words or "公开信息" in words) and OF_ITSELF.search(words) for words in preface):
        return True
    found = (CHAPTER.match(text, span.start, span.end) for span in paragraphs)
    kinds = {match["kind"] for match in found if match}
    return len(kinds) >= CHAPTERS and any(map(OWN.search, kinds))


def year_of_itself(text: str, paragraphs: Sequence[Span]) -> str | None:
    """The year of which a report without a title says that it tells (现将本局2021年度政府信息公开情况报告如下)."""
    found = (TOLD.search(text, span.start, span.end) for span in paragraphs[:PREFACE])
    return next((match["year"] for match in found if match), None)


def year_told(text: str, paragraphs: Sequence[Span]) -> str | None:
    """The year with which one of the first sentences of such a report begins (2023年，县水利局认真…)."""
    found = (BEGINS.search(text, span.start, span.end) for span in paragraphs[: PREFACE + 2])
    return next((match["year"] for match in found if match), None)
