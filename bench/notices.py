"""Short documents made by chance, for measuring at scale: `python bench/notices.py FOLDER COUNT [--seed N]`.

Replies to requests, notices and announcements of some 250 to 450 characters from the offices of all divisions, and
one annual report (`bench/reports.py`) in `REPORTS`. Agencies and policies are finite, as in life: some 38,000 offices,
of which some publish much more than others, the statute book, and 3,800 policies. The same seed gives the same bytes.
"""

import random
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Any

import click
import reports
import yaml

from kb.regions.table import divisions, rows

REPORTS = 100
FOLDER = 1000
"""So many files lie in one folder."""

KINDS = ("reply", "reply", "notice", "notice", "announcement")
SHORTEST, LONGEST = 250, 450
"""Characters that a document is to have at least, and at most by chance."""

_AROUND = 200
"""So many of them stand around the body."""

_OUTSIDE = 0.1
"""How many sentences come from the seeds' stock."""


@cache
def stock() -> Mapping[str, Any]:
    """What the documents are made of."""
    return dict(yaml.safe_load((Path(__file__).with_suffix(".yaml")).read_text(encoding="utf-8")))


@cache
def laws() -> tuple[str, ...]:
    """The statute book, the most cited first by chance."""
    names = sorted({row[0] for row in rows("laws.tsv") if row[1] in ("law", "regulation")})
    random.Random(1).shuffle(names)
    return tuple(names)


def document(seed: int, number: int) -> str:
    """The text of document `number` of a seed."""
    if number % REPORTS == 0:
        return reports.report(seed, number)[1]
    chance = random.Random(f"{seed}/{number}")
    kind = chance.choice(KINDS)
    facts = _facts(chance)
    title, opening, closing = (
        _filled(chance, chance.choice(stock()[part][kind]), facts)
        for part in ("titles", "openings", "closings")
    )
    lines = [title, _number(chance, facts), "", opening, *_body(chance, kind, facts), closing]
    return "\n".join([*lines, facts["agency"], facts["date"], ""])


def _facts(chance: random.Random) -> dict[str, str]:
    region = _drawn(chance, divisions())
    year, month = chance.randint(2016, 2025), chance.randint(2, 12)
    thing = chance.choice(stock()["things"])
    return {
        "agency": region.name + _drawn(chance, stock()["offices"]),
        "region": region.name,
        "province": region.path[0],
        "year": str(year),
        "date": f"{year}年{month}月{chance.randint(16, 28)}日",
        "before": f"{year}年{month}月{chance.randint(1, 15)}日",
        "thing": thing,
        "matter": thing,
    }


def _drawn(chance: random.Random, choices: Any) -> Any:
    """One of them, the first more often than the last."""
    return choices[int(len(choices) * chance.random() ** 1.5)]


def _number(chance: random.Random, facts: Mapping[str, str]) -> str:
    return f"{facts['region'][:1]}{facts['agency'][-3:-1]}发〔{facts['year']}〕{chance.randint(1, 400)}号"


def _body(chance: random.Random, kind: str, facts: Mapping[str, str]) -> Iterator[str]:
    """Paragraphs until the document is long enough."""
    wanted, length = chance.randint(SHORTEST, LONGEST) - _AROUND, 0
    bodies = stock()["bodies"][kind]
    for number, body in enumerate(cycle(chance.sample(bodies, len(bodies))), 1):
        if length >= wanted:
            return
        line = _outside(chance, facts) if chance.random() < _OUTSIDE else _filled(chance, body, facts)
        length += len(line)
        yield f"{number}．{line}"


def _outside(chance: random.Random, facts: Mapping[str, str]) -> str:
    known = {reports.AGENCY: facts["agency"], reports.REGION: facts["region"], reports.YEAR: facts["year"]}
    return reports.filled(chance, [chance.choice(reports.sentences())], known)


def _filled(chance: random.Random, text: str, facts: Mapping[str, str]) -> str:
    """The text with facts, and what is drawn anew each time, put in."""
    known = stock()
    policy = chance.choice(known["policies"]).format(
        province=facts["province"], thing=chance.choice(known["things"])
    )
    drawn = {
        "law": _drawn(chance, laws()),
        "policy": policy,
        "paper": chance.choice(known["papers"]),
        "village": "".join(chance.choice(known["villages"]) for _ in range(2))
        + chance.choice(known["places"])
        + "村",
        "person": chance.choice(known["people"]) + "某" + chance.choice(["", "某"]),
    }
    while "{figure}" in text:
        text = text.replace("{figure}", str(chance.randint(2, 9999)), 1)
    return text.format(**facts, **drawn)


def write(folder: Path, count: int, seed: int = 1) -> int:
    """Write the documents 1 to `count` of a seed into folders below; gives their characters."""
    characters = 0
    for number in range(1, count + 1):
        path = folder / f"{number // FOLDER:04d}" / f"{number:07d}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = document(seed, number)
        characters += len(text)
        path.write_text(text, encoding="utf-8", newline="")
    return characters


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.argument("count", type=click.IntRange(1))
@click.option("--seed", default=1, show_default=True)
def main(folder: Path, count: int, seed: int) -> None:
    """Write COUNT documents into FOLDER."""
    characters = write(folder, count, seed)
    click.echo(f"{count} documents, {characters} characters, seed {seed}")


if __name__ == "__main__":
    main()
