"""A correction made by a person: added to `corrections.toml`, applied by publishing anew."""

import json
from collections.abc import Mapping, Sequence
from typing import get_args

from corpus.errors import SuwenError
from index.build.publish import publish
from kb.durable import write_whole
from kb.home import Home
from kb.model import Kind
from kb.resolve.corrections import parse_corrections
from kb.store.session import writing

Value = str | int | Sequence[str]
LONGEST = 300
"""Characters of a name or a reason."""


def correct(home: Home, kind: str, entry: Mapping[str, Value]) -> int:
    """Add `[[kind]]` with this entry and publish; gives the new generation.

    What stands in the file already stays as it was written, comments too. If the publication fails, so does the
    correction: the file is as before. Raises `SuwenError` for an entry that cannot be.
    """
    with writing(home, "correct") as store:
        before = home.corrections.read_bytes() if home.corrections.is_file() else b""
        text = before.decode("utf-8") + _table(kind, entry)
        parse_corrections(text, home.corrections)
        with store.snapshot() as snapshot:
            for entity_id in _named(entry):
                snapshot.entity(entity_id)
        write_whole(home.corrections, text.encode())
        try:
            return publish(store, home, [])
        except BaseException:
            write_whole(home.corrections, before)
            raise


def _named(entry: Mapping[str, Value]) -> list[str]:
    """The entities that must be there already."""
    given = [entry.get("entity", ""), *_many(entry.get("from", ())), *_many(entry.get("entities", ()))]
    return [str(entity_id) for entity_id in given if entity_id]


def _many(value: Value) -> Sequence[str]:
    return () if isinstance(value, int | str) else value


def _table(kind: str, entry: Mapping[str, Value]) -> str:
    lines = [f"{key} = {_written(value)}" for key, value in entry.items()]
    return "\n".join(["", f"[[{kind}]]", *lines, ""])


def _written(value: Value) -> str:
    """A value in TOML, whose texts are written as JSON's are; control characters are in no name."""
    if isinstance(value, int):
        return str(value)
    texts = [value] if isinstance(value, str) else list(value)
    for text in texts:
        if not text or len(text) > LONGEST or not text.isprintable():
            raise SuwenError(f"“{text[:30]}”不能用于更正", "this text cannot be used in a correction")
    return json.dumps(value if isinstance(value, str) else texts, ensure_ascii=False)


def is_entity_id(text: str) -> bool:
    """Whether this has the form of an entity's id."""
    kind, _, name = text.partition("/")
    return kind in get_args(Kind) and bool(name)
