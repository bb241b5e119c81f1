"""Where posts, agencies and divisions begin and end in a document, for the rules that look around a name."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.model import Span
from kb.leaders.lexicon import posts
from kb.leaders.telling import Teller
from kb.model import AgencyMention, Profile
from kb.spotting import longest_words


@dataclass(frozen=True, slots=True)
class Anchors:
    """The text with what was found in it before.

    `told(words)` reads a few words by themselves for the agency that they begin with. `known` are the names that
    lists and tables of the document gave already.
    `posts` in order; `post_places`, where they start; `post_starts`, `post_ends`, `agency_starts`, `agency_ends` the same by offset (the
    longest agency where several share one); `agencies` in order of their starts.
    """

    text: str
    profile: Profile
    posts: tuple[Span, ...]
    post_places: list[int]
    post_starts: dict[int, Span]
    post_ends: dict[int, Span]
    agencies: tuple[AgencyMention, ...]
    agency_starts: dict[int, AgencyMention]
    agency_ends: dict[int, AgencyMention]
    told: Teller
    known: frozenset[str] = frozenset()

    def begins(self, at: int) -> bool:
        """Whether a post or an agency begins at `at`."""
        return at in self.post_starts or at in self.agency_starts

    def ends(self, at: int) -> bool:
        """Whether a post or an agency ends at `at`."""
        return at in self.post_ends or at in self.agency_ends

    def inside(self, span: Span) -> bool:
        """Whether `span` touches a post or stands inside an agency's name, so that it can be no person."""
        return self.in_agency(span) or any(
            start < span.end and span.start < end for start, end in self.posts_around(span)
        )

    def in_agency(self, span: Span) -> bool:
        """Whether an agency's name begins at or before `span` and runs into it."""
        at = bisect_right(self.agencies, span.start, key=lambda mention: mention.start)
        return any(mention.end > span.start for mention in self.agencies[max(0, at - 3) : at])

    def posts_around(self, span: Span) -> list[tuple[int, int]]:
        """The posts that begin within a few characters of `span`."""
        at = bisect_right(self.post_places, span.end)
        return [(post.start, post.end) for post in self.posts[max(0, at - 3) : at + 1]]

    def posts_from(self, at: int) -> Iterator[Span]:
        """The posts that begin at or after `at`, in order."""
        for index in range(bisect_left(self.post_places, at), len(self.posts)):
            yield self.posts[index]

    def posts_within(self, span: Span) -> tuple[Span, ...]:
        """The posts that begin inside `span`."""
        first = bisect_left(self.post_places, span.start)
        return self.posts[first : bisect_left(self.post_places, span.end)]


def anchors(
    text: str,
    profile: Profile,
    agencies: tuple[AgencyMention, ...],
    told: Teller,
) -> Anchors:
    """The anchors of a text."""
    ends = {mention.end for mention in agencies if mention.group != "unit"}
    found = tuple(outside(text, post, ends) for post in find_posts(text))
    ordered = tuple(sorted(agencies, key=lambda mention: (mention.start, mention.end)))
    return Anchors(
        text, profile, found, [post.start for post in found],
        {post.start: post for post in found}, {post.end: post for post in found},
        ordered, {m.start: m for m in ordered}, {m.end: m for m in reversed(ordered)}, told,
    )  # fmt: skip


def outside(text: str, post: Span, ends: set[int]) -> Span:
    """The post without what an agency's name before it takes (县政府办公室|主任)."""
    cuts = [at for at in range(post.start + 1, post.end) if at in ends]
    return Span(cuts[-1], post.end) if cuts and is_post(text, Span(cuts[-1], post.end)) else post


def is_post(text: str, span: Span) -> bool:
    """Whether `span` is a post with what belongs to it (副主任)."""
    core = posts().core.search(text, span.start, span.end)
    prefixed = core and (
        core.start() == span.start or posts().before.fullmatch(text, span.start, core.start())
    )
    return bool(core and prefixed and core.end() == span.end)


def find_posts(text: str) -> tuple[Span, ...]:
    """All posts of a text with what belongs to them: 副局长, 一级巡视员, 原党委书记."""
    lexicon, found, last = posts(), [], 0
    words = longest_words(lexicon.cores, text, lambda end: not lexicon.not_after.match(text, end))
    for start, word in words:
        prefix = lexicon.before.search(text, max(last, start - 8), start)
        last = start + len(word)
        found.append(Span(prefix.start() if prefix else start, last))
    return tuple(found)
