"""The forms as data: which tables, rows and columns each has, and the labels that tell it from the others."""

from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import yaml

from kb.forms.labels import fold


@dataclass(frozen=True)
class Column:
    """A column of a form: stable code, label as printed, other ways to print it, unit if the form gives one."""

    code: str
    label: str
    aliases: tuple[str, ...] = ()
    unit: str | None = None

    @cached_property
    def keys(self) -> frozenset[str]:
        """The folded labels."""
        return frozenset(fold(label) for label in (self.label, *self.aliases))


@dataclass(frozen=True)
class Row:
    """A row of a form; `group` the label of the rows it stands under; `numbered`: its number is needed."""

    code: str
    label: str
    group: str | None = None
    aliases: tuple[str, ...] = ()
    numbered: bool = False

    @cached_property
    def keys(self) -> frozenset[str]:
        """The folded labels."""
        return frozenset(fold(label, numbered=self.numbered) for label in (self.label, *self.aliases))

    @property
    def full(self) -> str:
        """The label with its group's: （四）无法提供 / 1.本机关不掌握相关政府信息."""
        return f"{self.group} / {self.label}" if self.group else self.label


@dataclass(frozen=True)
class Sheet:
    """Rows that share columns. `opens`: labels that say that this table stands here; `adds`: last = Σ others."""

    table: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    opens: tuple[str, ...] = ()
    adds: bool = False
    units: tuple[str, ...] = ()


@dataclass(frozen=True)
class Template:
    """A form: its sheets in order; `years` first and last report year (last `None`: still in use);
    `anchors` labels that no other form has; `rows` the codes of table 3 that only this form has; `sums` by
    definition (indicator sheets).
    """

    id: str
    title: str
    number: str | None
    years: tuple[int, int | None]
    anchors: tuple[str, ...]
    sheets: tuple[Sheet, ...]
    rows: tuple[str, ...] = ()
    sums: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def sheet(self, table: str, row: str) -> Sheet | None:
        """The sheet of a row."""
        return next((s for s in self.sheets if s.table == table and any(r.code == row for r in s.rows)), None)

    def row(self, table: str, row: str) -> Row | None:
        """The row of a code."""
        sheet = self.sheet(table, row)
        return next((r for r in sheet.rows if r.code == row), None) if sheet else None


@cache
def templates() -> dict[str, Template]:
    """All forms by id, newest kinds first."""
    made = [t for name in ("annual", "indicators") for t in _read(name)]
    return {t.id: t for t in made}


def _read(name: str) -> list[Template]:
    data = yaml.safe_load((files("kb.forms") / "data" / f"{name}.yaml").read_text(encoding="utf-8"))
    parts = {key: tuple(_sheet(s) for s in sheets) for key, sheets in data["parts"].items()}
    return [_template(t, parts) for t in data["templates"]]


def _template(data: dict[str, Any], parts: dict[str, tuple[Sheet, ...]]) -> Template:
    first, last = data["years"]
    return Template(
        id=data["id"],
        title=data["title"],
        number=data["number"],
        years=(first, last),
        anchors=tuple(data["anchors"]),
        sheets=tuple(sheet for part in data["parts"] for sheet in parts[part]),
        rows=tuple(data.get("application_rows", ())),
        sums=tuple((total, tuple(of)) for total, of in data.get("sums", {}).items()),
    )


def _sheet(data: dict[str, Any]) -> Sheet:
    return Sheet(
        table=data["table"],
        columns=tuple(
            Column(c["code"], c["label"], tuple(c.get("aliases", ())), c.get("unit")) for c in data["columns"]
        ),
        rows=tuple(
            Row(r["code"], r["label"], r.get("group"), tuple(r.get("aliases", ())), r.get("numbered", False))
            for r in data["rows"]
        ),
        opens=tuple(data.get("opens", ())),
        adds=data.get("adds", False),
        units=tuple(data.get("units", ())),
    )
