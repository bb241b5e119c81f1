"""Make laws.tsv, the registry of law names and their versions, from a folder of statutes in Markdown.

    python kb/data/make_laws.py FOLDER > kb/data/laws.tsv

Each file of FOLDER (at any depth) starts with `# <title>`, then a line for each event of its life
(`2019年4月3日 中华人民共和国国务院令第711号修订`), up to `<!-- INFO END -->`. Files of cases are passed over.
"""

import re
import sys
from collections import defaultdict
from pathlib import Path

KINDS = {
    "宪法": "constitution",
    "DLC": "local",
    "行政法规": "regulation",
    "部门规章": "rule",
    "司法解释": "interpretation",
}
SKIPPED = {"案例", "其他"}
HEADER = """\
# Names of laws in force, with their versions; made by make_laws.py, do not edit by hand.
# Source: LawRefBook (github.com/LawRefBook/Laws), a copy of the National Database of Laws and Regulations
# (flk.npc.gov.cn), state of 2025-04. Names that it lacks stand in laws_more.tsv.
# title\tkind\tversions (ISO date of adoption or amendment, with the order's number if the text gives it)"""
EVENT = re.compile(r"^(?P<y>\d{4})年(?P<m>\d{1,2})月(?P<d>\d{1,2})日(?P<what>.*)$")
MADE = re.compile(r"通过|公布|发布|修订|修正|修改|批准|令第")
ORDER = re.compile(r"国务院令(?:\(|（)?第\s*[\d一二三四五六七八九十百〇○零]+\s*号|国函〔\d{4}〕\d+号")


def title_of(lines: list[str], path: Path) -> str:
    """The first heading without blanks and dates, the file's name failing that."""
    head = next((line for line in lines if line.startswith("# ")), "# " + path.stem)
    return re.sub(r"\s|[(（]\d{4}-\d\d-\d\d[)）]", "", head[2:])


def versions_of(lines: list[str]) -> dict[str, str]:
    """Date → number ("" if none) of each event that made or changed the text."""
    found: dict[str, str] = {}
    for line in lines:
        event = EVENT.match(line.strip())
        if event and MADE.search(event["what"]):
            date = f"{event['y']}-{int(event['m']):02}-{int(event['d']):02}"
            order = ORDER.search(event["what"])
            found[date] = found.get(date) or (re.sub(r"\s|\(|（", "", order[0]) if order else "")
    return found


def main(folder: Path) -> None:
    """Print the registry, sorted by kind and title."""
    laws: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for path in sorted(folder.rglob("*.md")):
        parts = path.relative_to(folder).parts
        if len(parts) < 2 or SKIPPED & set(parts):
            continue
        kind = next((KINDS[part] for part in parts if part in KINDS), "law")
        lines = path.read_text(encoding="utf-8").split("<!-- INFO END -->")[0].splitlines()
        laws[kind, title_of(lines, path)].update(versions_of(lines))
    print(HEADER)
    for (kind, title), versions in sorted(laws.items()):
        print(title, kind, ";".join(f"{d} {n}".strip() for d, n in sorted(versions.items())), sep="\t")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
