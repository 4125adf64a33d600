"""An article with all that tracing asks of it, and one statement of it that says something on a claim."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from onrecord.article import Attribution, Party, Reading, Span
from onrecord.link.citations import Citing
from onrecord.link.trace import Cited, Place, Report, Stance
from onrecord.read.circumstances.flat import Flat, flatten


@dataclass(frozen=True)
class Told:
    """One article of a record.

    `parties`, `keys` and `silences` are the keys that its parties, statements and silences have there;
    `claims` the keys of the claims that statements belong to, by their index. `citings` are its citations,
    `meant` the keys of the articles that they mean, None where the record does not have them.
    """

    key: str
    reading: Reading
    parties: Mapping[str, str] = field(default_factory=dict)
    keys: tuple[str, ...] = ()
    silences: tuple[str, ...] = ()
    citings: tuple[Citing, ...] = ()
    meant: tuple[str | None, ...] = ()
    claims: Mapping[int, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """Return its address, or "record:KEY"."""
        return self.reading.article.url or f"record:{self.key}"

    @property
    def outlet(self) -> str:
        """Return the name of its outlet; nothing where it is not known."""
        return self.reading.article.publisher or ""

    @property
    def published(self) -> str:
        """Return when it was published, nothing where that is not known."""
        return self.reading.article.published or ""

    @cached_property
    def flat(self) -> Flat:
        """Return its text made plain."""
        return flatten(self.reading.article.text)

    @cached_property
    def by_id(self) -> dict[str, Party]:
        """Return its parties by their ids."""
        return {party.id: party for party in self.reading.parties}

    def party(self, one: Attribution) -> Party | None:
        """Return who made a statement, None where that is not settled."""
        return self.by_id.get(one.party or "")

    def words(self, *spans: Span) -> str:
        """Return the words of some spans as one line, "…" between them."""
        text = self.reading.article.text
        return " … ".join(" ".join(text[span.start : span.end].split()) for span in spans)

    def place(self, *spans: Span) -> Place:
        """Return the place from the first to the last of some spans."""
        return Place(self.key, min(s.start for s in spans), max(s.end for s in spans))


@dataclass(frozen=True, slots=True)
class Member:
    """A statement on a claim: its article, its index there, and how it stands to the claim."""

    told: Told
    index: int
    stance: Stance
    score: float = 1.0

    @property
    def one(self) -> Attribution:
        """Return the attribution."""
        return self.told.reading.attributions[self.index]


@dataclass(frozen=True, slots=True)
class Reported:
    """A member with its report as the trace has it, and the citations that its chain goes through."""

    member: Member
    report: Report
    via: tuple[int, ...]  # indices in `member.told.citings`, outermost first


def cited_values(
    told: Told, urls: Mapping[str, str], numbers: Collection[int] | None = None
) -> tuple[Cited, ...]:
    """Return the citations of an article, each article or outlet once, by place; `urls` are by keys.

    With `numbers` only those at these indices.
    """
    found: dict[str, Cited] = {}
    for number, (citing, meant) in enumerate(zip(told.citings, told.meant, strict=True)):
        of = urls.get(meant or "", "") if meant else citing.outlet
        if of and of not in found and (numbers is None or number in numbers):
            words = told.words(citing.words)
            found[of] = Cited(told.url, of, words, told.place(citing.words))
    return tuple(found.values())
