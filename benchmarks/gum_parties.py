"""How well the mentions of parties are grouped, against the chains of GUM and beside plain baselines.

Chains of people, organizations and places count. A mention is known by its words (`exact`: the same first
and last word, marks and possessive endings left out) or by its head (`head`: the last word of the name, or
the noun, that the rest of the mention hangs on in GUM's own trees; "Hill and Dale" is not "Hill"). Three
settings:

    every chain       all chains of the kinds asked for, end to end. Onrecord follows only parties that
                      speak, so most of them are out of its reach
    speakers' chains  only chains with a mention that is the source of a marked attribution or of one that
                      was read; what is read is left whole
    shared mentions   only the mentions that both sides have: grouping alone

The baselines group the very mentions that were read. A mention read is of the kind of the marked mention
with the same head, else of the kind of its party.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import NamedTuple, TypeAlias

from benchmarks.coreference import Chain, Grouping, compare
from benchmarks.gum_corpus import Document, Word
from onrecord.article import Attribution, Party, PartyKind, Span

SETTINGS = ("every chain", "speakers' chains", "shared mentions")
MATCHES = ("head", "exact")
KINDS: dict[str, frozenset[str]] = {
    "people and organizations": frozenset({"person", "organization"}),
    "people": frozenset({"person"}),
    "organizations": frozenset({"organization"}),
    "places": frozenset({"place"}),
    "all three": frozenset({"person", "organization", "place"}),
}
# What GUM calls a party that stands at no marked mention. It has documents as objects: not counted.
_GUM_KINDS = {
    PartyKind.PERSON: "person",
    PartyKind.GROUP: "person",
    PartyKind.UNKNOWN: "person",
    PartyKind.ORGANIZATION: "organization",
    PartyKind.GOVERNMENT: "organization",
    PartyKind.DOCUMENT: "object",
}
_PRONOUNS = frozenset({
    "i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves", "you", "your", "yours",
    "yourself", "he", "him", "his", "himself", "she", "her", "hers", "herself", "it", "its", "itself", "they",
    "them", "their", "theirs", "themselves", "who", "whom", "whose",
})  # fmt: skip
_EDGES = frozenset({"'s", "’s", "'", "’"})


class Placed(NamedTuple):
    """A mention by its keys of both sorts, with its place, words and kind."""

    start: int
    head: Hashable
    exact: Hashable
    words: str
    kind: str

    def key(self, match: str) -> Hashable:
        """Return what the mention is known by."""
        return self.head if match == "head" else self.exact


Placements: TypeAlias = list[list[Placed]]
Figures: TypeAlias = dict[tuple[str, str, str, str, bool], Grouping]


def score_parties(
    document: Document, parties: Sequence[Party], attributions: Sequence[Attribution]
) -> Figures:
    """Return the counts of one document by setting, match, kinds, system, and whether singletons count."""
    gold = [[_marked(document, *mention) for mention in chain] for chain in document.chains]
    gold = [_of_one_kind(chain) for chain in gold]
    kinds = {mention.head: mention.kind for chain in gold for mention in chain}
    read = [list(_read(document, party, kinds)) for party in parties]
    speakers = _speakers(document, attributions)
    systems = {name: group(read) for name, group in SYSTEMS.items()}
    figures: Figures = {}
    for match in MATCHES:
        for kind, wanted in KINDS.items():
            every = _chains(gold, match, wanted)
            spoken = _chains(
                [chain for chain in gold if any(mention.head in speakers for mention in chain)], match, wanted
            )
            for system, groups in systems.items():
                found = _chains(groups, match, wanted)
                sides = ((every, found), (spoken, found), _shared(every, found))
                for setting, (left, right) in zip(SETTINGS, sides, strict=True):
                    for singletons in (True, False):
                        counts = compare(left, right, singletons=singletons)
                        figures[setting, match, kind, system, singletons] = counts
    return figures


def head_of(words: Sequence[Word], first: int, end: int) -> tuple[int, bool]:
    """Return the word that a run of words hangs on, and whether others are joined to it by "and".

    Of a name in several words it is the last: "Hill" of "Christopher Hill".
    """
    run = range(first, end)
    top = next((at for at in run if words[at].head is None or words[at].head not in run), first)
    below = [at for at in run if words[at].head == top]
    flat = [at for at in below if words[at].relation == "flat"]
    return max(flat, default=top), any(words[at].relation == "conj" for at in below)


def by_name(read: Placements) -> Placements:
    """Group mentions of the same words, or whose last words are the same and written with a capital."""
    groups: dict[Hashable, list[Placed]] = defaultdict(list)
    for mention in _in_order(read):
        # One "he" is the same string as another; that is no sign of the same party.
        lonely = ("pronoun", mention.start) if _is_pronoun(mention) else None
        groups[lonely or _name_of(mention) or mention.words.casefold()].append(mention)
    return list(groups.values())


def by_name_and_nearest(read: Placements) -> Placements:
    """Group as `by_name`, and give each pronoun to the mention before it that is none."""
    groups = [group for group in by_name(read) if not _is_pronoun(group[0])]
    home = {mention.start: group for group in groups for mention in group}
    starts, result = sorted(home), list(groups)
    for mention in _in_order(read):
        if _is_pronoun(mention):
            before = bisect_left(starts, mention.start)
            if before:
                home[starts[before - 1]].append(mention)
            else:
                result.append([mention])
    return result


def alone(read: Placements) -> Placements:
    """Leave every mention alone."""
    return [[mention] for mention in _in_order(read)]


def as_read(read: Placements) -> Placements:
    """Return the chains as they were read."""
    return read


SYSTEMS: dict[str, Callable[[Placements], Placements]] = {
    "Onrecord": as_read,
    "same name": by_name,
    "same name, pronoun to the nearest": by_name_and_nearest,
    "each alone": alone,
}


def _in_order(read: Placements) -> list[Placed]:
    return sorted((mention for chain in read for mention in chain), key=lambda mention: mention.start)


def _is_pronoun(mention: Placed) -> bool:
    return mention.words.casefold() in _PRONOUNS


def _name_of(mention: Placed) -> str:
    """Return the last word of a mention where it has a capital, without a possessive ending."""
    last = mention.words.split()[-1].removesuffix("'s").removesuffix("’s") if mention.words.split() else ""
    return last.casefold() if last[:1].isupper() else ""


def _chains(groups: Placements, match: str, kinds: frozenset[str]) -> list[Chain]:
    """Return groups as chains of keys; of two mentions with one key the first one's chain has it."""
    taken: set[Hashable] = set()
    chains = []
    for group in groups:
        keys = frozenset(m.key(match) for m in group if m.kind in kinds) - taken
        taken |= keys
        if keys:
            chains.append(keys)
    return chains


def _shared(left: list[Chain], right: list[Chain]) -> tuple[list[Chain], list[Chain]]:
    both = frozenset().union(*left) & frozenset().union(*right)
    return [c & both for c in left if c & both], [c & both for c in right if c & both]


def _of_one_kind(chain: list[Placed]) -> list[Placed]:
    """Give all mentions of a chain the kind that most of them have."""
    kind = Counter(mention.kind for mention in chain).most_common(1)[0][0]
    return [mention._replace(kind=kind) for mention in chain]


def _marked(document: Document, first: int, end: int, kind: str) -> Placed:
    words = document.words
    span = Span(words[first].span.start, words[end - 1].span.end)
    return _place(document, span, kind)


def _read(document: Document, party: Party, kinds: dict[Hashable, str]) -> Iterable[Placed]:
    for mention in party.mentions:
        if mention.span.end > mention.span.start:
            placed = _place(document, mention.span, _GUM_KINDS[party.kind])
            yield placed._replace(kind=kinds.get(placed.head, placed.kind))


def _place(document: Document, span: Span, kind: str) -> Placed:
    first, end = _run(document, span)
    words = document.text[span.start : span.end]
    return Placed(span.start, head_of(document.words, first, end), (first, end), words, kind)


def _run(document: Document, span: Span) -> tuple[int, int]:
    """Return the words that a span touches, marks and possessive endings at its edges left out."""
    words = document.words
    first = bisect_right(words, span.start, key=lambda word: word.span.end)
    end = max(first + 1, bisect_left(words, span.end, key=lambda word: word.span.start))
    first, end = min(first, len(words) - 1), min(end, len(words))

    def is_edge(at: int) -> bool:
        form = document.text[words[at].span.start : words[at].span.end]
        return form in _EDGES or not any(character.isalnum() for character in form)

    while end - first > 1 and is_edge(end - 1):
        end -= 1
    while end - first > 1 and is_edge(first):
        first += 1
    return first, end


def _speakers(document: Document, attributions: Sequence[Attribution]) -> set[Hashable]:
    """Return the heads of all sources, marked and read."""
    heads: set[Hashable] = {
        head_of(document.words, min(each.source), max(each.source) + 1)
        for each in document.attributions
        if each.source
    }
    for attribution in attributions:
        heads |= {head_of(document.words, *_run(document, span)) for span in attribution.source}
    return heads
