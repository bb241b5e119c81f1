"""The document itself, which it does not cite: its title (with or without its issuer) and its number."""

import re
from dataclasses import dataclass

from corpus.model import Document
from corpus.script import simplified
from kb.model import PolicyMention, Profile
from kb.policies.keys import number_key, title_key

_ITSELF = re.compile(r"本\s?$")
_AGENCY = re.compile(r".*(?:[部委局厅署院会室府]|中心|中央)(?:、|联合)?")
_SHORTEST = 8


@dataclass(frozen=True, slots=True)
class Own:
    """Keys of the document's own title and number."""

    title: str | None
    number: str | None

    @classmethod
    def of(cls, document: Document, profile: Profile) -> "Own":
        """What the profile, else the document's metadata, says."""
        title = simplified(profile.title or document.meta.title or "")
        number = simplified(profile.number or document.meta.number or "")
        return cls(title_key(title) if title else None, number_key(number) if number else None)

    def is_itself(self, text: str, mention: PolicyMention) -> bool:
        """Whether `mention` names the document: by its title, by 本《办法》, by its number alone."""
        if mention.name is None and mention.number:
            return self.number is not None and number_key(mention.number) == self.number
        if text[mention.start] == "《" and _ITSELF.search(text, max(0, mention.start - 2), mention.start):
            return True
        if mention.name is None or self.title is None:
            return False
        return self._same(title_key(mention.name))

    def _same(self, key: str) -> bool:
        """The same title, or the one with the issuer's name in front of the other."""
        if self.title is None or key == self.title:
            return key == self.title
        longer, shorter = sorted((key, self.title), key=len, reverse=True)
        lead = longer.removesuffix(shorter)
        return len(shorter) >= _SHORTEST and lead != longer and bool(_AGENCY.fullmatch(lead))
