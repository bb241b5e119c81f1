"""Annual reports made by chance, for measuring: `python bench/reports.py FOLDER COUNT [--seed N]`.

Each is a .txt file with the statutory tables of one of both forms, printed as the seeds print them (a cell a line
behind a tab, or a row a line), with figures that add up, and paragraphs recombined from the seeds' sentences
under another agency, year and figure. The same seed gives the same bytes.
"""

import random
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from pathlib import Path

import click

from corpus.model import Document
from corpus.read import read_document
from kb.extract import extract
from kb.model import Extract
from kb.regions.table import Region, divisions, rows, shortened
from tests.kb.forms.generate import parts

YEARS = {"2019": (2019, 2020), "2021": (2021, 2022, 2023, 2024)}
SHAPES = ("cells", "tabs")
SEEDS = sorted((Path(__file__).resolve().parent.parent / "corpus" / "seed").glob("*.txt"))

AGENCY, REGION, YEAR, FIGURE = "\ue001\ue002\ue003\ue004"
_YEAR = re.compile(r"20\d\d(?=年)")
_FIGURE = re.compile(r"(?<![A-Za-z\d.])\d+(?:\.\d+)?(?![A-Za-z\d])")
_CLAIM = re.compile("申请|复议|诉讼")  # such a sentence would contradict the tables
_SECTION = re.compile(r"（[一二三四五六]）")


@cache
def sentences() -> tuple[str, ...]:
    """The seeds' sentences with places for agency, region, year and at most one figure; none that names persons
    or other regions, or says what the tables say."""
    found = (s for path in SEEDS for s in _of(read_document(path)))
    return tuple(sorted({s for s in found if s.endswith("。") and s.count(FIGURE) <= 1 and len(s) > 15}))


def _of(document: Document) -> Iterator[str]:
    said = extract(document)
    labels = [section.heading for section in document.sections]
    own = {name for full in said.profile.region for name in (full, shortened(full))}
    others = [m.start for m in said.leaders] + [m.start for m in said.regions if m.text not in own]
    for span in document.sentences:
        foreign = _CLAIM.search(span.of(document.text)) or any(span.start <= at < span.end for at in others)
        if not foreign and not any(label.start <= span.start < label.end for label in labels):
            yield _opened(span.of(document.text), said)


def _opened(sentence: str, said: Extract) -> str:
    """The sentence with the issuer's name and region, years and figures taken out."""
    own = {m.text for m in said.agencies if m.name and m.name == said.profile.agency}
    for name in sorted(own, key=lambda name: (-len(name), name)):
        sentence = sentence.replace(name, AGENCY)
    for full in reversed(said.profile.region):
        sentence = sentence.replace(full, REGION).replace(shortened(full), REGION)
    return _FIGURE.sub(FIGURE, _YEAR.sub(YEAR, sentence))


def report(seed: int, number: int) -> tuple[str, str]:
    """The name and the text of report `number` of a seed."""
    chance = random.Random(f"{seed}/{number}")
    form = chance.choice(sorted(YEARS))
    year, region = chance.choice(YEARS[form]), chance.choice(divisions())
    agency = _agency(chance, region)
    known = {AGENCY: agency, REGION: shortened(region.name), YEAR: str(year)}
    drawn = iter(chance.sample(sentences(), len(sentences())))
    lines = [
        part + filled(chance, islice(drawn, chance.randint(3, 10)), known) if _SECTION.match(part) else part
        for part in parts(chance, form, year, agency, chance.choice(SHAPES))
    ]
    return f"{number:05d}_{agency}{year}.txt", "\n".join(lines) + "\n"


def _agency(chance: random.Random, region: Region) -> str:
    function = chance.choice([official for official, _ in rows("functions.tsv")])
    head = "厅" if region.level == "province" and not region.name.endswith("市") else "局"
    return region.name + function + head


def filled(chance: random.Random, drawn: Iterable[str], known: Mapping[str, str]) -> str:
    """The sentences with agency, region and year put in, and figures by chance."""
    text = "".join(drawn)
    for place, value in known.items():
        text = text.replace(place, value)
    return re.sub(FIGURE, lambda _: str(chance.randint(2, 999)), text)


def write(folder: Path, count: int, seed: int = 1) -> None:
    """Write the reports 1 to `count` of a seed into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, count + 1):
        name, text = report(seed, number)
        (folder / name).write_text(text, encoding="utf-8", newline="")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.argument("count", type=click.IntRange(1))
@click.option("--seed", default=1, show_default=True)
def main(folder: Path, count: int, seed: int) -> None:
    """Write COUNT reports into FOLDER."""
    write(folder, count, seed)
    size = sum(path.stat().st_size for path in folder.glob("*.txt"))
    click.echo(f"{count} reports, {size / 1e6:.1f} MB, from {len(sentences())} sentences, seed {seed}")


if __name__ == "__main__":
    main()
