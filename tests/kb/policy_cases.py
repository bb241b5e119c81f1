"""What the tests of policies share: a document made of plain text, and short views of what was found."""

from corpus.model import Document, Metadata
from kb.model import PolicyMention, Profile
from kb.policies import find_policies


def document(text: str) -> Document:
    """A document of nothing but text."""
    return Document("0" * 16, "case.txt", "0" * 64, text, Metadata(), (), (), (), ())


def found(text: str, **profile: object) -> tuple[PolicyMention, ...]:
    """The policies of a text."""
    return find_policies(document(text), Profile(**profile))  # type: ignore[arg-type]


def names(text: str, **profile: object) -> list[str | None]:
    """Their names in order."""
    return [mention.name for mention in found(text, **profile)]
