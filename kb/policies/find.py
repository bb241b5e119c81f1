"""The policies that a document cites, from titles and numbers to names resolved and relations told.

Read `find_policies` as the table of contents; each step is a module of this package.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.model import Document, Span
from corpus.script import View, view_of
from kb.model import PolicyMention, Profile
from kb.policies.articles import attach
from kb.policies.bare import find_numbered_titles, find_rule_names
from kb.policies.bracketed import bracketed
from kb.policies.define import define, find_definitions
from kb.policies.issued import issued_by_title
from kb.policies.issuers import issuer_of
from kb.policies.join import join
from kb.policies.keys import tidy
from kb.policies.laws import find_laws
from kb.policies.numbers import find_numbers
from kb.policies.own import Own
from kb.policies.relate import MERELY, Citing, citing
from kb.policies.shorts import bare_shorts, resolve
from kb.policies.versions import version_meant
from kb.viewing import printed


def find_policies(document: Document, profile: Profile) -> tuple[PolicyMention, ...]:
    """The places of `document` that cite a law, regulation, or normative or planning document, in order.

    `profile` gives the document's own title, number and date: it is left out itself, and its date chooses
    between versions. A place whose policy cannot be told (《办法》 with two antecedents, a number alone) has no
    name. Names in traditional script or with glosses are given in simplified characters without these. Time
    grows linearly with the text.
    """
    view = view_of(document.text)
    text = view.text
    definitions = find_definitions(text)
    titled = bracketed(text, {definition.start for definition in definitions})
    unmarked = list(_unmarked(text))
    titled = _within(titled, [m for m in unmarked if m.rule == "title.numbered"])
    unmarked = _free([*_laws(text, national=not profile.region), *unmarked], titled)
    mentions = _in_order([*titled, *unmarked])
    mentions, pairs = define(text, mentions, definitions)
    mentions = join(text, mentions, list(find_numbers(text)))
    shorts = bare_shorts(text, pairs, [(m.start, m.end) for m in mentions])
    mentions = resolve(_in_order([*mentions, *_free(shorts, mentions)]), pairs)
    mentions = _related(text, mentions)
    tables = (view.inward(table.span) for table in document.tables)
    mentions = attach(text, mentions, [(table.start, table.end) for table in tables])
    own = Own.of(document, profile)
    finished = (_finished(text, m, profile) for m in mentions if not own.is_itself(text, m))
    return tuple(_printed(document.text, view, mention) for mention in finished)


def _printed(text: str, view: View, mention: PolicyMention) -> PolicyMention:
    """The mention and its number where they stand in the document's `text` itself."""
    mention = printed(text, view, mention)
    if view.text == text or mention.number_start is None or mention.number_end is None:
        return mention
    number = view.outward(Span(mention.number_start, mention.number_end))
    return replace(mention, number_start=number.start, number_end=number.end)


def _laws(text: str, national: bool) -> Iterable[PolicyMention]:
    for found in find_laws(text):
        printed = text[found.start : found.end]
        told = found.certain or national
        yield PolicyMention(
            found.start,
            found.end,
            printed,
            "law.bare" if told else "law.open",
            found.law.title if told else None,
        )


def _unmarked(text: str) -> Iterable[PolicyMention]:
    for rule, spans in (("title.numbered", find_numbered_titles(text)), ("rule.bare", find_rule_names(text))):
        for span in spans:
            yield PolicyMention(span.start, span.end, span.of(text), rule, tidy(span.of(text)))


def _within(titled: Sequence[PolicyMention], outer: Sequence[PolicyMention]) -> list[PolicyMention]:
    """The bracketed titles, nested those that a title without brackets holds: 关于印发《…》的通知（…〔2021〕30号）."""
    starts = [m.start for m in outer]
    kept = []
    for mention in titled:
        at = bisect_right(starts, mention.start) - 1
        inside = at >= 0 and starts[at] < mention.start and mention.end <= outer[at].end
        kept.append(replace(mention, rule="title.nested") if inside else mention)
    return kept


def _free(found: Iterable[PolicyMention], taken: Sequence[PolicyMention]) -> list[PolicyMention]:
    """Those that overlap no other; of two found ones that overlap the longer stays."""
    starts = [m.start for m in taken if not m.rule.endswith("nested")]
    ends = [m.end for m in taken if not m.rule.endswith("nested")]
    kept: list[PolicyMention] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end)):
        at = bisect_right(starts, mention.end - 1) - 1
        if (at < 0 or ends[at] <= mention.start) and (not kept or kept[-1].end <= mention.start):
            kept.append(mention)
    return kept


def _in_order(mentions: Iterable[PolicyMention]) -> list[PolicyMention]:
    return sorted(mentions, key=lambda m: (m.start, -m.end))


def _related(text: str, mentions: Sequence[PolicyMention]) -> list[PolicyMention]:
    """The mentions with their relation and trigger; a nested title is cited as the one around it is."""
    related: list[PolicyMention] = []
    before: Citing | None = None
    floor = 0
    for mention in mentions:
        if not (mention.rule.endswith("nested") and mention.end <= floor):
            before = citing(text, mention.start, mention.end, floor, before)
            floor = mention.end
        how = before or MERELY
        related.append(replace(mention, relation=how.kind, trigger=how.trigger))
    return related


def _finished(text: str, mention: PolicyMention, profile: Profile) -> PolicyMention:
    """The mention with its issuer, the title that it issues, and the version meant."""
    return replace(
        mention,
        issuer=issuer_of(mention.name, mention.number, profile.region),
        issued=issued_by_title(mention.name),
        version=version_meant(text, mention, profile.date),
    )
