"""The phrase at the head of a source span, and the phrases of a joined source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from onrecord.article import PartyKind, Span
from onrecord.read.parties import lexicons as lex
from onrecord.read.parties.phrases import (
    Form,
    Phrase,
    gender_of_role,
    head_of_name,
    is_plural,
    kind_of,
    kind_of_name,
    lemma,
)
from onrecord.read.parties.relations import joins
from onrecord.read.parties.tokens import Tokens

# Where the noun phrase at the head of a source ends at the latest.
_ENDS: Final = frozenset({",", "who", "which", "that", "(", "—", "–", ":", ";", "whose"}) | lex.PREPOSITIONS
_QUANTITIES: Final = (
    frozenset(lex.NUMBERS) | lex.VAGUE_COUNTS | lex.NOBODY | lex.ANYBODY | lex.SOMEBODY
    | lex.RELATIVES
    | lex.word_set("another other others each third first second fourth those these anyone hundred")
)  # fmt: skip
# Words that no description ends in.
_DANGLING: Final = lex.PREPOSITIONS | frozenset({"and", "or", "the", "a", "an", "that", "to"})
_PARTIAL: Final = lex.VAGUE_COUNTS | frozenset(lex.NUMBERS) | frozenset({"other", "senior", "leading"})
# A joined source of more parties is a list of countries at best.
_LONGEST_LIST: Final = 8
# Words before the noun in a source whose noun is in no lexicon.
_LONGEST_HEAD: Final = 12


def _may_be_noun(low: str) -> bool:
    return (
        low[0].isalpha()
        and low not in lex.STOPS
        and low not in lex.DETERMINERS
        and low not in _ENDS
        and not low.endswith("ly")
    )


class Sources:
    """Finds the phrases that sources stand for among those of the text."""

    def __init__(self, tokens: Tokens, phrases: Sequence[Phrase]) -> None:
        self.tokens = tokens
        self.starts: dict[int, list[Phrase]] = {}
        for phrase in phrases:
            self.starts.setdefault(phrase.first, []).append(phrase)
        self.added: list[Phrase] = []
        self.known: dict[tuple[int, int], Phrase] = {}

    def heads(self, span: Span) -> list[Phrase]:
        """Return the phrases that a source is made of: mostly one, several where it is joined by "and"."""
        first, last = self.tokens.at(span.start), self.tokens.before(span.end) - 1
        while first < last and not self.tokens.word[first][0].isalnum():
            first += 1
        if first > last or first >= len(self.tokens):
            return []
        found = [self._head(first, last)]
        while len(found) < _LONGEST_LIST:
            following = self._joined(found[-1], last)
            if following is None:
                break
            found.append(following)
        if len(found) > 1 and not self._whole(found, last):
            return found[:1]
        self._widen(found[-1], last)
        return found

    def _widen(self, head: Phrase, last: int) -> None:
        """Take the words of a short source up to its comma or "who" for those of its description."""
        if (
            head.form not in {Form.DESCRIPTION, Form.QUANTITY}
            or head.possessive
            or last - head.first > _LONGEST_HEAD
        ):
            return
        stop = head.end
        if self.tokens.word[min(stop + 1, last)][0].isupper() and stop == head.last:
            return
        while stop < last and (
            self.tokens.word[stop + 1][0].isalnum()
            or self.tokens.lower[stop + 1] in {"'s", "’s", "-"}
            or (self.tokens.word[stop + 1] in "'’" and self.tokens.word[stop].endswith("s"))
        ):
            if self.tokens.lower[stop + 1] in {"who", "which", "whom", "whose"}:
                break
            stop += 1
        while stop > head.end and self.tokens.lower[stop] in _DANGLING:
            stop -= 1
        head.end = stop

    def _joined(self, left: Phrase, last: int) -> Phrase | None:
        for end in self._ends(left, last):
            for place in range(end + 2, min(end + 4, last) + 1):
                for right in self.starts.get(place, ()):
                    between = self.tokens.lower[end + 1 : place]
                    if right.last <= last and right.form is not Form.PRONOUN and not right.possessive:
                        listed = between == [","] and right.form is Form.NAME and left.form is Form.NAME
                        described = end > left.end and self.tokens.lower[left.end + 1] == ","
                        if (joins(between) and (between[0] == "," or not described)) or (
                            listed and end == left.end
                        ):
                            return right
        return None

    def _ends(self, left: Phrase, last: int) -> list[int]:
        """Where the first of two may end: itself, behind "of Texas", or behind what describes it."""
        ends = [left.end]
        after = left.end + 1
        if after < last and self.tokens.lower[after] in {"of", "from"}:
            ends += [p.end for p in self.starts.get(after + 1, ())[:1]]
        elif after < last and self.tokens.lower[after] == ",":
            ends += [p.end for p in self.starts.get(after + 1, ())[:1] if p.form is Form.DESCRIPTION]
        return [end for end in ends if end < last]

    def _whole(self, found: list[Phrase], last: int) -> bool:
        """Whether a list is one: its last two are joined by "and"."""
        between = self.tokens.lower[found[-2].end + 1 : found[-1].first]
        return "and" in between or "or" in between or "&" in between

    def _head(self, first: int, last: int) -> Phrase:
        if (first, last) not in self.known:
            self.known[first, last] = self._find(first, last)
        return self.known[first, last]

    def _find(self, first: int, last: int) -> Phrase:
        lower = self.tokens.lower
        known = [p for p in self.starts.get(first, ()) if p.last <= last or p.form is Form.NAME]
        solid = [p for p in known if not p.possessive or self._ends_with(p, last)]
        if solid:
            return self._modified(solid[0], first, last) or self._cut(solid[0], last)
        if not known and (around := self._around(first, last)) is not None:
            return around
        pronouns = [p for p in known if p.form is Form.PRONOUN and p.last + 1 > last]
        if pronouns:
            return pronouns[0]
        quantity = self._quantity(first, last)
        if quantity is not None:
            return self._add(quantity)
        for place in range(first + 1, min(last, first + _LONGEST_HEAD) + 1):
            behind = [p for p in self.starts.get(place, ()) if p.form is not Form.PRONOUN and p.last <= last]
            if behind and (not behind[0].possessive or self._ends_with(behind[0], last)):
                return self._modified(behind[0], first, last) or self._some(behind[0], first) or behind[0]
            if lower[place] in _ENDS:
                break
        return self._add(self._unknown(first, last))

    def _ends_with(self, phrase: Phrase, last: int) -> bool:
        """Whether a source ends with a phrase, be it with its "'s"."""
        marked = last == phrase.last + 1 and self.tokens.lower[last] in {"'s", "’s", "'", "’"}
        return last in (phrase.last, phrase.end) or marked

    def _around(self, first: int, last: int) -> Phrase | None:
        """What a source begins in the middle of: "Ben Harrow" where the text has "Sen. Ben Harrow"."""
        for place in range(first - 1, max(-1, first - _LONGEST_HEAD), -1):
            for phrase in self.starts.get(place, ()):
                if phrase.form is Form.DESCRIPTION and phrase.core <= first <= phrase.last <= last:
                    return self._add(replace(phrase, first=first, core=first))
                if phrase.form is not Form.NAME or not phrase.core <= first <= phrase.last:
                    continue
                after = phrase.last + 1
                modifies = after <= last and self.tokens.word[after][0].islower()
                if not modifies or not _may_be_noun(self.tokens.lower[after]):
                    return phrase
        return None

    def _cut(self, name: Phrase, last: int) -> Phrase:
        """A name that runs on behind the source, as in a headline with capitals throughout, ends with it."""
        if name.form is not Form.NAME or name.last <= last or last < name.core:
            return name
        words = tuple(w for w in self.tokens.lower[name.core : last + 1] if w[0].isalnum())
        if not words:
            return name
        kind = kind_of_name(words, bool(name.titles), acronym=False)
        head = words[-1] if kind is PartyKind.PERSON else head_of_name(words)
        return self._add(replace(name, last=last, end=last, words=words, kind=kind, head=head))

    def _modified(self, name: Phrase, first: int, last: int) -> Phrase | None:
        """The noun that a name only modifies: "voters" in "Brennish voters"."""
        word, lower = self.tokens.word, self.tokens.lower
        after = name.last + 1
        both = self._two_kinds(name, after)
        if both is not None and both.last <= last:
            return self._add(replace(both, first=first, core=first, words=(*name.words, *both.words)))
        if name.form is not Form.NAME or name.titles or name.possessive or after > last:
            return None
        if not word[after][0].islower() or lower[after] in _ENDS or not _may_be_noun(lower[after]):
            return None
        stop = after
        while stop < last and _may_be_noun(lower[stop + 1]) and stop - first < _LONGEST_HEAD:
            stop += 1
            behind = [p for p in self.starts.get(stop, ()) if p.form is Form.NAME and p.last <= last]
            if behind and not behind[0].possessive and word[stop][0].isupper():
                return behind[0]
        noun = lemma(lower[stop])
        phrase = self._unknown(first, stop)
        if noun:
            phrase.head, phrase.plural = noun, is_plural(lower[stop])
            phrase.kind, phrase.gender = kind_of(noun, phrase.plural), gender_of_role(noun)
        phrase.owner = phrase.owner or name
        if len(name.words) == 1 and phrase.determiner != "'s":
            phrase.place = name.words[0]
        return self._add(phrase)

    def _two_kinds(self, name: Phrase, after: int) -> Phrase | None:
        """The noun of "Liberal and conservative voters", the first of them large as its sentence begins."""
        if (
            name.form is not Form.NAME
            or len(name.words) > 1
            or self.tokens.lower[after : after + 1] != ["and"]
        ):
            return None
        behind = next(iter(self.starts.get(after + 1, [])), None)
        if behind is None or behind.form is not Form.DESCRIPTION or not behind.plural:
            return None
        single = behind.determiner == "" and behind.words and self.tokens.first_of_sentence(name.first)
        return behind if single else None

    def _some(self, name: Phrase, first: int) -> Phrase | None:
        """Some adherents, not all: "other Unionists", "two senior Unionists"."""
        lead = self.tokens.lower[first : name.first]
        people = name.form is Form.NAME and name.words[-1].endswith(lex.ADHERENTS)
        if not people or not set(lead) & _PARTIAL:
            return None
        number = next((lex.NUMBERS[w] for w in lead if w in lex.NUMBERS), None)
        return self._add(
            Phrase(
                first, name.last, Form.DESCRIPTION, name.words[-1], tuple(lead), PartyKind.GROUP, plural=True,
                determiner="#", number=number, core=first, end=name.last,
            )
        )  # fmt: skip

    def _add(self, phrase: Phrase) -> Phrase:
        self.added.append(phrase)
        self.starts.setdefault(phrase.first, []).append(phrase)
        return phrase

    def _quantity(self, first: int, last: int) -> Phrase | None:
        """ "one of the officials", "the other", "a third", "ten of them", "everyone at the table"."""
        lower = self.tokens.lower
        at = first + (lower[first] in {"the", "a", "all", "only", "they", "these", "those"} and first < last)
        if lower[at] not in _QUANTITIES and not lower[at].isdigit():
            at = first
        if lower[at] not in _QUANTITIES and not lower[at].isdigit():
            return None
        stop = at
        while stop < last and (
            lower[stop + 1] in _QUANTITIES or lower[stop + 1] == "and" or lower[stop + 1].isdigit()
        ):
            stop += 1
        if (
            stop < last
            and lower[stop + 1] not in _ENDS
            and lower[stop + 1] not in {"of", "has", "here", "there"}
        ):
            return None
        one = lower[at] in {
            "one",
            "another",
            "other",
            "third",
            "first",
            "second",
            "fourth",
            "someone",
            "somebody",
        }
        phrase = Phrase(
            first, stop, Form.QUANTITY, lower[at], tuple(lower[first : stop + 1]),
            plural=not one or lower[at] == "others",
            number=lex.NUMBERS.get(lower[at]) if at == stop else None, core=at, end=stop,
        )  # fmt: skip
        if stop + 1 < last and lower[stop + 1] == "of":
            of = self.starts.get(stop + 2)
            phrase.owner = of[0] if of else None
            phrase.end = of[0].end if of else stop
        return phrase

    def _unknown(self, first: int, last: int) -> Phrase:
        """A description whose noun is in no lexicon: number and animacy from what stands around it."""
        lower = self.tokens.lower
        stop = first
        while stop < last and lower[stop + 1] not in _ENDS and stop - first < _LONGEST_HEAD:
            stop += 1
        noun = lemma(lower[stop]) or lower[stop]
        plural = is_plural(lower[stop]) or (noun.endswith("s") and not noun.endswith(("ss", "us", "is")))
        kind = kind_of(noun, plural)
        if stop < last and lower[stop + 1] == "who" and kind is PartyKind.UNKNOWN:
            kind = PartyKind.PERSON
        determiner = lower[first] if lower[first] in lex.DETERMINERS else ""
        phrase = Phrase(
            first, stop, Form.DESCRIPTION, noun,
            tuple(w for w in lower[first:stop] if w[0].isalnum() and w not in lex.DETERMINERS),
            kind=kind, plural=plural, determiner=determiner, core=first, end=stop,
        )  # fmt: skip
        if determiner in lex.POSSESSIVES:
            owners = [p for p in self.starts.get(first, ()) if p.form is Form.PRONOUN]
            phrase.owner = owners[0] if owners else None
        elif not determiner:
            owners = [p for p in self.starts.get(first, ()) if p.possessive]
            phrase.owner = owners[0] if owners else None
            phrase.determiner = "'s" if owners else ""
        return phrase
