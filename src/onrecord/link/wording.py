"""The words of a statement made comparable: stems, groups of like words, negation, modality, names.

No parser is run: a statement is short, was cut out by the reader, and is compared with thousands of others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from onrecord.link import wording_lexicon as lexicon
from onrecord.link.folding import fold

#: Words of a statement that are looked at; an article has statements of a page.
MOST_WORDS: Final = 400
_TOKEN: Final = re.compile(
    r"[£$€]?\d[\d,.:]{0,20}\d%?|[£$€]?\d%?|[^\W\d_]+(?:['’ʼ.-][^\W\d_]+){0,6}|[.!?;…,:—–()]"
)
_NAME_WORD: Final = re.compile(r"[^\W\d_a-z][\w'’-]*")
_PLURAL: Final = re.compile(r"(?:ses|xes|zes|ches|shes)\Z")


class Token(NamedTuple):
    """A word as it stands: `key` in small letters, `stem` for comparing, `start` its first character."""

    words: str
    key: str
    stem: str
    start: int

    @property
    def is_mark(self) -> bool:
        """Whether it is no word but ends a clause."""
        return self.words in ".!?;…,:—–()"

    @property
    def is_end(self) -> bool:
        """Whether it ends a sentence."""
        return self.words in ".!?;…"


def tokens_of(text: str) -> tuple[Token, ...]:
    """Return the words, numbers and marks at the end of sentences of a text, the first `MOST_WORDS`."""
    found = []
    for match in _TOKEN.finditer(text):
        words = match.group()
        key = words.casefold().replace("’", "'").replace("ʼ", "'")
        if key.endswith("'s") and len(key) > 3 and key not in lexicon.CONTRACTED:
            key = key[:-2]
        found.append(Token(words, key, stem(key), match.start()))
        if len(found) == MOST_WORDS:
            break
    return tuple(found)


@lru_cache(maxsize=32_768)
def stem(key: str) -> str:
    """Return what a word has in common with its other forms, and with words of the same group.

    A dozen suffixes and a list of irregular forms: contents are short, so a wrong stem costs more than a
    missed one, and whatever is left unlike is made up for by the vectors of meaning.
    """
    word = _base(key)
    return _GROUPS.get(word, word)


def _base(key: str) -> str:
    return _cut(lexicon.IRREGULAR.get(key, key))


def _cut(word: str) -> str:
    if not word.isalpha() or len(word) < 4:
        return word
    if _PLURAL.search(word):
        return word[:-2]
    for suffix, put, least in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= least:
            base = word[: -len(suffix)] + put
            return base[:-1] if len(base) > 4 and base[-1] == base[-2] and base[-1] not in "lsz" else base
    return word


_SUFFIXES: Final = (
    ("ies", "y", 2), ("ied", "y", 2), ("ing", "", 3), ("edly", "", 3), ("ed", "", 3), ("ly", "", 4),
    ("ment", "", 4), ("ss", "ss", 1), ("us", "us", 1), ("s", "", 3), ("e", "", 4),
)  # fmt: skip


def content_stems(tokens: Iterable[Token]) -> Iterator[Token]:
    """Yield the words that say what it is about: no marks, no numbers, no words of grammar."""
    for token in tokens:
        if not token.is_mark and not _is_slight(token.key):
            yield token


@lru_cache(maxsize=32_768)
def _is_slight(key: str) -> bool:
    """Whether a word is a number or one of grammar."""
    small = key in lexicon.SLIGHT or key.partition("-")[0] in lexicon.NUMBERS
    return small or any(c.isdigit() for c in key)


def weight(token: Token) -> float:
    """Return how much sharing a word tells: one that is in every other article tells least."""
    if token.stem in _COMMON:
        return 0.4
    return 1.0


def names_of(tokens: tuple[Token, ...]) -> tuple[str, ...]:
    """Return the names in a statement, folded: runs of words with a capital, that at its beginning only where
    it goes on with another or stands again inside.
    """
    found: list[str] = []
    run: list[Token] = []
    first = True
    for token in (*tokens, None):
        capital = token is not None and _is_name_word(token.words, token.key)
        if capital and token is not None:
            run.append(token)
        elif run:
            alone = len(run) == 1 and first and run[0].key in lexicon.OPENERS
            if not alone:
                found.append(fold(" ".join(one.words for one in run)))
            run = []
        if token is not None and not capital:
            first = token.is_end or (first and token.is_mark)
    return tuple(dict.fromkeys(name for name in found if name))


@lru_cache(maxsize=32_768)
def _is_name_word(words: str, key: str) -> bool:
    return (
        bool(_NAME_WORD.match(words))
        and key not in lexicon.SLIGHT
        and key not in lexicon.CALENDAR
        and key not in lexicon.TITLES
        and key.partition("-")[0] not in lexicon.OPENERS
    )


_GROUPS: Final = {_base(member): _base(group[0]) for group in lexicon.GROUPS for member in group}
#: Stems that exclude each other.
CONTRARIES: Final = {stem(one): frozenset(map(stem, others)) for one, others in lexicon.CONTRARIES.items()}
_COMMON: Final = frozenset(map(stem, lexicon.COMMON))


def clauses_of(tokens: Sequence[Token]) -> list[tuple[Token, ...]]:
    """Return the clauses of a statement, cut at marks and at words that join or begin one.

    What begins with a verb after a comma goes on with what stands before: "the valve, an old one, was not
    shut".
    """
    found: list[tuple[Token, ...]] = []
    first = start = 0
    for place in range(len(tokens) + 1):
        token = tokens[place] if place < len(tokens) else None
        if token is not None and not token.is_mark and token.key not in lexicon.JOINTS:
            continue
        clause = tuple(tokens[start:place])
        if clause and clause[0].key in lexicon.VERBS and len(found) > first:
            clause = tuple(word for part in (*found[first:], clause) for word in part)
            del found[first:]
        if clause:
            found.append(clause)
        start = place + 1 if token is not None and token.is_mark else place
        if token is not None and (token.is_end or not token.is_mark):
            first = len(found)
    return found


@dataclass(frozen=True, slots=True)
class Strength:
    """How a statement is put: the words that negate it, and those that leave it open."""

    negations: tuple[str, ...]
    modals: tuple[str, ...]

    @property
    def negative(self) -> bool:
        """Whether an odd number of words turn it into its contrary."""
        return len(self.negations) % 2 == 1


def strength_of(tokens: Sequence[Token]) -> Strength:
    """Return the negating and the opening words of a statement."""
    negations, modals = [], []
    for place, token in enumerate(tokens):
        after = tokens[place + 1].key if place + 1 < len(tokens) else ""
        if token.key in lexicon.NEGATIONS or token.key.endswith("n't"):
            negations.append(token.key)
        if (
            token.key in lexicon.OPEN
            or (token.key in lexicon.OPEN_TO and after == "to")
            or (token.key == "could" and after not in lexicon.ABLE)
        ):
            modals.append(token.key)
    return Strength(tuple(negations), tuple(modals))
