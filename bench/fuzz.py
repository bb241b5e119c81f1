"""Hostile input by the million: queries at the parser and the searcher, damaged files at the readers.

    python bench/fuzz.py queries --count 1000000
    python bench/fuzz.py searches --count 20000
    python bench/fuzz.py files --count 20000 --keep found/

Every case comes from a seed, so a number that went wrong can be made again. What is neither an answer nor one of our
sentences is a fault; its file is kept, to become a test. The slowest cases are told too.
"""

import heapq
import random
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count as count_from
from itertools import islice
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from corpus.errors import SuwenError  # noqa: E402
from corpus.read import READERS, read_document  # noqa: E402
from index.build.ingest import ingest  # noqa: E402
from index.build.stage import understand  # noqa: E402
from index.build.walk import walk  # noqa: E402
from index.build.workers import spread  # noqa: E402
from index.model import Request  # noqa: E402
from index.query.parser import parse  # noqa: E402
from index.searcher import open_searcher  # noqa: E402
from kb.home import Home  # noqa: E402
from kb.store.session import reading  # noqa: E402
from tests.corpus.test_mutants import changed, original  # noqa: E402
from tests.index.test_properties import SIGNS  # noqa: E402

WORDS = (
    "公开",
    "政务公开",
    "年度报告",
    "济南市",
    "2020",
    "以公开为常态",
    "国办发〔2021〕12号",
    "covid",
    "Wi-Fi",
)
FORMS = (
    "“{}”", "({} 或 {})", "{} NOT {}", "标题:{}", "机关:“{}”", "{}*", "?{}", "{}~", "{} NEAR/5 {}", "年份:{}-{}", "[{} TO {}]",
    "（{} 与 {}）", "{} {}", "-{}", "引用:{}", "章节:({})", "{}~2", "提到:{} 同句 {}",
)  # fmt: skip
KINDS = ("cut", "put", "flip", "drop", "twice")
EVERY = 10
"""So many files are read for each that is understood too: extraction takes longer than reading."""

OFFICE = frozenset({".doc", ".rtf"})
"""Kinds that LibreOffice reads, a process of a second or more for each file: one of them for `EVERY` of the others."""

SECONDS = 60
MEMORY = 3 * 2**30


def query(chance: random.Random) -> str:
    """A query: signs in any order, or well formed to some depth and then damaged, or any characters at all."""
    way = chance.random()
    if way < 0.45:
        return ("" if way < 0.25 else " ").join(chance.choices(SIGNS, k=chance.randint(0, 25)))
    if way < 0.9:
        made = _formed(chance, chance.randint(0, 5))
        return made if way < 0.7 else _damaged(made, chance)
    if way < 0.99:
        return "".join(
            chr(chance.choice((chance.randrange(0x80), chance.randrange(0x10FFFF)))) for _ in range(30)
        )
    return chance.choice(SIGNS) * chance.randint(100, 5000)


def _formed(chance: random.Random, depth: int) -> str:
    if not depth:
        return chance.choice(WORDS)
    form = chance.choice(FORMS)
    return form.format(*(_formed(chance, depth - 1) for _ in range(form.count("{}"))))


def _damaged(made: str, chance: random.Random) -> str:
    for _ in range(chance.randint(1, 3)):
        at = chance.randint(0, len(made))
        made = chance.choice(
            (made[:at], made[:at] + chance.choice(SIGNS) + made[at:], made[at:], made[:at] + made[at + 1 :])
        )
    return made


@dataclass(frozen=True, slots=True)
class Mutant:
    """A damaged file, by its number."""

    suffix: str
    number: int

    def raw(self) -> bytes:
        """Its bytes: a small real file of this kind, changed in up to six places."""
        chance = random.Random(f"{self.suffix} {self.number}")
        edits = [
            (chance.choice(KINDS), chance.random(), chance.random(), chance.randbytes(chance.randint(1, 12)))
            for _ in range(chance.randint(1, 6))
        ]
        if self.number % 50 == 0:
            return chance.randbytes(chance.randint(1, 4000))
        return changed(original(self.suffix), edits)


def attempt(mutant: Mutant) -> str:
    """What became of a mutant: `read`, `refused`, or the traceback of what should not have been raised."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"x{mutant.suffix}")
        path.write_bytes(mutant.raw())
        try:
            document = read_document(path)
            if mutant.number % EVERY == 0:
                understand(document)
        except (SuwenError, MemoryError, RecursionError):
            return "refused"
        except Exception:
            return traceback.format_exc()
    return "read"


class Tally:
    """Counts, the slowest cases, and the faults."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.slowest: list[tuple[float, str]] = []
        self.faults: list[str] = []
        self.began = time.monotonic()

    def took(self, seconds: float, case: str) -> None:
        """Remember the five slowest."""
        heapq.heappush(self.slowest, (seconds, case))
        self.slowest = heapq.nlargest(5, self.slowest)

    def tell(self) -> None:
        """Print all of it; exit code 1 if there are faults."""
        told = "，".join(f"{name} {count:,}" for name, count in sorted(self.counts.items()))
        print(f"{self.counts.total():,} cases in {time.monotonic() - self.began:.0f} s: {told}")
        for seconds, case in self.slowest:
            print(f"  {seconds * 1000:.0f} ms  {case[:100]!r}")
        print(f"faults: {len(self.faults)}")
        for fault in self.faults[:20]:
            print(fault)
        sys.exit(1 if self.faults else 0)


@click.group()
def main() -> None:
    """Hostile input by the million."""


@main.command()
@click.option("--count", default=1_000_000)
@click.option("--seed", default=1)
def queries(count: int, seed: int) -> None:
    """Parse so many generated queries."""
    tally, chance = Tally(), random.Random(seed)
    for _ in range(count):
        _try(tally, query(chance), parse)
    tally.tell()


@main.command()
@click.option("--count", default=20_000)
@click.option("--seed", default=2)
def searches(count: int, seed: int) -> None:
    """Search the bundled documents for so many generated queries."""
    tally, chance = Tally(), random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder, "home"))
        ingest(home, walk([ROOT / "corpus" / "seed"]))
        with reading(home) as store, store.snapshot() as snapshot:
            searcher = open_searcher(home, snapshot)
            for _ in range(count):
                _try(tally, query(chance), lambda asked: searcher.search(snapshot, Request(asked)))
    tally.tell()


def _try(tally: Tally, asked: str, work) -> None:  # type: ignore[no-untyped-def]
    began = time.perf_counter()
    try:
        work(asked)
        tally.counts["answered"] += 1
    except SuwenError:
        tally.counts["refused"] += 1
    except Exception:
        tally.counts["fault"] += 1
        tally.faults.append(f"{asked!r}\n{traceback.format_exc()}")
    tally.took(time.perf_counter() - began, asked)


@main.command()
@click.option("--count", default=20_000)
@click.option("--first", default=0, help="the number of the first mutant of each kind")
@click.option(
    "--keep", type=click.Path(path_type=Path, file_okay=False), help="a folder for the files at fault"
)
def files(count: int, first: int, keep: Path | None) -> None:
    """Read so many damaged files, all kinds in turn, in the workers of the build."""
    tally, kinds = Tally(), Counter[str]()
    mutants = islice(_mutants(first), count)
    for mutant, outcome in spread(attempt, mutants, str, seconds=SECONDS, memory=MEMORY, processes=2):
        kinds[mutant.suffix] += 1
        if outcome.startswith("读取"):
            # The worker was ended by its limits of time or memory: to the user that is a sentence.
            tally.counts["ended"] += 1
            print(f"  {mutant}: {outcome}")
            continue
        if outcome in ("read", "refused"):
            tally.counts[outcome] += 1
            continue
        tally.counts["fault"] += 1
        tally.faults.append(f"{mutant}: {outcome}")
        if keep:
            keep.mkdir(parents=True, exist_ok=True)
            (keep / f"{mutant.number}{mutant.suffix}").write_bytes(mutant.raw())
    print(", ".join(f"{suffix} {number}" for suffix, number in sorted(kinds.items())))
    tally.tell()


def _mutants(first: int) -> Iterator[Mutant]:
    """Damaged files without end, round by round of all kinds."""
    for number in count_from(first):
        yield from (
            Mutant(suffix, number) for suffix in READERS if suffix not in OFFICE or number % EVERY == 0
        )


if __name__ == "__main__":
    main()
