"""What is known: mentions in a document, entities over the corpus, relations between them with evidence.

All offsets are Unicode code points in the document's text, end exclusive; `text` is always exactly the
characters at `start`:`end`. `None` means that it cannot be decided from what is there.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["agency", "policy", "leader", "platform", "region"]
"""The kinds of entity."""

CitationKind = Literal["basis", "implements", "issues", "forwards", "amends", "repeals", "mentions"]
"""How a document cites a policy, told by the trigger word (根据, 贯彻, 印发, 转发, 修订, 废止; else mentions)."""

RelationKind = Literal["cites", "led_by", "runs", "part_of", "located_in", "issued_by", "issues"]
"""agency cites policy · agency led by leader · agency runs platform · agency part of agency · agency located
in region · policy issued by agency · policy issues policy (关于印发〈X〉的通知 issues X)."""

Channel = Literal[
    "website", "wechat", "weibo", "douyin", "kuaishou", "toutiao", "channels", "app", "miniprogram",
    "hotline", "service_portal", "other",
]  # fmt: skip
"""The kinds of platform; `channels` is 微信视频号."""


@dataclass(frozen=True, slots=True)
class AgencyMention:
    """A place that names an agency.

    `name`, the full official name it stands for (市文化和旅游局 in a Qingdao document: 青岛市文化和旅游局), or
    `None` if open; `group`, whether it is a party or government organ, a public institution, a commission or
    leading group with a name of its own, an internal unit (办公室, 处室), or a body that is not an agency in
    the narrow sense (media, firms), so that views and exports can choose.
    """

    start: int
    end: int
    text: str
    rule: str
    name: str | None
    group: Literal["organ", "institution", "commission", "unit", "other"] = "organ"


@dataclass(frozen=True, slots=True)
class PolicyMention:
    """A place that cites a law, regulation, or normative or planning document.

    `name`, the full title without 《》 (《条例》 resolved by its definition), or `None` if open; `number`, the
    文号 printed beside it (blanks removed), at `number_start`:`number_end`; `articles` as printed
    (第五十条第（四）项); `relation` and its `trigger` word; `short`, the short name that this place defines
    (以下简称《条例》), without brackets; `issuer`, the issuing agency's full name, if title or number tell it;
    `issued`, the title that this title issues or forwards (关于印发〈X〉的通知 → X); `version`, for a law of the
    registry, the one meant (ISO date and number, told by 新修订的, 原, 修订后的 and the document's date).
    """

    start: int
    end: int
    text: str
    rule: str
    name: str | None
    number: str | None = None
    number_start: int | None = None
    number_end: int | None = None
    articles: tuple[str, ...] = ()
    relation: CitationKind = "mentions"
    trigger: str | None = None
    short: str | None = None
    issuer: str | None = None
    issued: str | None = None
    version: str | None = None


@dataclass(frozen=True, slots=True)
class LeaderMention:
    """A place that names a person with a post: `name` without padding blanks, `posts`, and their agency."""

    start: int
    end: int
    text: str
    rule: str
    name: str | None
    posts: tuple[str, ...] = ()
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A count that a text gives: 粉丝数882万 is followers 8820000, raw 882万.

    `measure`: posts, followers or views; `qualifier`: None if exact, else one of ≈ (约, 左右), > (余, 多, 超),
    < (近, 不足); `as_of`: an ISO date or month if the text gives one; `start`:`end` the number's characters.
    """

    measure: Literal["posts", "followers", "views"]
    value: int
    raw: str
    start: int
    end: int
    qualifier: Literal["≈", ">", "<"] | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class PlatformMention:
    """A place that names a channel run or used: its `channel`, `name` (None: only the kind), owner, figures."""

    start: int
    end: int
    text: str
    rule: str
    name: str | None
    channel: Channel
    owner: str | None = None
    url: str | None = None
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class RegionMention:
    """A place that names an administrative division: `name` its full name, `path` widest first, or open."""

    start: int
    end: int
    text: str
    rule: str
    name: str | None
    path: tuple[str, ...] = ()


Mention = AgencyMention | PolicyMention | LeaderMention | PlatformMention | RegionMention


@dataclass(frozen=True, slots=True)
class Profile:
    """The document's own fields after resolution: `agency`, the issuer's full name (several joined by 、);
    `agencies`, the same one by one; `region`, the division path, widest first, () for central bodies; the
    rest as `corpus.model.Metadata` gives it. `basis` says by which rule agency and region were told.
    """

    title: str | None = None
    agency: str | None = None
    agencies: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    year: int | None = None
    type: str | None = None
    number: str | None = None
    date: str | None = None
    basis: str | None = None


@dataclass(frozen=True, slots=True)
class Extract:
    """All that one document says, before the corpus is looked at as a whole."""

    document_id: str
    profile: Profile
    agencies: tuple[AgencyMention, ...] = ()
    policies: tuple[PolicyMention, ...] = ()
    leaders: tuple[LeaderMention, ...] = ()
    platforms: tuple[PlatformMention, ...] = ()
    regions: tuple[RegionMention, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """One real thing over the corpus.

    `id` is stable and readable (`agency/山东省文化和旅游厅`, `policy/中华人民共和国政府信息公开条例`,
    `platform/weibo/文旅山东`); `aliases` the other names the corpus uses; `facts` what its mentions agree on
    (a policy's number, a platform's channel), open where they differ.
    """

    id: str
    kind: Kind
    name: str
    aliases: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a fact stands: the document, the mention's characters and its sentence's."""

    document_id: str
    start: int
    end: int
    sentence_start: int
    sentence_end: int


@dataclass(frozen=True, slots=True)
class Relation:
    """A fact between two entities with one piece of evidence; `detail` the citation kind, post, or figure."""

    source: str
    kind: RelationKind
    target: str
    evidence: Evidence
    year: int | None = None
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a document that does not add up. It reports and never repairs.

    `rule` an id of the table of rules (T3-A, D-1 …); `message` one Chinese sentence with the numbers; `spans`
    the evidence as (start, end); `reading`, what a consistent reading would be if there is just one.
    """

    rule: str
    severity: Literal["hard", "soft", "note"]
    message: str
    spans: tuple[tuple[int, int], ...]
    reading: str | None = None
