from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.numbers import MYRIADS, find_numbers, parse_number

CASES = [
    ("882万", 8_820_000, None, None, "882万"),
    ("2.36亿", 236_000_000, None, None, "2.36亿"),
    ("100.6万", 1_006_000, None, None, "100.6万"),
    ("1.2万余条", 12_000, ">", "条", "1.2万"),
    ("近550万", 5_500_000, "<", None, "550万"),
    ("235多次", 235, ">", "次", "235"),
    ("逾610张", 610, ">", "张", "610"),
    ("365篇左右", 365, "≈", "篇", "365"),
    ("约60次", 60, "≈", "次", "60"),
    ("两万余人", 20_000, ">", "人", "两万"),
    ("十万多字", 100_000, ">", "字", "十万"),
    ("4亿多元", 400_000_000, ">", "元", "4亿"),
    ("30多万人", 300_000, ">", "人", "30多万"),
    ("1,234", 1234, None, None, "1,234"),
    ("26297", 26297, None, None, "26297"),
    ("11558个", 11558, None, "个", "11558"),
    ("超60%", 60, ">", "%", "60"),
    ("50家以上", 50, ">", "家", "50"),
    ("不足三百人", 300, "<", "人", "三百"),
    ("近百场", 100, "<", "场", "百"),
    ("近千余条", 1000, "≈", "条", "千"),
    ("三百二十", 320, None, None, "三百二十"),
    ("一百零五", 105, None, None, "一百零五"),
    ("三万二", 32_000, None, None, "三万二"),
    ("二十三条", 23, None, "条", "二十三"),
    ("１２万", 120_000, None, None, "１２万"),
    ("93.4%", Decimal("93.4"), None, "%", "93.4"),
]


@pytest.mark.parametrize(("text", "value", "qualifier", "unit", "raw"), CASES)
def test_a_number_is_read_with_its_qualifier_and_unit(text, value, qualifier, unit, raw):
    (number,) = find_numbers(f"共计{text}。") if text[0] not in "近" else find_numbers(text)
    assert (number.value, number.qualifier, number.unit, number.raw) == (value, qualifier, unit, raw)


@pytest.mark.parametrize("text", ["第三名", "第20条", "数百条", "几十次", "1.2.3", "万亿", "无", ""])
def test_what_is_no_count_is_not_read(text):
    assert list(find_numbers(text)) == []


def test_a_range_is_no_count():
    assert [n.raw for n in find_numbers("5-10条")] == []


def test_offsets_count_in_the_whole_text():
    text = "粉丝数约882万人，阅读量2.36亿"
    first, second = find_numbers(text)
    assert (text[first.start : first.end], text[first.begin : first.reach]) == ("882万", "约882万人")
    assert text[second.start : second.end] == second.raw


@given(st.integers(0, 10**14))
def test_plain_numbers_come_back(value):
    assert parse_number(str(value)).value == value
    assert parse_number(f"{value:,}").value == value


@given(st.integers(1, 9999), st.sampled_from(sorted(MYRIADS)))
def test_scaled_numbers_come_back(value, scale):
    assert parse_number(f"{value}{scale}余条").value == value * MYRIADS[scale]


@given(st.text(alphabet="0123456789.,万亿千百十余多约近超两三第-条人 \n"))
def test_reading_never_fails_and_slices_are_right(text):
    for number in find_numbers(text):
        assert text[number.start : number.end] == number.raw
        assert number.begin <= number.start < number.end <= number.reach
