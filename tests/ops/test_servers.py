"""Several servers on one home: all of them see a new state at once, none is restarted, no answer mixes two."""

import json
import threading
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

from bench.faults import serving
from kb.home import Home
from tests.ops.homes import filled, write_reports

QUERY = quote("“以公开为常态”")


def total(address: str) -> tuple[str, int, int]:
    """State, total, and number of results of one answer."""
    with urlopen(f"{address}/api/v1/search?per_page=100&q={QUERY}", timeout=60) as answer:
        data = json.load(answer)
        return answer.headers["ETag"], data["total"], len(data["results"])


def test_two_processes_switch_to_each_new_state(home: Home, tmp_path: Path) -> None:
    with ExitStack() as stack:
        servers = [stack.enter_context(serving(home))[0] for _ in range(2)]
        assert [total(address)[1] for address in servers] == [3, 3]
        answers: list[tuple[str, int, int]] = []
        stop = threading.Event()

        def ask(address: str) -> None:
            while not stop.is_set():
                answers.append(total(address))

        readers = [threading.Thread(target=ask, args=(address,)) for address in servers]
        for reader in readers:
            reader.start()
        try:
            for names in ("丁", "戊己"):
                filled(home, write_reports(tmp_path / names, names))
                want = 4 if names == "丁" else 6
                assert [total(address)[1] for address in servers] == [want, want]
        finally:
            stop.set()
            for reader in readers:
                reader.join()
    assert {(count, shown) for _, count, shown in answers} <= {(3, 3), (4, 4), (6, 6)}
    assert len({(state, count) for state, count, _ in answers}) == len({state for state, _, _ in answers})
