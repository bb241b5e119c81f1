"""A few kills of the fault suite (`make faults` does a hundred): nothing wrong is served, nothing lost."""

from pathlib import Path

from bench.faults import run


def test_kills_at_random_moments(tmp_path: Path) -> None:
    counts, wrong = run(5, 4, tmp_path / "world")
    assert wrong == []
    assert sum(count for (_, met), count in counts.items() if met != "finished") == 5
