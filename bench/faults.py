"""Kills at random moments: `kill -9` of a whole process group in the middle of ingest, rebuild, correction, export…

After each kill a server that was running all along must answer as the old state or the new one, and nothing else;
no document may be lost; the next run must complete, and `suwen check` find all in order.

    python bench/faults.py --kills 100 --seed 8
"""

import argparse
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from index.build.check import problems  # noqa: E402
from kb import export  # noqa: E402
from kb.home import Home  # noqa: E402
from kb.store.session import reading  # noqa: E402

SUWEN = [sys.executable, "-c", "from web.cli import main; main()"]
CORRECT = "import sys; from pathlib import Path; from kb.home import Home; from index.build.correct import correct; correct(Home(Path(sys.argv[1])), 'rename', {'entity': sys.argv[2], 'name': sys.argv[3]})"
CITIES = ("济南", "青岛", "烟台", "威海", "德州", "临沂", "菏泽", "滨州", "潍坊", "东营")
AGENCY = "agency/济南市教育局"
PHRASE = "以公开为常态"
REPORT = """{city}市教育局{year}年政府信息公开工作年度报告
一、总体情况
{city}市教育局认真贯彻《中华人民共和国政府信息公开条例》，坚持以公开为常态、不公开为例外。
全年主动公开政府信息{count}条。第{serial}号。
抄送：济南市教育局。
"""


@dataclass(frozen=True)
class State:
    """What the home must hold: the text of each source, and the name that the corrected agency is shown by."""

    texts: Mapping[str, str] = field(default_factory=dict)
    name: str = AGENCY.partition("/")[2]

    @property
    def hashes(self) -> dict[str, str]:
        return {source: hashlib.sha256(text.encode()).hexdigest() for source, text in self.texts.items()}


@dataclass
class World:
    """The home under test, the folder its files come from, and what is known of both."""

    folder: Path
    random: random.Random
    state: State = field(default_factory=State)
    serial: int = 0

    @property
    def home(self) -> Home:
        return Home(self.folder / "home")

    @property
    def files(self) -> Path:
        return self.folder / "files"

    def report(self) -> str:
        self.serial += 1
        city, year = self.random.choice(CITIES), self.random.randint(2008, 2025)
        return REPORT.format(city=city, year=year, count=self.random.randint(1, 9999), serial=self.serial)


@dataclass(frozen=True)
class Work:
    """Something to interrupt: the command, the state it leads to, and a file it may leave whole or not at all."""

    command: list[str]
    after: State
    output: Path | None = None


def ingest(world: World) -> Work:
    """Some new files, and at times one that has changed."""
    texts = dict(world.state.texts)
    for _ in range(world.random.randint(1, 4)):
        text = world.report()
        texts[f"{world.serial:05d}.txt"] = text
    if world.random.random() < 0.5 and world.state.texts:
        texts[world.random.choice(sorted(world.state.texts))] = world.report()
    for name, text in texts.items():
        (world.files / name).write_text(text, encoding="utf-8")
    return Work(
        [*SUWEN, "--home", str(world.home.root), "ingest", str(world.files)],
        replace(world.state, texts=texts),
    )


def rebuild(world: World) -> Work:
    return Work([*SUWEN, "--home", str(world.home.root), "rebuild"], world.state)


def forget(world: World) -> Work:
    """One document less; its file goes too, so that it does not come back."""
    name = world.random.choice(sorted(world.state.texts))
    (world.files / name).unlink()
    left = {source: text for source, text in world.state.texts.items() if source != name}
    return Work([*SUWEN, "--home", str(world.home.root), "forget", name], replace(world.state, texts=left))


def correct(world: World) -> Work:
    name = f"改名{world.random.randint(0, 999)}"
    return Work(
        [sys.executable, "-c", CORRECT, str(world.home.root), AGENCY, name], replace(world.state, name=name)
    )


def export_(world: World) -> Work:
    output = world.folder / "knowledge.jsonl"
    words = ["--home", str(world.home.root), "export", "knowledge", "-o", str(output)]
    return Work([*SUWEN, *words], world.state, output)


def backup(world: World) -> Work:
    output = world.folder / "backup.tar.gz"
    return Work([*SUWEN, "--home", str(world.home.root), "backup", str(output)], world.state, output)


KINDS: Mapping[str, Callable[[World], Work]] = {
    "ingest": ingest,
    "rebuild": rebuild,
    "correct": correct,
    "forget": forget,
    "export": export_,
    "backup": backup,
}
OFTEN = (
    "ingest",
    "ingest",
    "ingest",
    "rebuild",
    "rebuild",
    "correct",
    "correct",
    "forget",
    "export",
    "backup",
)


def started(command: list[str]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
    )


def killed(command: list[str], after: float) -> bool:
    """Run a command and kill all its processes after so many seconds; whether it was still at work."""
    process = started(command)
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    return process.returncode == -signal.SIGKILL


def seen(home: Home) -> State:
    """What the store says."""
    with reading(home) as store, store.snapshot() as snapshot:
        texts = {source.name: snapshot.record(source.document_id).document.text for source in snapshot.held()}
        listed = {listed.entity.id: listed.entity.name for listed in snapshot.entities("agency")}
    return State(texts, listed.get(AGENCY, AGENCY.partition("/")[2]))


def alike(found: State, wanted: State) -> bool:
    """Whether the store holds this state: the same sources, each with its own words, and the name."""
    plain = {source: "".join(text.split()) for source, text in found.texts.items()}
    same = plain == {source: "".join(text.split()) for source, text in wanted.texts.items()}
    return same and found.name == wanted.name


def served(address: str, state: State) -> list[str]:
    """What the server answers that this state does not say; empty if all is right."""
    wrong = []
    for query in (f"“{PHRASE}”", "“青岛市教育局认真贯彻”", f"“第{len(state.texts)}号”"):
        with urlopen(f"{address}/api/v1/search?per_page=100&q={quote(query)}", timeout=30) as answer:
            found = json.load(answer)
        want = sorted(source for source, text in state.texts.items() if query.strip("“”") in text)
        if (found["total"], sorted(hit["source"] for hit in found["results"])[:100]) != (
            len(want),
            want[:100],
        ):
            wrong.append(f"{query}: {found['total']} instead of {len(want)}")
    return wrong


@contextmanager
def serving(home: Home) -> Iterator[tuple[str, int]]:
    """A server in a process of its own, which lives through all kills: its address and process id."""
    command = [*SUWEN, "--home", str(home.root), "serve", "--port", "0"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=environment) as process:
        try:
            assert process.stdout is not None
            yield process.stdout.readline().partition("：")[2].split()[0].rstrip("/"), process.pid
        finally:
            process.kill()


def one(world: World, address: str, kind: str, usual: float) -> tuple[str, list[str], float]:
    """One kill; gives what it met (killed or done), what was wrong, and how long the whole run then took."""
    work, before = KINDS[kind](world), world.state
    old = work.output.read_bytes() if work.output and work.output.exists() else None
    met = killed(work.command, world.random.uniform(0, usual))
    wrong = []
    found = seen(world.home)
    is_old, is_new = alike(found, before), alike(found, work.after)
    if not (is_old or is_new):
        wrong.append("the store holds neither state")
    wrong += served(address, work.after if is_new and not is_old else before)
    if lost := set(before.texts) & set(work.after.texts) - set(found.texts):
        wrong.append(f"lost: {sorted(lost)}")
    if work.output and work.output.exists() and old is None and met:
        wrong.append("an output file is there, though its run was killed") if not whole(work) else None
    began = time.monotonic()
    if not (kind == "forget" and is_new and not is_old):
        again = subprocess.run(work.command, cwd=ROOT, capture_output=True, text=True, check=False)
        if again.returncode:
            wrong.append(f"the next run ended with {again.returncode}: {again.stderr[-300:]}")
    took = time.monotonic() - began
    with reading(world.home) as store, store.snapshot() as snapshot:
        wrong += problems(world.home, snapshot)
        if (
            kind == "export"
            and work.output
            and work.output.read_text("utf-8") != "".join(export.knowledge(snapshot))
        ):
            wrong.append("the export is not what the store says")
    if not alike(seen(world.home), work.after):
        wrong.append("after the next run the store does not hold the new state")
    wrong += served(address, work.after)
    world.state = work.after
    outcome = "new" if is_new and not is_old else "old"
    return (f"killed, {outcome}" if met else "finished"), wrong, took


def whole(work: Work) -> bool:
    """Whether an output file ends as it should."""
    data = work.output.read_bytes() if work.output else b""
    return data.endswith(b"}\n") or data.startswith(b"\x1f\x8b")


def run(kills: int, seed: int, folder: Path) -> tuple[Counter[tuple[str, str]], list[str]]:
    """So many kills; how often each kind of work met which fate, and all that was wrong."""
    world = World(folder, random.Random(seed))
    world.files.mkdir(parents=True)
    first = ingest(world)
    began = time.monotonic()
    subprocess.run(first.command, cwd=ROOT, check=True, capture_output=True)
    usual = dict.fromkeys(KINDS, time.monotonic() - began)
    world.state = first.after
    counts: Counter[tuple[str, str]] = Counter()
    wrong: list[str] = []
    with serving(world.home) as (address, _):
        while sum(count for (_, met), count in counts.items() if met != "finished") < kills:
            kind = world.random.choice(OFTEN if len(world.state.texts) > 3 else ("ingest",))
            met, found, took = one(world, address, kind, usual[kind])
            usual[kind] = 0.5 * usual[kind] + 0.5 * max(took, 0.5)
            counts[kind, met] += 1
            print(f"\r{sum(counts.values())} runs, {len(wrong)} wrong", end="", file=sys.stderr)
            wrong += [f"{sum(counts.values())} {kind} ({met}): {sentence}" for sentence in found]
    return counts, wrong


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=8)
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="suwen-faults-"))
    began = time.monotonic()
    try:
        counts, wrong = run(given.kills, given.seed, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    fates = ("killed, old", "killed, new", "finished")
    print(f"| work | {' | '.join(fates)} |\n|---|{'---|' * len(fates)}")
    for kind in KINDS:
        print(f"| {kind} | {' | '.join(str(counts[kind, fate]) for fate in fates)} |")
    total = sum(count for (_, met), count in counts.items() if met != "finished")
    print(f"\n{total} kills, seed {given.seed}, {time.monotonic() - began:.0f} s; wrong: {len(wrong)}")
    print("\n".join(wrong))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
