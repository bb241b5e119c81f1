"""A count → the characters that Word prints for it in a numbering format (ECMA-376 part 1, 17.18.59 ST_NumberFormat)."""

from collections.abc import Callable, Sequence

HAN = "〇一二三四五六七八九"
LEGAL = "零壹贰叁肆伍陆柒捌玖"
STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
LARGEST = 9_999  # counts beyond it are printed as figures


def numeral(value: int, form: str) -> str:
    """`value` as the numbering format `form` prints it; in figures if the format or the count is not known.

    >>> numeral(12, "chineseCounting"), numeral(3, "decimalEnclosedCircle"), numeral(4, "lowerRoman")
    ('十二', '③', 'iv')
    """
    if form in ("none", "bullet"):
        return ""
    return FORMS.get(form, str)(value) if 0 < value <= LARGEST else str(value)


def _counted(digits: str, units: Sequence[str], value: int, *, short: bool) -> str:
    """十二, 二百零五, 一千零一; `short`: ten to nineteen without the 一 before 十."""
    text, gap = "", False
    for place in range(3, -1, -1):
        digit = value // 10**place % 10
        if digit:
            text += (digits[0] if gap and text else "") + digits[digit] + units[place]
        gap = not digit
    return text[1:] if short and 10 <= value < 20 else text


def _roman(value: int) -> str:
    text = ""
    for size, letters in ROMAN:
        count, value = divmod(value, size)
        text += letters * count
    return text


def _lettered(value: int) -> str:
    """A … Z, AA, BB …, as Word goes on."""
    return chr(ord("A") + (value - 1) % 26) * ((value - 1) // 26 + 1)


def _from(first: str, most: int) -> Callable[[int], str]:
    """The characters that follow `first` in Unicode, `most` of them: ①, ⑴, ⒈."""
    return lambda value: chr(ord(first) + value - 1) if value <= most else str(value)


def _cycled(characters: str) -> Callable[[int], str]:
    return lambda value: characters[(value - 1) % len(characters)]


def _counting(value: int) -> str:
    return _counted("零" + HAN[1:], ("", "十", "百", "千"), value, short=True)


def _legal(value: int) -> str:
    return _counted(LEGAL, ("", "拾", "佰", "仟"), value, short=False)


def _digits(value: int) -> str:
    return "".join(HAN[int(digit)] for digit in str(value))


FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda value: f"{value:02}",
    "upperRoman": _roman,
    "lowerRoman": lambda value: _roman(value).lower(),
    "upperLetter": _lettered,
    "lowerLetter": lambda value: _lettered(value).lower(),
    **dict.fromkeys(
        ("chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand",
         "japaneseCounting", "koreanCounting"),
        _counting,
    ),
    **dict.fromkeys(("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"), _legal),
    **dict.fromkeys(("ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand"), _digits),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _from("①", 20)),
    "decimalEnclosedParen": _from("⑴", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "ideographEnclosedCircle": _from("㊀", 10),
    "ideographTraditional": _cycled(STEMS),
    "ideographZodiac": _cycled(BRANCHES),
}  # fmt: skip
