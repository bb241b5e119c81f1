"""The classes of characters that normalising works with, each as the inside of a regular expression's brackets."""

# Ideographs with their extensions, 〇 and 々.
HAN = "〇々\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"

# Punctuation of Chinese text: CJK symbols and full-width forms, letters and digits left out.
CJK_PUNCTUATION = (
    "\u3001\u3002\u3008-\u3020\u3030\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\ufe30-\ufe6b"
)

# Full-width digits and letters; each is its ASCII form plus 0xFEE0.
WIDE = (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))

# Blanks that are not the plain one or U+3000.
BLANKS = (0x0B, 0x0C, 0x00A0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F)

# Control characters (tab and line feed apart), zero-width, direction and soft-hyphen marks.
INVISIBLE = (
    *(c for c in range(0x20) if c not in (0x09, 0x0A, 0x0B, 0x0C)),
    *range(0x7F, 0xA0),
    0x00AD,
    0x180E,
    *range(0x200B, 0x2010),
    *range(0x2028, 0x202F),
    *range(0x2060, 0x2070),
    *range(0xFE00, 0xFE10),
    0xFEFF,
)

# Characters of the CJK radicals supplement (U+2E80) that PDF fonts give for common words, and what they stand
# for. Unicode gives most of them no compatibility mapping.
RADICALS = dict(
    zip(
        "⺠⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻩⻬⻮⻰⻳⺟⺫⺼⻁⻨⻧",
        "民西见角贝车长门青韦页风飞食马骨鬼鱼鸟黄齐齿龙龟母目月虎麦卤",
        strict=True,
    )
)
