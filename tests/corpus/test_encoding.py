import codecs
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.encoding import decode
from corpus.errors import UnreadableError

REPORT = "盐池县文化旅游广电局2020年政府信息公开工作年度报告\n\n一、总体情况\n2020年，我局公开599条。\n"


@pytest.mark.parametrize(
    ("raw", "declared"),
    [
        (REPORT.encode("utf-8"), None),
        (codecs.BOM_UTF8 + REPORT.encode("utf-8"), None),
        (REPORT.encode("utf-16"), None),
        (codecs.BOM_UTF16_BE + REPORT.encode("utf-16-be"), None),
        (REPORT.encode("utf-16-le"), None),
        (REPORT.encode("utf-16-be"), None),
        (REPORT.encode("utf-32"), None),
        (REPORT.encode("gb18030"), None),
        (REPORT.encode("gbk"), None),
        (REPORT.encode("gb2312"), None),
        (REPORT.encode("gb18030"), "gb2312"),
        (REPORT.encode("gb18030"), "utf-8"),
        (REPORT.encode("gb18030"), "no-such-charset"),
    ],
)
def test_chinese_encodings_are_found(raw: bytes, declared: str | None) -> None:
    assert decode(raw, "x.txt", declared) == REPORT


def test_traditional_pages_in_big5() -> None:
    text = "行政院公報資訊網，政府資訊公開法第七條規定應主動公開之政府資訊，臺北市政府文化局。" * 5
    assert decode(text.encode("big5"), "x.txt", "big5") == text


def test_gb18030_beyond_gbk() -> None:
    text = "䶮县人民政府关于㙍田镇的通知" * 4
    assert decode(text.encode("gb18030"), "x.txt") == text


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "二进制"),
        (b"PK\x03\x04\x14\0\0\0\x08\0" + b"\0" * 50, "二进制"),
        (b"%PDF-1.4\n" + bytes(range(1, 32)) * 20, "二进制"),
        (
            REPORT.encode("utf-8") + b"\xff\xfe\xfd" + REPORT.encode("utf-8"),
            f"第 {len(REPORT.encode()) + 1} 个字节",
        ),
        (codecs.BOM_UTF8 + "公".encode()[:2], "第 1 个字节"),
    ],
)
def test_what_is_no_text_is_refused_with_its_place(raw: bytes, says: str) -> None:
    with pytest.raises(UnreadableError, match=says):
        decode(raw, "x.txt")


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1))
def test_utf8_is_kept_to_the_character(text: str) -> None:
    assert decode(codecs.BOM_UTF8 + text.encode("utf-8"), "x") == text.removeprefix("\ufeff")


@given(st.binary(max_size=300))
def test_bytes_give_text_or_the_one_error(raw: bytes) -> None:
    with suppress(UnreadableError):
        assert isinstance(decode(raw, "x"), str)
