"""A statement as comparing looks at it: its words, its meaning, and what is read off them once."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import numpy as np

from onrecord.article import Manner, Naming
from onrecord.link.acts import Act, act_of
from onrecord.link.claim_vectors import WIDTH, ClaimVectors
from onrecord.link.figures import Figure, figures_of
from onrecord.link.wording import Strength, Token, clauses_of, content_stems, names_of, strength_of, tokens_of
from onrecord.read.meaning import DIMENSIONS, Vectors

#: The meaning of nothing.
NO_MEANING: Final = np.zeros(DIMENSIONS, dtype=np.int8)
#: Where a statement lies that was not placed among claims.
NOWHERE: Final = np.zeros(WIDTH, dtype=np.int8)
_PREFIX: Final = (
    "that ", "whether ", "how ", "the claim that ", "the suggestion that ", "the allegation that ",
    "the accusation that ", "the report that ", "the idea that ", "the charge that ", "claims that ",
    "reports that ", "suggestions that ", "allegations that ", "accusations that ", "the rumour that ",
    "the rumor that ", "rumours that ", "rumors that ", "the assertion that ", "of ",
    "The claim that ", "The suggestion that ", "The report that ", "That ", "Reports that ",
)  # fmt: skip


@dataclass(frozen=True)
class Clause:
    """A clause with what it is compared by."""

    words: tuple[Token, ...]

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of its words of weight."""
        return frozenset(token.stem for token in content_stems(self.words))

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The figures in it."""
        return figures_of(self.words)

    @cached_property
    def strength(self) -> Strength:
        """What negates it or leaves it open."""
        return strength_of(self.words)


@dataclass(frozen=True)
class Said:
    """One statement. `content` are its words, `spans` where they stand in the article `article`.

    `party` is the key of who said it, `parties` of those whom its content means, as the article tells them.
    `days` are the first and the last day of each date in it, ISO 8601. `published` and `outlet` are the
    article's. `told_by` are those from whom the article has it, folded, outermost
    first; `called` the words of all names that its source goes by; `claim_vector` is where it lies
    among claims.
    """

    key: str
    article: str
    content: str
    spans: tuple[tuple[int, int], ...] = ()
    vector: Vectors = field(default_factory=lambda: NO_MEANING, compare=False, repr=False)
    source: str = ""
    party: str | None = None
    naming: Naming | None = None
    manner: Manner = Manner.SAYS
    negated: bool = False
    modal: bool = False
    parties: tuple[str, ...] = ()
    days: tuple[tuple[str, str], ...] = ()
    outlet: str | None = None
    published: str | None = None
    told_by: tuple[str, ...] = ()
    called: frozenset[str] = frozenset()
    claim_vector: ClaimVectors = field(default_factory=lambda: NOWHERE, compare=False, repr=False)

    @cached_property
    def words(self) -> tuple[Token, ...]:
        """The words of the content, without what leads into it ("that", "the claim that")."""
        content, begin = self.content, 0
        for _ in range(2):
            rest = content[begin:].lstrip("\"'“”‘’ ")
            skipped = len(content) - len(rest)
            # "If they sell it, they can sell me" begins with a capital and leads into nothing.
            folded = rest[:1] + rest[1:40].casefold()
            leads = (*_PREFIX, "if ") if self.is_asking else _PREFIX
            lead = next((one for one in leads if folded.startswith(one)), "")
            begin = skipped + len(lead)
        return tokens_of(content[begin:])

    @cached_property
    def stems(self) -> dict[str, Token]:
        """The words that say what it is about, by their stems."""
        return {token.stem: token for token in content_stems(self.words)}

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """Its clauses that state something; what follows "whether" is left open."""
        return tuple(Clause(words) for words in clauses_of(self.words) if words[0].key != "whether")

    @cached_property
    def sides(self) -> dict[tuple[int, ...], object]:
        """What `onrecord.link.differences` has read off some of its clauses, by their places."""
        return {}

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The figures in it."""
        return figures_of(self.words)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names in it, folded."""
        return names_of(self.words)

    @cached_property
    def strength(self) -> Strength:
        """What negates it or leaves it open; the cue's own "not" and "might" are not counted here."""
        return strength_of(self.words)

    @cached_property
    def act(self) -> Act:
        """Who does what to whom, as far as the order of the words tells."""
        return act_of(self.words)

    @property
    def is_asking(self) -> bool:
        """Whether its cue asks or gives no answer: then "if" leads into what was asked."""
        return self.manner in (Manner.ASKS, Manner.DECLINES)

    @property
    def is_question(self) -> bool:
        """Whether it asks: by its cue, or by its mark."""
        return self.manner is Manner.ASKS or self.content.rstrip("\"'”’» ").endswith("?")
