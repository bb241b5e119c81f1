"""Forms in the layout of the knowledge export: printed labels → figures in the order of the form."""

from kb.forms.figures import PLAIN
from kb.forms.labels import wide
from kb.forms.model import FormCell, Forms
from kb.forms.templates import templates

Figure = int | float | str | None


def to_export(forms: Forms) -> dict[str, object]:
    """`template`; `disclosure` row label → figures as printed; `applications` row label with its group →
    the seven figures (None for a blank or what is no figure); `review`, 5 figures; `litigation`, 10.

    Tables that the document lacks are left out; indicator sheets (2014, 2008) stand under `statistics`.
    """
    found: dict[str, object] = {"template": forms.template}
    for table in ("disclosure", "applications", "statistics"):
        rows = {_label(forms, table, row): _figures(forms, table, row) for row in forms.rows(table)}
        if rows:
            found[table] = rows
    for table in ("review", "litigation"):
        cells = [_plain(c) for c in forms.cells if c.table == table]
        if cells:
            found[table] = cells
    return found


def _label(forms: Forms, table: str, row: str) -> str:
    found = templates()[forms.template or "2021"].row(table, row)
    return found.full if found else row


def _figures(forms: Forms, table: str, row: str) -> list[Figure]:
    as_printed = table == "disclosure"
    return [printed(c) if as_printed else _plain(c) for c in forms.row(table, row)]


def _plain(cell: FormCell) -> Figure:
    return cell.value


def printed(cell: FormCell) -> Figure:
    """A plain number as a number, other words (增加7, 183万元) as they stand, nothing as None.

    What could not be placed is None, never the whole row's characters.
    """
    text = wide(cell.raw)
    if cell.status in ("blank", "slash", "dash", "incomplete", "surplus", "glued"):
        return None
    if cell.status == "inferred" or PLAIN.match(text):
        return cell.value
    return text
