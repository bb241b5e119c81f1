"""`make bench-pages`: how long each kind of page and the API take, eight clients at once, as a Markdown table.

A server of its own (`suwen serve`) over a home that is there already, or over one made of the seeds, the documents
and the statutes beside the project. Every address is asked for once, so that no answer is one remembered; only
what a state keeps for all pages (graph, lists) is warm, by one request of each kind beforehand. The clients are
threads of this process and share the machine with the server; they ask in closed loop, without a pause.
"""

import contextlib
import http.client
import itertools
import json
import random
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from typing import Any
from urllib.parse import quote, urlencode

import click
from library import ROOT, SHARED

from web.serving.processes import usual

SEED = 20_261_121
WARMING = 3
"""Rounds of one request of each kind a process, so that each has what a state keeps for all pages."""

PHRASES = [
    "主动公开",
    "依申请公开",
    "政务公开",
    "信息公开",
    "行政处罚",
    "行政许可",
    "国务院",
    "人民政府",
    "监督管理",
    "法律责任",
    "应当",
    "不得",
    "环境保护",
    "土地",
    "教育",
    "医疗",
    "住房",
    "就业",
    "食品安全",
    "安全生产",
    "消防",
    "道路交通",
    "知识产权",
    "未成年人",
    "老年人",
    "残疾人",
    "农村",
    "城市规划",
    "水资源",
    "文物",
    "旅游",
    "税收",
    "预算",
    "审计",
    "统计",
    "档案",
    "保密",
    "公务员",
    "选举",
    "代表",
    "仲裁",
    "调解",
    "诉讼",
    "执行",
    "刑罚",
    "合同",
    "公司",
    "证券",
    "保险",
    "银行",
    "价格",
    "竞争",
    "广告",
    "消费者",
    "产品质量",
    "标准化",
    "计量",
    "劳动",
    "工会",
    "社会保险",
    "工伤",
    "职业病",
    "矿山",
    "煤炭",
    "电力",
    "节约能源",
    "森林",
    "草原",
]
"""Phrases of the statutes and reports, common and rare."""


@dataclass(frozen=True)
class Answered:
    """One answer: its kind, milliseconds from asking to the last byte, bytes sent, and its status."""

    kind: str
    spent: float
    size: int
    status: int


def main_of(folder: Path) -> list[str]:
    """The command of this checkout over a home."""
    return [str(Path(sys.executable).with_name("suwen")), "--home", str(folder)]


def ask(connection: http.client.HTTPConnection, path: str) -> tuple[int, bytes]:
    """The status and the body as sent."""
    connection.request("GET", quote(path, safe="/?&=%+:#"), headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    return answer.status, answer.read()


def listed(port: int, path: str) -> Iterator[dict[str, Any]]:
    """The items of a list of the API, part by part."""
    step: str | None = path
    while step:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        connection.request("GET", quote(step, safe="/?&=%+"))
        part = json.load(connection.getresponse())
        yield from part["results"]
        step = part["next"]


def addresses(port: int, count: int) -> dict[str, list[str]]:
    """So many addresses of each kind, none twice; fewer where a kind has fewer."""
    chance = random.Random(SEED)
    documents = [
        item["url"] for item in itertools.islice(listed(port, "/api/v1/documents?per_page=200"), 4000)
    ]
    kinds = ("agency", "policy", "leader", "platform", "region")
    entities = {
        kind: [e["url"] for e in itertools.islice(listed(port, f"/api/v1/entities/{kind}?per_page=200"), 600)]
        for kind in kinds
    }
    chance.shuffle(documents)
    pairs = [f"{one} {two}" for one, two in itertools.permutations(PHRASES, 2)]
    chance.shuffle(pairs)
    words = [*PHRASES, *pairs]
    queries = [*(f"“{word}”" for word in PHRASES), *pairs]
    found = {
        "home": ["/", *(f"/?n={n}" for n in range(count))],
        "search": [f"/search?{urlencode({'q': q})}" for q in queries],
        "concordance": [f"/concordance?{urlencode({'q': q})}" for q in words],
        "trend": [f"/trend?{urlencode({'q': q})}" for q in words],
        "document": documents,
        **{kind: entities[kind] for kind in kinds},
        "list": [f"/{kind}?page={n}" for n in range(1, 1 + count // 5) for kind in kinds],
        "documents": [f"/documents?page={n}" for n in range(1, count)],
        "graph": [f"/graph?{urlencode({'focus': e[1:]})}" for e in map(_plain, entities["agency"])],
        "findings": [f"/findings?page={n}" for n in range(1, count)],
        "unresolved": [f"/unresolved?page={n}" for n in range(1, count)],
        "citing": [f"/citing?{urlencode({'policy': e[1:]})}" for e in map(_plain, entities["policy"])],
        "panel": [f"/panel?n={n}" for n in range(count)],
        "API search": [f"/api/v1/search?{urlencode({'q': q})}" for q in queries],
        "suggest": [f"/suggest?{urlencode({'q': w[:2]})}" for w in words],
    }
    return {kind: list(dict.fromkeys(some))[:count] for kind, some in found.items()}


def _plain(url: str) -> str:
    from urllib.parse import unquote

    return unquote(url)


def measure(port: int, asked: Sequence[tuple[str, str]], clients: int) -> list[Answered]:
    """All addresses, shared out among the clients as they come free."""
    waiting, lock = iter(asked), threading.Lock()

    def client() -> list[Answered]:
        connection, done = http.client.HTTPConnection("127.0.0.1", port), []
        while True:
            with lock:
                following = next(waiting, None)
            if following is None:
                return done
            kind, path = following
            started = time.perf_counter()
            status, body = ask(connection, path)
            done.append(Answered(kind, (time.perf_counter() - started) * 1000, len(body), status))

    with ThreadPoolExecutor(clients) as pool:
        return [each for some in pool.map(lambda _: client(), range(clients)) for each in some]


def percentile(values: Sequence[float], per_cent: int) -> float:
    """The value below which so many per cent lie."""
    return quantiles(values, n=100, method="inclusive")[per_cent - 1] if len(values) > 1 else values[0]


def table(answers: Sequence[Answered], alone: Sequence[Answered]) -> Iterator[str]:
    """Lines of Markdown: a kind a line."""
    yield "| kind | asked | p50 ms | p95 ms | one client, p95 ms | largest, KB gzip |"
    yield "|---|---|---|---|---|---|"
    for kind in dict.fromkeys(each.kind for each in answers):
        some = [each for each in answers if each.kind == kind]
        times, single = [each.spent for each in some], [each.spent for each in alone if each.kind == kind]
        yield (
            f"| {kind} | {len(some)} | {percentile(times, 50):.0f} | {percentile(times, 95):.0f}"
            f" | {percentile(single, 95):.0f} | {max(each.size for each in some) / 1024:.0f} |"
        )
    wrong = sorted({(each.kind, each.status) for each in answers if each.status not in (200, 404)})
    yield f"\nall answered well: {wrong if wrong else 'yes'}"


@click.command()
@click.option(
    "--home", type=click.Path(path_type=Path), required=True, help="A home; made if it is not there."
)
@click.option("--clients", default=8, help="Clients at once.")
@click.option("--count", default=60, help="Addresses of each kind.")
@click.option("--kind", "kinds", multiple=True, help="Only these kinds.")
@click.option(
    "--processes", "counts", multiple=True, type=int, help="Serving processes; several times: compared."
)
@click.option("--mixed", is_flag=True, help="All kinds at once instead of one after the other.")
def main(
    home: Path, clients: int, count: int, kinds: tuple[str, ...], counts: tuple[int, ...], *, mixed: bool
) -> None:
    """Measure and print."""
    if not (home / "suwen.db").exists():
        make(home)
    for processes in counts or (usual(),):
        with serving(home, processes) as (port, pid):
            every = addresses(port, 2 * count)
            chosen = {kind: some for kind, some in every.items() if not kinds or kind in kinds}
            for _ in range(WARMING * processes):
                measure(port, [(kind, some[0]) for kind, some in chosen.items()], 1)
            alone, together = measured(port, chosen, clients, mixed=mixed)
            click.echo(
                f"\n{processes} processes, {clients} clients, kinds {'mixed' if mixed else 'one after the other'}:\n"
            )
            click.echo("\n".join(table(together, alone)))
            click.echo(f"memory, MB: {memory(pid)}")


def measured(
    port: int, chosen: dict[str, list[str]], clients: int, *, mixed: bool
) -> tuple[list[Answered], list[Answered]]:
    """One half of the addresses asked by a single client, the other by all of them."""
    half = {kind: (some[1 : 1 + len(some) // 2], some[1 + len(some) // 2 :]) for kind, some in chosen.items()}
    halves = [[[(kind, path) for path in parts[n]] for kind, parts in half.items()] for n in (0, 1)]
    alone = [each for some in halves[1] for each in measure(port, some, 1)]
    if mixed:
        halves[0] = [list(itertools.chain(*halves[0]))]
        random.Random(SEED).shuffle(halves[0][0])
    return alone, [each for some in halves[0] for each in measure(port, some, clients)]


@contextlib.contextmanager
def serving(home: Path, processes: int) -> Iterator[tuple[int, int]]:
    """The port and the process id of a server."""
    command = [*main_of(home), "serve", "--port", "0", "--processes", str(processes)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=ROOT
    ) as process:
        try:
            assert process.stdout
            yield int(re.search(r":(\d+)/", process.stdout.readline())[1]), process.pid  # type: ignore[index]
        finally:
            process.terminate()


def memory(pid: int) -> str:
    """What the server and each process it forked have for themselves, and all of them together (proportional)."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    told = [Path(f"/proc/{each}/smaps_rollup").read_text() for each in (pid, *children)]
    own, share = (
        [int(re.search(rf"^{name}:\s+(\d+) kB", text, re.MULTILINE)[1]) // 1024 for text in told]  # type: ignore[index]
        for name in ("Private_Dirty", "Pss")
    )
    return f"{' + '.join(map(str, own))} of their own, {sum(share)} together"


def make(home: Path) -> None:
    """The home of seeds, documents and statutes."""
    import tarfile
    import tempfile

    with tempfile.TemporaryDirectory() as unpacked:
        with tarfile.open(SHARED / "laws.tar.xz") as archive:
            archive.extractall(unpacked, filter="data")
        folders = [ROOT / "corpus" / "seed", SHARED / "documents", Path(unpacked)]
        subprocess.run([*main_of(home), "ingest", *map(str, folders)], check=False, cwd=ROOT)


if __name__ == "__main__":
    main()
