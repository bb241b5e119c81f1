"""The worker pool: all items answered, a hanging or dying one ended and named, memory bounded by demand."""

import os
import signal
import time
from collections.abc import Iterator

from index.build.workers import spread


def double(item: int) -> int | str:
    return item * 2


def misbehave(item: str) -> str:
    if item == "hang":
        time.sleep(60)
    if item == "eat":
        eaten = [bytes(2**24) for _ in range(2**12)]
        return str(len(eaten))
    if item == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    return item.upper()


def lost(reason: str) -> str:
    return f"lost: {reason}"


def test_every_item_is_answered() -> None:
    answers = dict(spread(double, range(50), lost, seconds=30, processes=2))
    assert answers == {item: item * 2 for item in range(50)}


def test_a_hanging_item_is_ended_and_the_others_go_on() -> None:
    start = time.monotonic()
    answers = dict(spread(misbehave, ["a", "hang", "b", "c"], lost, seconds=2, processes=2))
    assert time.monotonic() - start < 30
    assert answers["hang"].startswith("lost: 读取超过 2 秒")
    assert [answers[item] for item in "abc"] == ["A", "B", "C"]


def test_one_that_eats_memory_is_ended_and_the_others_go_on() -> None:
    """64 GB would be asked for; the limit of a gigabyte ends the worker and not the machine."""
    answers = dict(spread(misbehave, ["a", "eat", "b"], lost, seconds=60, memory=2**30, processes=2))
    assert answers == {"a": "A", "b": "B", "eat": answers["eat"]}
    assert "内存不足" in answers["eat"]


def test_a_dying_process_is_replaced() -> None:
    answers = dict(spread(misbehave, ["a", "die", "b", "die2"], lost, seconds=30, processes=1))
    assert "意外终止" in answers["die"]
    assert (answers["a"], answers["b"]) == ("A", "B")


def test_items_are_taken_only_as_workers_become_free() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for item in range(100):
            taken.append(item)
            yield item

    run = spread(double, items(), lost, seconds=30, processes=2)
    next(run)
    assert len(taken) <= 4
    run.close()
