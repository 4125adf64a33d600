"""Find the names, descriptions and pronouns of a text, from left to right, in linear time."""

from __future__ import annotations

from typing import Final

from onrecord.article import PartyKind
from onrecord.read.parties import lexicons as lex
from onrecord.read.parties.layout import firsts_of, headings
from onrecord.read.parties.phrases import (
    Form,
    Phrase,
    gender_of_given,
    gender_of_role,
    head_of_name,
    is_plural,
    kind_of,
    kind_of_name,
    lemma,
)
from onrecord.read.parties.places import COUNTRIES, COUNTRY_NAMES, SEATS
from onrecord.read.parties.tokens import Tokens

# No name of a body in news has more words; a longer run of capitals is a heading.
_LONGEST_NAME: Final = 10
# Words between an article and its noun.
_LONGEST_LEAD: Final = 7
_LONGEST_ACRONYM: Final = 5
# Body nouns whose names go on behind "and": "Ministry of Waters and Harbors".
_JOINING: Final = lex.word_set(
    "ministry department office committee commission board institute school faculty minister secretary"
)
_BARE_BODIES: Final = lex.word_set(
    "parliament congress police management opposition government authority prosecution defence defense"
)
# Bodies that are names where they have a capital: "United Nations".
_ONLY_NAMES: Final = frozenset({"nations", "states", "kingdom"})
_SENT: Final = frozenset({"ambassador", "envoy", "consul", "emissary"})
_CUT_NOT: Final = ("n't", "n’t")
_ARTICLES: Final = frozenset({"al-", "el-", "ad-", "as-", "an-", "ar-"})
# Roles and documents that are verbs as well: "Lothmere accused Orvane", "the Post reports that".
_VERB_LIKE: Final = lex.word_set(
    "accused head lead host chair judge guard coach pilot witness partner master counsel captain chief report"
    " state post note record answer reply chart draft poll claim act anchor monitor patient cook"
)
_NO_NAMES: Final = lex.STOPS | lex.POSSESSIVES
_CAPITAL_HEADS: Final = lex.PERSON_ROLES | lex.GOVERNMENT_BODIES | lex.ORGANIZATION_BODIES


def _begins_large(word: str) -> bool:
    """Whether a word begins with a capital, be it behind an article of its own: "al-Goran"."""
    return word[0].isupper() or (word[:3] in _ARTICLES and word[3:4].isupper())


class Scanner:
    """Finds the phrases of one text; made for one call of `scan`."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.word, self.lower = tokens.word, tokens.lower
        self.size = len(tokens)
        self.found: list[Phrase] = []
        self.ending: dict[int, Phrase] = {}
        self.names: set[str] = set()
        self.surnames: set[str] = set()
        self.heading = headings(tokens)
        self.small = {w for w in self.word if w[0].islower()}
        self.spelled = set(self.word)
        self.first = firsts_of(tokens)
        self.middle = {
            low
            for low, w, first, p in zip(self.lower, self.word, self.first, tokens.paragraph, strict=True)
            if w[0].isupper() and not first and p not in self.heading
        }

    def scan(self) -> list[Phrase]:
        """Return the phrases in the order of their beginnings, longer ones first."""
        for in_headings in (False, True):
            self._pass(in_headings)
        self.found.sort(key=lambda p: (p.first, -p.last))
        return self.found

    def _pass(self, in_headings: bool) -> None:
        index = 0
        paragraph, heading = self.tokens.paragraph, self.heading
        while index < self.size:
            low = self.lower[index]
            if (paragraph[index] in heading) is not in_headings:
                index += 1
            elif _begins_large(self.word[index]) and self._may_begin_name(index, in_headings):
                index = self._name(index, in_headings)
            else:
                if (
                    low in lex.PRONOUNS
                    or low in lex.FIRST_SINGULAR
                    or low in lex.FIRST_PLURAL
                    or low in lex.SECOND
                ):
                    self._pronoun(index)
                elif lemma(low) and not self._compound(index) and not self._verb(index):
                    self._description(index)
                index += 1

    # -- the lay of the text

    def _capital(self, index: int, in_headings: bool) -> bool:
        """Whether the token may be part of a name by its capital."""
        if index >= self.size or not _begins_large(self.word[index]):
            return False
        low = self.lower[index]
        if low in lex.FIRST_SINGULAR or (low in lex.CALENDAR and not self._is_jan(index)):
            return False
        return not in_headings or low in self.names or low in COUNTRY_NAMES or low in SEATS

    def _is_jan(self, index: int) -> bool:
        """Whether "Jan" is the given name: no full stop, and a capital behind it."""
        after = self.word[index + 1] if index + 1 < self.size else ""
        name = after.lower() in lex.NAME_CONNECTORS or (after.isalpha() and after[0].isupper())
        return self.lower[index] == "jan" and name

    def _may_begin_name(self, index: int, in_headings: bool) -> bool:
        low = self.lower[index]
        if low in self.surnames and (low in lex.SENTENCE_OPENERS or low in lex.CALENDAR):
            return index + 1 < self.size and self.lower[index + 1] in lex.SAYING
        if not self._capital(index, in_headings) or low in lex.PRONOUNS or low.endswith(_CUT_NOT):
            return False
        if not self.first[index] or in_headings:
            return low not in lex.SENTENCE_OPENERS or (low in self.names and low not in lex.STOPS)
        if low in self.names:
            return low not in lex.STOPS and low not in lex.DETERMINERS
        if low in lex.SENTENCE_OPENERS:
            return False
        follows = self._capital(index + 1, in_headings)
        if low in lex.HONORIFICS and follows:
            return True
        if lemma(low) or low in lex.MODIFIERS:
            return follows
        if low in self.middle or follows:
            return True
        return low not in self.small and not low.endswith(("ing", "ly", "ed"))

    def _compound(self, index: int) -> bool:
        """Whether the next word is the head instead: "ministry" in "ministry spokesman"."""
        after = index + 1
        if after >= self.size or not self.word[after][0].isalpha():
            return False
        noun = lemma(self.lower[after])
        return bool(noun) and (self.word[after][0].islower() or self.tokens.paragraph[after] in self.heading)

    def _verb(self, index: int) -> bool:
        """Whether a noun that is a verb as well stands as one, right behind a name or a pronoun."""
        noun = lemma(self.lower[index])
        if noun not in _VERB_LIKE or not index or self.word[index][0].isupper():
            return False
        before = self.word[index - 1]
        low = self.lower[index - 1]
        if (low in lex.PRONOUNS and low not in lex.POSSESSIVES) or low in {"who", "which", "that", "i", "we"}:
            return True
        if not (before[0].isupper() and before[0].isalpha()) or (self.first[index - 1] and lemma(low)):
            return False
        if noun == "accused":
            return True
        after = self.lower[index + 1] if index + 1 < self.size else ""
        return (
            after in lex.DETERMINERS or after in lex.PREPOSITIONS or after in lex.PRONOUNS or after == "how"
        )

    # -- names

    def _name(self, index: int, in_headings: bool) -> int:
        """Take in the name that begins here; return the token to go on with."""
        last = self._run_end(index, in_headings)
        if self._posted(index, last):
            self._add_name(index, index, self.lower[index : index + 1])
            index += 1
        if self.first[index] and last > index and not in_headings:
            low = self.lower[index]
            ordinary = low in self.small and low not in self.middle and low not in self.names
            if ordinary and not lemma(low) and low not in lex.MODIFIERS and low not in lex.HONORIFICS:
                index += 1
        lows = self.lower[index : last + 1]
        office = self._office(lows)
        if office:
            self._keep(self._officer(index, last, office))
        elif self._is_description(index, last, lows):
            self._description(last, begin=index)
        else:
            self._add_name(index, last, lows)
        return last + 1

    def _posted(self, index: int, last: int) -> bool:
        """Whether a country ends a role and the name follows: "the ambassador to France Jon Dale"."""
        role = index > 1 and self.lower[index - 1] == "to" and self.lower[index - 2] in _SENT
        return role and last - index > 1 and self.lower[index] in COUNTRIES

    def _office(self, lows: list[str]) -> int:
        """Return where "of" stands if these words are an office with its field: "Minister of Harbours"."""
        of = next((k for k, low in enumerate(lows) if low in {"of", "for"}), 0)
        if not of or lemma(lows[of - 1]) not in lex.OFFICE_ROLES or lows[of - 1] in lex.HONORIFICS:
            return 0
        if self._titles(0, lows) or not all(low in lex.MODIFIERS for low in lows[: of - 1]):
            return 0
        return of

    def _officer(self, first: int, last: int, of: int) -> Phrase:
        noun = lemma(self.lower[first + of - 1]) or ""
        plural = is_plural(self.lower[first + of - 1])
        determiner = self.lower[first - 1] if first and self.lower[first - 1] in lex.DETERMINERS else ""
        words = (*self.lower[first : first + of - 1], *self.lower[first + of + 1 : last + 1])
        return Phrase(
            first - bool(determiner), last, Form.DESCRIPTION, noun, tuple(w for w in words if w.isalnum()),
            kind_of(noun, plural), plural=plural, gender=gender_of_role(noun), determiner=determiner,
            core=first, end=last,
        )  # fmt: skip

    def _run_end(self, index: int, in_headings: bool) -> int:
        last = index
        paragraph = self.tokens.paragraph[index]
        bodies = self.lower[index] in _JOINING
        body = bool(lemma(self.lower[index]))
        while (
            last + 1 < self.size
            and last - index < _LONGEST_NAME
            and self.tokens.paragraph[last + 1] == paragraph
        ):
            if self.tokens.quote[last + 1] != self.tokens.quote[index]:
                break
            low = self.lower[last + 1]
            if self._goes_on(last + 1, low, in_headings):
                last += 1
                body, bodies = body or bool(lemma(low)), bodies or low in _JOINING
                continue
            step = self._connection(last + 1, low, body, bodies)
            if step and low == "]" and self._capital(last + 2, in_headings):
                last += 2
                continue
            if not step or not self._capital(last + 1 + step, in_headings):
                break
            last += 1 + step
        return last

    def _goes_on(self, index: int, low: str, in_headings: bool) -> bool:
        """Whether a word in capitals belongs to the name before; "Edda May" and "Edda Will" are names."""
        if low in lex.SURNAMES_LIKE_WORDS and self.word[index][0].isupper() and not in_headings:
            return bool(gender_of_given(self.lower[index - 1]))
        return self._capital(index, in_headings) and low not in _NO_NAMES

    def _connection(self, index: int, low: str, body: bool, joining: bool) -> int:
        """Return how many words join the name before with a capital behind; 0 if none do."""
        if low in lex.NAME_CONNECTORS:
            two = index + 1 < self.size and self.lower[index + 1] in lex.NAME_CONNECTORS
            return 2 if two else 1
        if (
            low == "of"
            and body
            and self.lower[index - 1] not in lex.SUFFIXES
            and lemma(self.lower[index - 1])
        ):
            return 2 if index + 1 < self.size and self.lower[index + 1] == "the" else 1
        if low in {"[", "]"}:
            return 1 if "[" in self.word[max(0, index - 3) : index] else 0
        if low == "for" and lemma(self.lower[index - 1]) in lex.ORGANIZATION_BODIES and index > 1:
            return 1 if self.word[index - 1][0].isupper() else 0
        if low == "&" or (
            low in {"and", "for"} and joining and "of" in self.lower[max(0, index - 3) : index]
        ):
            return 1
        return 0

    def _is_description(self, first: int, last: int, lows: list[str]) -> bool:
        """Whether words in capitals are a role or a body: "the Prime Minister", "Foreign Ministry"."""
        if lows[-1] in self.names and (len(lows) == 1 or lows[-2] not in lex.MODIFIERS):
            return False
        if len(lows) == 1 and lows[0] in lex.OUTLET_BODIES and lows[0] not in lex.OUTLET_NOUNS:
            return self.first[first]
        noun = lemma(lows[-1])
        if lows[-1] in _ONLY_NAMES:
            return False
        if lows[-1] in lex.SURNAMES_LIKE_BODIES and len(lows) > 1 and lemma(lows[-2]) in lex.OFFICE_ROLES:
            return False
        if noun is None or (noun not in _CAPITAL_HEADS and len(lows) == 1 and not self.first[first]):
            return False
        if (
            " ".join(lows) in SEATS
            or " ".join(lows) in COUNTRIES
            or any(low in lex.HONORIFICS for low in lows[:-1])
        ):
            return False
        return all(low in lex.MODIFIERS or lemma(low) or low in COUNTRY_NAMES for low in lows[:-1])

    def _add_name(self, first: int, last: int, lows: list[str]) -> None:
        core = first + self._titles(first, lows)
        words = tuple(w for w in self.lower[core : last + 1] if w not in {"]", "["})
        text = self.word[last]
        acronym = (
            len(words) == 1
            and 1 < len(text) <= _LONGEST_ACRONYM
            and text.replace(".", "").isupper()
            and words[0] not in lex.DOUBTFUL_ACRONYMS
            and text.capitalize() not in self.spelled
            and not self._shouted(first, last)
        )
        titles = tuple(self.lower[first:core])
        start = first
        if first and self.lower[first - 1] == "the":
            start = first - 1
        elif first > 1 and self.lower[first - 2 : first] == ["the", "late"]:
            start = first - 2
        gender = next((g for t in titles if (g := lex.HONORIFICS.get(t) or gender_of_role(t))), "")
        kind = kind_of_name(words, bool(titles), acronym)
        phrase = Phrase(
            start, last, Form.NAME,
            words[-1] if kind is PartyKind.PERSON else head_of_name(words), words, kind,
            gender=gender, determiner="the" if start < first else "", titles=titles, core=core, end=last,
            acronym=acronym,
        )  # fmt: skip
        if len(words) == 1 and words[0] in COUNTRY_NAMES and words[0] not in COUNTRIES and not titles:
            phrase.place = words[0]
        self._place_evidence(phrase)
        if kind is PartyKind.GOVERNMENT and first and self.lower[first - 1] in {"'s", "’s"}:
            phrase.owner = self.ending.get(first - 2)
            phrase.first = phrase.owner.first if phrase.owner else first
        self._keep(phrase)
        if words[0] not in lex.MODIFIERS or len(words) > 1:
            self.names.update(w for w in words if w not in lex.STOPS and not lemma(w) and len(w) > 1)
        if titles or (len(words) > 1 and phrase.kind in {PartyKind.PERSON, PartyKind.UNKNOWN}):
            self.names.add(words[-1])
            self.surnames.add(words[-1])

    def _shouted(self, first: int, last: int) -> bool:
        """Whether the words around are in capitals too, as in a label or a heading."""
        if first and self.word[first - 1] == "(" and self.word[last + 1 : last + 2] == [")"]:
            return False
        around = self.word[max(0, first - 2) : first] + self.word[last + 1 : last + 3]
        return any(len(w) > 1 and w.isupper() for w in around) or ":" in around[-2:]

    def _place_evidence(self, phrase: Phrase) -> None:
        before = self.lower[phrase.first - 1] if phrase.first else ""
        if before in lex.PLACE_PREPOSITIONS and not phrase.titles:
            printed = self.lower[max(0, phrase.first - 3) : phrase.first - 1]
            if lex.PRINTED & set(printed):
                phrase.printed = True
            else:
                phrase.located = True
        if len(phrase.words) > 1 and set(phrase.words) & lex.PLACE_WORDS:
            phrase.located = phrase.located or phrase.kind is PartyKind.UNKNOWN

    def _titles(self, first: int, lows: list[str]) -> int:
        """Return how many of the words before a name are titles: 2 for "Foreign Minister Igor Ivanov"."""
        for place in range(len(lows) - 2, -1, -1):
            low = lows[place]
            if low not in lex.HONORIFICS and low not in lex.PERSON_ROLES:
                continue
            rest = place + 1
            if lows[rest] in {"of", "for"}:
                rest += 2
                while rest < len(lows) and lows[rest] in lex.MODIFIERS | lex.DETERMINERS:
                    rest += 1
            if rest >= len(lows):
                return 0
            body = any(
                lemma(x) in lex.ORGANIZATION_BODIES | lex.GOVERNMENT_BODIES
                and x not in lex.SURNAMES_LIKE_BODIES
                for x in lows[rest:]
            )
            if body or (low == "general" and place == 0 and lows[rest] not in self.names and len(lows) == 2):
                return 0
            return rest
        return 0

    # -- descriptions and pronouns

    def _description(self, head: int, begin: int | None = None) -> None:
        """Take in the description whose noun stands at `head`, or the one in capitals from `begin`."""
        noun = lemma(self.lower[head]) or self.lower[head]
        plural = is_plural(self.lower[head])
        phrase = Phrase(head, head, Form.DESCRIPTION, noun, plural=plural, end=head)
        self._lead(phrase, head if begin is None else begin, pinned=begin is not None)
        if begin is None and not phrase.determiner and not plural and phrase.number is None:
            role_before_name = noun in lex.PERSON_ROLES and self._capital(head + 1, False)
            became = head and self.lower[head - 1] == "became" and noun in lex.OFFICE_ROLES
            told = role_before_name or became or noun in _BARE_BODIES or bool(phrase.place)
            if not told and self.tokens.paragraph[head] not in self.heading and not self._label(head):
                return
        phrase.kind = kind_of(noun, plural)
        phrase.gender = gender_of_role(noun)
        self._keep(phrase)

    def _label(self, head: int) -> bool:
        """Whether the noun stands at the beginning of a line, as a label or a heading does."""
        before = head - 1
        return before < 0 or self.tokens.paragraph[before] != self.tokens.paragraph[head]

    def _lead(self, phrase: Phrase, begin: int, pinned: bool) -> None:
        """Take in what stands before the noun, back to its article, possessive or number."""
        taken = list(range(begin, phrase.last))
        pending: list[int] = []
        index = begin - 1
        sentence = self.tokens.sentence[phrase.last]
        first = begin
        while index >= 0 and phrase.last - index <= _LONGEST_LEAD and self.tokens.sentence[index] == sentence:
            low = self.lower[index]
            if low == "that" and phrase.plural:
                break
            if low in lex.DETERMINERS:
                phrase.determiner, first, taken = low, index, taken + pending
                break
            if low in {"'s", "’s"} or (low in {"'", "’"} and self.word[index - 1].endswith("s")):
                owner = self.ending.get(index - 1)
                phrase.determiner, taken = "'s", taken + pending
                phrase.owner, first = owner, owner.first if owner else index - 1
                break
            if low in lex.NUMBERS or low.isdigit() or low in lex.VAGUE_COUNTS:
                phrase.number = lex.NUMBERS.get(low, int(low) if low.isdecimal() and len(low) < 9 else None)
                phrase.determiner = "#"
                first, taken, pending = index, taken + pending, []
            elif low in lex.MODIFIERS or (lemma(low) and not pending) or self._adjectival(index):
                if pending:
                    pending.append(index)
                else:
                    taken.append(index)
                    first = index
            elif (
                low == "and"
                and self.lower[index - 1] in lex.MODIFIERS
                and self.lower[index + 1] in lex.MODIFIERS
            ):
                pass
            elif low in lex.STOPS or not low[0].isalpha() or low.endswith("ly"):
                break
            else:
                pending.append(index)
            index -= 1
        self._fill(phrase, first, sorted(taken))

    def _adjectival(self, index: int) -> bool:
        """Whether a capital before a noun modifies it: "Brennish" in "the Brennish president"."""
        if not self._capital(index, False):
            return False
        low = self.lower[index]
        return (
            not self.first[index]
            or low in self.names
            or (low not in lex.SENTENCE_OPENERS and low in self.middle)
        )

    def _fill(self, phrase: Phrase, first: int, taken: list[int]) -> None:
        phrase.first = first
        phrase.core = min(taken, default=phrase.last)
        lows = [self.lower[k] for k in taken if k >= first]
        phrase.words = tuple(w for w in lows if w.isalnum() or "-" in w)
        if phrase.owner is not None:
            return
        names = [k for k in taken if self.word[k][0].isupper() and k >= first]
        for k in names:
            low = self.lower[k]
            if (low in COUNTRY_NAMES or not (low in lex.MODIFIERS or lemma(low))) and not phrase.place:
                phrase.place = low
                phrase.owner = self.ending.get(k)
        if phrase.determiner in lex.POSSESSIVES:
            phrase.owner = self.ending.get(first)

    def _pronoun(self, index: int) -> None:
        low = self.lower[index]
        number, gender = lex.PRONOUNS.get(low, ("p" if low in lex.FIRST_PLURAL else "s", ""))
        self._keep(
            Phrase(
                index, index, Form.PRONOUN, low, plural=number == "p", gender=gender, core=index, end=index,
                possessive=low in lex.POSSESSIVES and low != "her",
            )
        )  # fmt: skip

    def _keep(self, phrase: Phrase) -> None:
        after = phrase.last + 1
        if (
            phrase.form is not Form.PRONOUN
            and after < self.size
            and (
                self.lower[after] in {"'s", "’s"}
                or (self.word[after] in "'’" and self.word[phrase.last].endswith("s"))
            )
        ):
            phrase.possessive = True
        self.found.append(phrase)
        self.ending[phrase.last] = phrase
