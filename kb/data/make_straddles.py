"""Makes `straddles.tsv`: common words that run across the edge of a division's name (相应|城市 over 应城市).

Run it again with another version of jieba in the environment: `python kb/data/make_straddles.py`. Only jieba's
dictionary is read (MIT; a word, its count and its part of speech a line).
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from kb.regions.table import full_names, plain_kind, short_names

COMMON = 60
"""How often a word must stand in the dictionary's corpus to count as common."""
LEVELS = frozenset("省市县区州旗盟")
CONJUNCTIONS = frozenset("和与及")
"""What needs no word before it to be one: 景观环境和|田园."""
PERSONS, MANY = "nr", 300
"""The part of speech of persons' names, which cut nothing; a count from which it is a mistake (田园)."""
HEADER = """\
# 跨地名边界的常用词 (common words that run across the edge of a division's name and so make it none)
# source: the dictionary of jieba {version} (MIT); made by make_straddles.py on {today}
# name cut in two	words that end with its first part (、)	words that begin its second part and what follows (、)
"""


def division_names() -> set[str]:
    """Full and short names of divisions."""
    return {*full_names(), *short_names()}


def counts() -> dict[str, int]:
    """Word → its count, persons' names left out."""
    lines = (files("jieba") / "dict.txt").read_text(encoding="utf-8").splitlines()
    entries = (line.split(" ") for line in lines)
    return {word: int(n) for word, n, tag in entries if not tag.startswith(PERSONS) or int(n) >= MANY}


def common_words(count: Mapping[str, int]) -> set[str]:
    """The common words of two characters and more that are no names of divisions."""
    proper = division_names() - plain_kind().keys()
    return {word for word, often in count.items() if often >= COMMON and len(word) > 1 and word not in proper}


def shortest(words: list[str], holds: Callable[[str, str], bool]) -> list[str]:
    """The words without those that end (or begin) with another of them and so say nothing more."""
    return [word for word in words if not any(word != other and holds(word, other) for other in words)]


def straddles(count: Mapping[str, int]) -> Iterator[tuple[str, list[str], list[str]]]:
    """Each name that common words can cut: the name with | at the cut, the words left and right of it.

    A word left of the cut counts only if it is as common as the name itself (以|上海|洋, not 向上|海图 over 上海).
    """
    words = common_words(count)
    ending, beginning = defaultdict(list), defaultdict(list)
    for word in sorted(words):
        for size in range(1, min(3, len(word))):
            ending[word[-size:]].append(word)
            beginning[word[:size]].append(word)
    for name in sorted(division_names()):
        for cut in range(1, min(3, len(name))):
            first, second = name[:cut], name[cut:]
            whole = second in LEVELS or second in words
            joined = first in CONJUNCTIONS and not whole
            left = [""] if joined else [w for w in ending[first] if count[w] >= count.get(name, 0)]
            right = [second] if whole else beginning[second]
            if left and right:
                yield f"{first}|{second}", shortest(left, str.endswith), shortest(right, str.startswith)


def main() -> None:
    """Write the file beside this one."""
    rows = ["\t".join((name, "、".join(left), "、".join(right))) for name, left, right in straddles(counts())]
    header = HEADER.format(version=version("jieba"), today=datetime.now(tz=UTC).date())
    Path(__file__).with_name("straddles.tsv").write_text(header + "\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
