"""M-8: what is to be known of a text before it is quoted."""

import pytest

from corpus.assemble import assemble
from corpus.model import Block, Note, Reading
from kb.audit import audit
from kb.model import Finding, Profile

PLAIN = "某市关于公开工作的通知"


def found(text: str, *notes: Note) -> list[Finding]:
    document = assemble(Reading(tuple(map(Block, text.split("\n"))), notes=notes), "made.pdf", text.encode())
    return [f for f in audit(document, Profile(), None) if f.rule == "M-8"]


@pytest.mark.parametrize(
    ("text", "notes", "says"),
    [
        (PLAIN, ("ocr",), "OCR"),
        (PLAIN, ("pages_without_text",), "可能不全"),
        ("某市關(guān)於公(gong)開工作（zuò）的通知", (), "拼音注音3处"),
        ("某縣人民政府辦公室關於印發政務公開實施方案的通知\n各鄉鎮人民政府，縣政府各部門：現將方案印發給你們。", (), "繁体"),
    ],
)  # fmt: skip
def test_what_is_doubtful_is_said(text: str, notes: tuple[Note, ...], says: str) -> None:
    (finding,) = found(text, *notes)
    assert says in finding.message
    assert finding.severity == "note"
    assert finding.spans


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        f"{PLAIN}\n全长3公里(km)，约5公顷(ha)，办公自动化(OA)，应用(app)。",
        f"{PLAIN}\n樊於期、於某某到会。",
    ],
)
def test_usual_texts_are_left_in_peace(text: str) -> None:
    assert found(text) == []
