"""M-8: texts that are not what an office printed: read by OCR, turned into traditional script, strewn with glosses."""

from corpus.script import glosses, is_traditional
from kb.audit.model import Case, Remark, Remarks

SHOWN = 5  # glosses that are named as evidence
SAID = {
    "ocr": "全文或部分页由文字识别（OCR）得出，字词和数字可能有误，引用前请核对原件。",
    "pages_without_text": "有的页是没有文字层的图像，未能读入，本文可能不全。",
}


def doubtful(case: Case) -> Remarks:
    """M-8: what is to be known of the text before it is quoted."""
    title = case.document.meta.spans.get("title")
    place = ((title.start, title.end),) if title else ()
    yield from (Remark(SAID[note], place) for note in case.document.meta.notes)
    found = glosses(case.text)
    if found:
        evidence = tuple((span.start, span.end) for span in found[:SHOWN])
        yield Remark(f"文中夹有拼音注音{len(found)}处，多见于被改写的镜像网页，引用前请核对原文。", evidence)
    elif is_traditional(case.text):
        yield Remark("全文为繁体字，可能是转换而来的镜像网页，字词可能与原文不同。", place)
