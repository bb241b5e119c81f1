"""The bundled documents, checked by hand: what must be found in them, and that no right sum is reported."""

from pathlib import Path

import pytest

from corpus.read import read_document
from kb.audit import audit
from kb.forms import read_forms
from kb.model import Finding, Profile

WANTED = {
    "000": ["T3-A", "T3-A", "T3-B", "T3-B", "T3-C", "T3-C", "M-2", "M-4", "M-5", "M-6", "C-1", "C-1", "C-2", "L-3", "L-4", "R-1"],
    "001": ["M-5", "C-1"],
    "002": ["P-4", "D-1", "M-3", "M-4", "N-1"],
    "003": ["M-3", "C-1", "C-3", "L-1", "L-1"],
    "004": ["M-5", "M-7", "L-4", "L-4", "L-4"],
}  # fmt: skip
VIOLATIONS = [
    "表三“社会公益组织”列：一、本年新收与二、上年结转之和为2，（七）总计与四、结转下年度之和为0，两者应相等。",
    "表三“法律服务机构”列：一、本年新收与二、上年结转之和为0，（七）总计与四、结转下年度之和为2，两者应相等。",
    "表三“社会公益组织”列：各办理结果之和为2，（七）总计却为0。",
    "表三“法律服务机构”列：各办理结果之和为0，（七）总计却为2。",
    "表三“（一）予以公开”行：各类申请人之和为8，总计却为10。",
    "表三“（四）无法提供1.本机关不掌握相关政府信息”行：各类申请人之和为2，总计却为0。",
]


def findings(path: Path) -> tuple[Finding, ...]:
    document = read_document(path)
    meta = document.meta
    profile = Profile(title=meta.title, agency=meta.issuer, year=meta.year, type=meta.type, date=meta.date)
    return audit(document, profile, read_forms(document))


@pytest.mark.parametrize("number", sorted(WANTED))
def test_findings(seeds: list[Path], number: str) -> None:
    path = next(p for p in seeds if p.name.startswith(number))
    found = findings(path)
    assert [f.rule for f in found] == WANTED[number]
    length = len(read_document(path).text)
    assert all(0 <= a < b <= length for f in found for a, b in f.spans)


def test_the_six_violations(seeds: list[Path]) -> None:
    hard = [f for f in findings(seeds[0]) if f.severity == "hard"]
    assert [f.message for f in hard] == VIOLATIONS
    assert [
        f for path in (seeds[1], seeds[3], seeds[4]) for f in findings(path) if f.severity == "hard"
    ] == []
