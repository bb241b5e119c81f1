"""Documents and places for the tests of agencies, regions and profiles."""

from corpus.model import Contact, Document, Metadata, Span

SHANDONG = ("山东省",)
QINGDAO = ("山东省", "青岛市")
TENGZHOU = ("山东省", "枣庄市", "滕州市")
YANCHI = ("宁夏回族自治区", "吴忠市", "盐池县")
HAIDIAN = ("北京市", "海淀区")
SHANGHAI = ("上海市",)
LUCHENG = ("浙江省", "温州市", "鹿城区")
NGARI = ("西藏自治区", "阿里地区")
LIANGSHAN = ("四川省", "凉山彝族自治州")


def document(text: str, **fields: object) -> Document:
    """A document of one paragraph a line, with these metadata fields."""
    spans, at = [], 0
    for line in text.split("\n"):
        spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    meta = Metadata(**fields)  # type: ignore[arg-type]
    assert isinstance(meta.contact, Contact)
    return Document("0" * 16, "case.txt", "0" * 64, text, meta, (), (), tuple(spans), tuple(spans))
