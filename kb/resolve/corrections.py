"""Corrections by people: `corrections.toml` in the home, applied at every build, never overwritten by one.

    [[merge]]                 # these are one thing
    from = ["agency/甲市旅游局"]
    into = "agency/甲市文化和旅游局"

    [[apart]]                 # these are two things, however alike their names: do not ask again
    entities = ["agency/甲市一中", "agency/甲市二中"]

    [[split]]                 # in these documents the name means something else
    entity = "leader/王磊"
    documents = ["0123456789abcdef"]
    into = "leader/王磊@乙市教育局"

    [[rename]]                # show it under another name; the id and all links stay
    entity = "policy/…"
    name = "…"

    [[alias]]                 # find it under this name too
    entity = "agency/…"
    name = "…"

    [[reject]]                # this is no such thing: everywhere, or only at one place
    entity = "leader/高度"
    document = "0123456789abcdef"
    start = 120

    [[relation]]              # a fact with its evidence
    source = "agency/…"
    kind = "part_of"
    target = "agency/…"
    document = "0123456789abcdef"
    start = 10
    end = 24

Every table may carry `why` and `by`. An entry that no longer applies to anything is reported, not forgotten.
"""

import tomllib
from collections import Counter
from pathlib import Path
from typing import get_args

import msgspec

from corpus.errors import SuwenError
from kb.model import Kind, RelationKind


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    why: str = ""
    by: str = ""


class Merge(_Entry, frozen=True, kw_only=True, rename={"sources": "from"}):
    """`sources` are the same thing as `into`."""

    sources: tuple[str, ...]
    into: str


class Apart(_Entry, frozen=True, kw_only=True):
    """These are different things; the review asks no more whether they are one."""

    entities: tuple[str, ...]


class Split(_Entry, frozen=True, kw_only=True):
    """In these documents `entity` is really `into`."""

    entity: str
    documents: tuple[str, ...]
    into: str


class Named(_Entry, frozen=True, kw_only=True):
    """A name for an entity: to show it by, or to find it by."""

    entity: str
    name: str


class Reject(_Entry, frozen=True, kw_only=True):
    """`entity` is no such thing: everywhere, in a document, or at one place of it."""

    entity: str
    document: str | None = None
    start: int | None = None


class Stated(_Entry, frozen=True, kw_only=True):
    """A relation that a person read in the text at these offsets."""

    source: str
    kind: RelationKind
    target: str
    document: str
    start: int
    end: int


class Corrections(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All corrections of a home, by kind."""

    merge: tuple[Merge, ...] = ()
    apart: tuple[Apart, ...] = ()
    split: tuple[Split, ...] = ()
    rename: tuple[Named, ...] = ()
    alias: tuple[Named, ...] = ()
    reject: tuple[Reject, ...] = ()
    relation: tuple[Stated, ...] = ()


NONE = Corrections()
"""No corrections."""


def read_corrections(path: Path) -> Corrections:
    """The corrections in this file; none if there is no such file.

    Raises `SuwenError` that names the line or the entry that cannot be read.
    """
    try:
        return parse_corrections(path.read_text(encoding="utf-8"), path)
    except FileNotFoundError:
        return Corrections()
    except UnicodeDecodeError as error:
        raise SuwenError(f"更正文件 {path} 有误：{error}", "the corrections cannot be read") from error


def parse_corrections(text: str, path: Path) -> Corrections:
    """The corrections that this text says; `path` is only named in what is raised, a `SuwenError`."""
    try:
        return _known(msgspec.convert(tomllib.loads(text), Corrections), path)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise SuwenError(f"更正文件 {path} 有误：{error}", "the corrections cannot be read") from error


def _known(corrections: Corrections, path: Path) -> Corrections:
    """The corrections, if all ids they bring into being are of a kind that exists."""
    made = [*(m.into for m in corrections.merge), *(s.into for s in corrections.split)]
    made += [end for r in corrections.relation for end in (r.source, r.target)]
    for entity_id in made:
        if entity_id.split("/", 1)[0] not in get_args(Kind) or not entity_id.partition("/")[2]:
            raise SuwenError(f"更正文件 {path} 有误：“{entity_id}”不是条目编号", "not an entity's id")
    return corrections


class Corrector:
    """Applies corrections while mentions are placed, and remembers which entries did anything."""

    def __init__(self, corrections: Corrections) -> None:
        self.corrections = corrections
        self._into = {source: merge for merge in corrections.merge for source in merge.sources}
        self._splits = {(s.entity, d): s for s in corrections.split for d in s.documents}
        self._rejects = {(r.entity, r.document, r.start): r for r in corrections.reject}
        self._names = {named.entity: named for named in corrections.rename}
        self._applied: Counter[int] = Counter()

    def identity(self, entity_id: str, document_id: str) -> str:
        """The id of what `entity_id` stands for in this document, after splits and merges."""
        split = self._splits.get((entity_id, document_id))
        if split:
            self._note(split)
            entity_id = split.into
        seen = {entity_id}
        while (merge := self._into.get(entity_id)) and merge.into not in seen:
            self._note(merge)
            entity_id = merge.into
            seen.add(entity_id)
        return entity_id

    def rejects(self, entity_id: str, document_id: str, start: int) -> bool:
        """Whether a person said that the mention at this place is no such thing."""
        for key in ((entity_id, None, None), (entity_id, document_id, None), (entity_id, document_id, start)):
            if key in self._rejects:
                self._note(self._rejects[key])
                return True
        return False

    def name(self, entity_id: str, name: str) -> str:
        """The name to show an entity by."""
        named = self._names.get(entity_id)
        if named is None:
            return name
        self._note(named)
        return named.name

    def applied(self, entry: msgspec.Struct) -> None:
        """Note that an entry was applied by somebody else (aliases, stated relations)."""
        self._note(entry)

    def idle(self) -> tuple[str, ...]:
        """The entries that applied to nothing, as sentences."""
        kinds = {name: getattr(self.corrections, name) for name in Corrections.__struct_fields__}
        return tuple(
            f"更正 [[{kind}]] 不再适用：{msgspec.json.encode(entry).decode()}"
            for kind, entries in kinds.items()
            for entry in entries
            if not self._applied[id(entry)]
        )

    def _note(self, entry: msgspec.Struct) -> None:
        self._applied[id(entry)] += 1
