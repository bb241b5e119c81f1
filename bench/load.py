"""Sixteen readers while a thousand documents come in: no 5xx, every count as a model says, memory flat.

    python bench/load.py --minutes 30 --documents 1000 --clients 16

A server of its own runs over a home that grows batch by batch, each read by a `suwen ingest` of its own. The state
that an answer of the API comes from stands in its ETag; the model knows which documents each state holds, so each
count is compared with that very state's. Memory is the resident set of all the server's processes, read once a second (Linux only).
"""

import contextlib
import http.client
import json
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit

import click
from faults import CITIES, SUWEN, serving

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from kb.home import Home  # noqa: E402

REPORT = """{city}市教育局{year}年政府信息公开工作年度报告
一、总体情况
{city}市教育局认真贯彻《中华人民共和国政府信息公开条例》，坚持以公开为常态、不公开为例外。
全年主动公开政府信息{number}条，第{number:05d}号。{marks}
"""
MARKS = {2: "回应关切", 3: "政务新媒体", 7: "依申请公开", 11: "行政复议"}
FIRST = 20
PAGES = ("/", "/documents", "/agency", "/policy", "/graph", "/findings", "/about", "/search?q=公开", "/trend?q=公开",
         "/agency/济南市教育局", "/policy/中华人民共和国政府信息公开条例", "/unresolved", "/panel", "/builds")  # fmt: skip
LISTS = ("/api/v1/documents?per_page=5", "/api/v1/entities/agency?per_page=5")


def report(number: int) -> str:
    """The text of a document."""
    marks = "".join(f"加强{mark}。" for step, mark in MARKS.items() if number % step == 0)
    return REPORT.format(
        city=CITIES[number % len(CITIES)], year=2008 + number % 18, number=number, marks=marks
    )


@dataclass
class Model:
    """How many documents each state holds; they are numbered, and come in in order."""

    states: dict[int, int] = field(default_factory=dict)

    def count(self, state: int, wanted: Callable[[str], bool]) -> int:
        """In how many documents of a state something stands."""
        return sum(wanted(report(number)) for number in range(self.states[state]))


@dataclass(frozen=True, slots=True)
class Question:
    """A query and what it must find."""

    query: str
    wanted: Callable[[str], bool]


def question(chance: random.Random, most: int) -> Question:
    """A phrase, or two joined by a word."""
    one, other = chance.sample(sorted(MARKS.values()), 2)
    serial, city = f"第{chance.randrange(most):05d}号", chance.choice(CITIES)
    return chance.choice(
        (
            Question(f"“{one}”", lambda text: one in text),
            Question(f"“{one}” 与 “{other}”", lambda text: one in text and other in text),
            Question(f"“{one}” 或 “{other}”", lambda text: one in text or other in text),
            Question(f"“以公开为常态” 非 “{one}”", lambda text: one not in text),
            Question(f"“{serial}”", lambda text: serial in text),
            Question(f"“{city}市教育局”", lambda text: city in text),
        )
    )


@dataclass
class Record:
    """What the readers met."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    statuses: Counter[int] = field(default_factory=Counter)
    counts: list[tuple[int, Question, int]] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    memory: list[tuple[float, float]] = field(default_factory=list)

    def met(self, url: str, status: int, seconds: float) -> None:
        with self.lock:
            self.statuses[status] += 1
            self.seconds.append(seconds)
            if status != 200:
                self.faults.append(f"{status} {url}")


def read(address: str, record: Record, stop: threading.Event, seed: int, most: int) -> None:
    """One reader: half searches whose counts are checked, half pages and lists."""
    chance, netloc = random.Random(seed), urlsplit(address).netloc
    wire = http.client.HTTPConnection(netloc, timeout=120)
    while not stop.is_set():
        asked = question(chance, most) if chance.random() < 0.5 else None
        url = (
            f"/api/v1/search?per_page=3&q={quote(asked.query)}"
            if asked
            else quote(chance.choice(PAGES + LISTS), "/?=&")
        )
        began = time.perf_counter()
        try:
            wire.request("GET", url)
            answer = wire.getresponse()
            body = answer.read()
        except (OSError, http.client.HTTPException) as error:
            record.met(f"{url} {error!r}", 0, 0)
            wire.close()
            continue
        record.met(url, answer.status, time.perf_counter() - began)
        if asked and answer.status == 200:
            state = re.search(r'"(\d+)-', answer.getheader("ETag") or "")
            record.counts.append((int(state[1]) if state else -1, asked, json.loads(body)["total"]))
        stop.wait(chance.random() * 0.1)


def grow(
    home: Home, files: Path, model: Model, plan: Mapping[int, int], stop: threading.Event, gap: float
) -> None:
    """Bring in the documents: state → how many there are by then."""
    for state, total in plan.items():
        model.states[state] = total
        for number in range(total):
            path = files / f"{number:05d}.txt"
            if not path.exists():
                path.write_text(report(number), encoding="utf-8")
        subprocess.run(
            [*SUWEN, "--home", str(home.root), "ingest", str(files)],
            cwd=ROOT,
            check=True,
            capture_output=True,
        )
        if stop.wait(gap):
            return


def resident(pid: int) -> float:
    """The resident sets of a process and its children, in MB; what they share counts for each."""
    try:
        found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:  # it ended meanwhile
        return 0.0
    return (int(found[1]) / 1024 if found else 0.0) + sum(resident(int(child)) for child in children)


@click.command()
@click.option("--minutes", default=30.0)
@click.option("--documents", default=1000)
@click.option("--batch", default=50)
@click.option("--clients", default=16)
@click.option("--seed", default=12)
def main(minutes: float, documents: int, batch: int, clients: int, seed: int) -> None:
    """Run it and print the table; exit code 1 if anything was wrong."""
    model, record, stop = Model(), Record(), threading.Event()
    totals = [FIRST, *range(FIRST + batch, documents, batch), documents]
    with tempfile.TemporaryDirectory(prefix="suwen-load-") as folder:
        home, files = Home(Path(folder, "home")), Path(folder, "files")
        files.mkdir()
        grow(home, files, model, {1: totals[0]}, stop, 0)
        with serving(home) as (address, pid):
            threads = [
                threading.Thread(target=read, args=(address, record, stop, seed + n, documents))
                for n in range(clients)
            ]
            plan = dict(enumerate(totals[1:], 2))
            gap = minutes * 60 * 0.4 / len(totals)
            writer = threading.Thread(target=grow, args=(home, files, model, plan, stop, gap))
            for thread in (*threads, writer):
                thread.start()
            began, grown = time.monotonic(), 0.0
            while (now := time.monotonic() - began) < minutes * 60:
                record.memory.append((now, resident(pid)))
                grown = now if writer.is_alive() else grown
                time.sleep(1)
            finished = not writer.is_alive()
            stop.set()
            for thread in threads:
                thread.join()
            writer.join()
    tell(model, record, documents if finished else max(model.states.values()), grown)


def tell(model: Model, record: Record, documents: int, grown: float) -> None:
    """Compare all counts with the model and print what was found."""
    wrong = []
    for state, asked, total in record.counts:
        with contextlib.suppress(KeyError):
            want = model.count(state, asked.wanted)
            if total != want:
                wrong.append(f"state {state}: {asked.query} gave {total}, not {want}")
    unknown = sum(state not in model.states for state, _, _ in record.counts)
    times = sorted(record.seconds)
    after = [memory for at, memory in record.memory if at > grown + 20] or [record.memory[-1][1]]
    print(f"requests {len(times):,}; statuses {dict(sorted(record.statuses.items()))}")
    print(
        f"counts checked {len(record.counts) - unknown:,} over {len(model.states)} states; wrong {len(wrong)}; of no state {unknown}"
    )
    print(
        f"seconds: median {times[len(times) // 2]:.3f}, p95 {times[len(times) * 95 // 100]:.3f}, worst {times[-1]:.2f}"
    )
    print(f"documents at the end {documents}, the last came in after {grown:.0f} s")
    peaks = max(memory for _, memory in record.memory)
    print(
        f"memory MB: first {record.memory[0][1]:.0f}, peak {peaks:.0f}; after the last document {after[0]:.0f} → {after[-1]:.0f}"
    )
    for line in (*wrong[:20], *record.faults[:20]):
        print(line)
    sys.exit(1 if wrong or unknown or record.faults else 0)


if __name__ == "__main__":
    main()
