"""The names of the store's entities, for fields that take a name: as it stands, in part, by pattern, nearly."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from index.glob import glob
from index.query.tree import Value
from index.settings import limits
from kb.store.reader import Snapshot


@dataclass(frozen=True, slots=True)
class Named:
    """A name, proper or alias, the entity that bears it, and how many documents mention that."""

    name: str
    kind: str
    entity_id: str
    proper: str
    documents: int = 0


class Names:
    """All names of a state of the store, and of the agencies that issued documents; read once."""

    def __init__(self, snapshot: Snapshot, agencies: Iterable[str] = ()) -> None:
        self.every = [
            Named(name, listed.entity.kind, listed.entity.id, listed.entity.name, listed.documents)
            for listed in snapshot.entities()
            for name in dict.fromkeys((listed.entity.name, *listed.entity.aliases))
        ]
        known = {named.name for named in self.every if named.kind == "agency"}
        self.every += [
            Named(name, "agency", f"agency/{name}", name) for name in agencies if name and name not in known
        ]
        self._exactly: dict[str, list[Named]] = {}
        for named in self.every:
            self._exactly.setdefault(named.name, []).append(named)

    def fitting(self, value: Value, kind: str | None) -> list[Named]:
        """The names of a kind (None: any) that a typed value means.

        A pattern means every name that fits, ~ every name nearly the same, a plain value the names equal to
        it or, where there is none, the names that hold it.
        """
        text = value.text.strip("《》〈〉 ")
        if value.wild:
            return self._where(kind, glob(value.pieces))
        if value.fuzzy is not None:
            return self.similar(text, value.fuzzy, kind)
        return self.exactly(text, kind) or self._where(kind, lambda name: text in name)

    def exactly(self, text: str, kind: str | None) -> list[Named]:
        """The entities of a kind (None: any) with this very name or alias."""
        return [named for named in self._exactly.get(text, ()) if kind in (None, named.kind)]

    def on_channel(self, channel: str) -> list[Named]:
        """The platforms of a channel (weibo, wechat …)."""
        return self._where("platform", lambda _: True, f"platform/{channel}/")

    def similar(self, text: str, distance: int, kind: str | None = None) -> list[Named]:
        """The names at most `distance` edits away (0: a quarter of the length, at least one), nearest first."""
        most = distance or max(1, len(text) // 4)
        near = [
            (Levenshtein.distance(text, named.name, score_cutoff=most), named)
            for named in self.every
            if kind in (None, named.kind) and abs(len(named.name) - len(text)) <= most
        ]
        close = sorted((d, n.name, n.entity_id, n) for d, n in near if d <= most and d < len(n.name))
        return [named for *_, named in close[: limits().similar_names]]

    def _where(self, kind: str | None, fits: Callable[[str], object], under: str = "") -> list[Named]:
        return [
            named
            for named in self.every
            if kind in (None, named.kind) and named.entity_id.startswith(under) and fits(named.name)
        ]
