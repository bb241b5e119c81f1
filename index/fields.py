"""The fields of a document that can be searched, declared once.

The query parser, the facets, the help page and the export read this table; nothing else names a field.
"""

from dataclasses import dataclass
from functools import cache
from typing import Literal

FieldKind = Literal[
    "text", "heading", "title", "year", "type", "number", "source", "agency", "region", "entity"
]
"""How a value is understood: text places, a table of codes, a division path, or an entity of the store."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field: `name` in requests and exports, `label` on pages, `names` a user may type before the colon.

    `facet`, whether results are counted by it; `stored`, whether it is a column of the document;
    `entity`, for kind `entity`, which kind of entity a value names (None: any); `help` one Chinese sentence;
    `example`, a query that shows it.
    """

    name: str
    label: str
    kind: FieldKind
    help: str
    example: str
    names: tuple[str, ...] = ()
    facet: bool = False
    stored: bool = True
    entity: str | None = None


FIELDS: tuple[Field, ...] = (
    Field("text", "正文", "text", "在全文中查找，与不写字段相同。", "正文:“主动公开”",
          ("正文", "全文", "body", "text"), stored=False),
    Field("title", "标题", "title", "标题中含有这些字。", "标题:年度报告", ("标题", "题名", "title")),
    Field("heading", "章节", "heading", "某一级小标题中含有这些字。", "章节:依申请公开",
          ("章节", "小标题", "heading", "section"), stored=False),
    Field("agency", "机关", "agency", "由该机关印发或编制，简称和旧称也可以。", "机关:山东省文化和旅游厅",
          ("机关", "机构", "单位", "发文机关", "agency"), facet=True),
    Field("region", "地区", "region", "属于该地区或它的下级地区。", "地区:山东省", ("地区", "区域", "region"), facet=True),
    Field("year", "年份", "year", "所报告、所规划或印发的年份，可以写范围。", "年份:2019-2021",
          ("年份", "年度", "年", "year"), facet=True),
    Field("type", "类型", "type", "文种，如年度报告、通知、实施方案。", "类型:年度报告",
          ("类型", "文种", "type"), facet=True),
    Field("number", "文号", "number", "文件自己的发文字号，括号形式不限。", "文号:国办发〔2021〕",
          ("文号", "发文字号", "number")),
    Field("cites", "引用", "entity", "引用了该法规或政策，简称也算。", "引用:政府信息公开条例",
          ("引用", "cites"), facet=True, stored=False, entity="policy"),
    Field("mentions", "提到", "entity", "提到了该机关、政策、领导、平台或地区。", "提到:国务院办公厅",
          ("提到", "mentions"), stored=False),
    Field("platform", "平台", "entity", "提到了该网站、公众号等平台。", "平台:政府网站",
          ("平台", "platform"), facet=True, stored=False, entity="platform"),
    Field("leader", "领导", "entity", "提到了该领导。", "领导:李强", ("领导", "leader"), stored=False, entity="leader"),
    Field("source", "文件", "source", "原始文件名中含有这些字。", "文件:2020", ("文件", "文件名", "source")),
)  # fmt: skip
"""All fields, in the order in which pages show them."""

UNKNOWN = ""
"""The facet value of documents that do not say; a filter with it finds exactly these."""


@cache
def by_typed_name() -> dict[str, Field]:
    """The field of each name that may be typed, in lower case."""
    return {name.lower(): field for field in FIELDS for name in (field.name, *field.names)}


def facets() -> tuple[Field, ...]:
    """The fields that results are counted by."""
    return tuple(field for field in FIELDS if field.facet)
