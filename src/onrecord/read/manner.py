"""What a cue says its source did: said, denied, declined to answer; and whether it is a plain saying.

The head of a cue is the first word or phrase of reporting in it ("has repeatedly denied", "said in a
statement denying"), save for verbs that only carry another ("issued a denial", "continued to
insist", "is expected to announce"). The words themselves are in `manner_lexicon`; what is in none of
its lists is OTHER.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from onrecord.article import Manner
from onrecord.read import manner_lexicon as lexicon

# A cue is a few words; what a model marks beyond that has no head worth looking for.
_LONGEST_CUE = 400
# "has not yet publicly": no more words than these stand between an auxiliary and its verb.
_CONTEXT_WORDS = 4
_CONTEXT_CHARACTERS = 80
# "refused to publicly say": how far the answering verb may stand from the refusal.
_REFUSAL_REACH = 4
# "*" in a phrase: up to so many words, as in "gave Mr Example her word".
_GAP = 3
# "Did not say", "has yet to say", "failed to say", but not "never said".
_WITHHOLDING = frozenset({"not", "yet", "fail"})
# "Should not say" is a rule, "I do not say that he lied" a disclaimer: no silence, either of them.
_UNASKED = frozenset({"should", "may", "might", "must", "shall", "ought", "do"})


class CueJudgement(NamedTuple):
    """What a cue says its source did.

    `negated` says that a word of negation governs the cue, `modal` that the saying is possible,
    conditional, still to come or only apparent. `manner` is that of the verb denied ("did not deny"
    denies, negated), but a negation that amounts to no answer ("did not respond", "did not say", "would
    not confirm") declines, and is negated too.
    """

    manner: Manner
    negated: bool = False
    modal: bool = False


class _Hit(NamedTuple):
    """A word or phrase of the lexicon, and where in the words of the cue it stands."""

    place: int
    manner: Manner


def judge_cue(cue: str, context_before: str = "") -> CueJudgement:
    """Return what `cue` says its source did.

    `context_before` is the text that stands before the cue: auxiliaries, negations and adverbs
    directly before it ("did not immediately") count as part of it, and a label before a colon ("Q")
    is looked at. Upper and lower case make no difference. Never raises.
    """
    words = _words(cue[:_LONGEST_CUE])
    if not words:
        return CueJudgement(_mark(cue, context_before[-_CONTEXT_CHARACTERS:]))
    lead = _leading(context_before[-_CONTEXT_CHARACTERS:])
    lemmas = [_lemma(word) for word in (*lead, *words)]
    place, manner, prospective = _head(lemmas, len(lead))
    before = lemmas[: place + 1]
    negated = _is_negated(before)
    modal = prospective or _is_modal(before)
    if _is_no_answer(lemmas, place, negated):
        manner = Manner.DECLINES
    return CueJudgement(manner, negated, modal)


def base_form(word: str) -> str:
    """Return the base form of a word of reporting in lower case ("said": "say"); other words as they are."""
    return _lemma(word)


def _mark(cue: str, before: str) -> Manner:
    """The manner of a cue without words, as the label before it tells."""
    label = re.split(r"[\r\n]", before)[-1].strip(" \t.*_1234567890").casefold()
    if ":" in cue and label in lexicon.LABELS:
        return lexicon.LABELS[label]
    # A colon, a dash or an opening mark alone presents somebody's words.
    return Manner.SAYS if re.search(r"[:\-–—―\"“„«‘']", cue) else Manner.OTHER


def _is_modal(words: Sequence[str]) -> bool:
    return not lexicon.MODALS.isdisjoint(words)


def _is_negated(words: Sequence[str]) -> bool:
    """Whether a negation stands among the words up to the head; "not only said" has none."""
    for word, following in zip(words, [*words[1:], ""], strict=True):
        if word in lexicon.NEGATIONS and following not in {"only", "just", "merely"}:
            return True
        # "no longer believes", "gave no reply"; but "said no" is a refusal, not a negation.
        if word == "no" and following and following not in {"secret", "doubt", "comment"}:
            return True
        if word == "yet" and following == "to":
            return True
    return False


def _head(lemmas: Sequence[str], first: int) -> tuple[int, Manner, bool]:
    """The place and manner of the head, and whether the saying is only in prospect."""
    carrier: _Hit | None = None
    prospective = False
    nouns: list[_Hit] = []
    for place, lemma in enumerate(lemmas):
        phrase = _phrase_at(lemmas, place)
        if phrase is not None and (place >= first or phrase is not Manner.OTHER):
            return place, phrase, prospective
        if place < first:
            continue
        if lemma in lexicon.PROSPECTS and _leads_on(lemmas, place):
            prospective = True
        elif lemma in lexicon.CARRIERS or (lemma in lexicon.COURTESIES and _leads_on(lemmas, place)):
            carrier = carrier or _Hit(place, _carried(lemmas, place))
        elif lemma in _verbs():
            return place, _turned(lemmas, place), prospective
        elif lemma in _nouns():
            nouns.append(_Hit(place, _nouns()[lemma]))
    found = nouns[0] if nouns else carrier
    if found is None:
        return len(lemmas) - 1, Manner.OTHER, prospective
    return found.place, found.manner, prospective


def _carried(lemmas: Sequence[str], place: int) -> Manner:
    """The manner of a verb that carries others, should none follow it."""
    lemma = lemmas[place]
    opens = lemma in lexicon.OPENING and lexicon.SLIGHT.issuperset(lemmas[place + 1 :])
    return _verbs().get(lemma, Manner.SAYS if opens else Manner.OTHER)


def _leads_on(lemmas: Sequence[str], place: int) -> bool:
    """Whether "to" and a word of reporting follow: "is expected to announce"."""
    rest = lemmas[place + 1 :]
    return rest[:1] == ["to"] and any(word in _verbs() or word in lexicon.ANSWERING for word in rest[1:])


def _turned(lemmas: Sequence[str], place: int) -> Manner:
    """The manner of the verb at `place`, as what follows turns it."""
    lemma = lemmas[place]
    following = lemmas[place + 1 : place + 1 + _REFUSAL_REACH]
    if lemma in {"decline", "refuse"} and "to" in following[:2]:
        verbs = [word for word in following if word != "to" and not word.endswith("ly")]
        answers = not verbs or not lexicon.ANSWERING.isdisjoint(verbs)
        return Manner.DECLINES if answers and (verbs or lemma == "decline") else Manner.REFUSES
    if lemma == "seek" and following[:1] == ["to"]:
        return Manner.OTHER  # "sought to calm them": an effort, not a demand
    return _verbs()[lemma]


def _is_no_answer(lemmas: Sequence[str], place: int, negated: bool) -> bool:
    """Whether a negation makes the head no answer: "did not respond", "would not confirm"."""
    if not negated:
        return False
    if lemmas[place] in lexicon.RESPONDING:
        return True
    before = lemmas[:place]
    denial = max((i for i, word in enumerate(before) if word in _WITHHOLDING), default=-1)
    denied = lemmas[denial + 1 : place + 1]
    if denied[:1] == ["have"]:
        return False  # "would not have said": nobody was asked
    if not {"would", "will", "going"}.isdisjoint(before):
        return not lexicon.ANSWERING.isdisjoint(denied)
    return denial >= 0 and _UNASKED.isdisjoint(before) and not lexicon.WITHHELD.isdisjoint(denied)


def _phrase_at(lemmas: Sequence[str], place: int) -> Manner | None:
    """The manner of the longest phrase that begins at `place`."""
    for phrase, manner in _phrases().get(lemmas[place], ()):
        if _fits(phrase, lemmas, place):
            return manner
    return None


def _fits(phrase: Sequence[str], lemmas: Sequence[str], place: int) -> bool:
    """Whether `phrase` stands at `place`; adverbs may stand between any two of its words."""
    gap = 0
    for part in phrase:
        if part == "*":
            gap = _GAP
            continue
        while place < len(lemmas) and lemmas[place] != part:
            if lemmas[place] in lexicon.NEGATIONS:
                return False
            if not lemmas[place].endswith("ly"):
                gap -= 1
            if gap < 0:
                return False
            place += 1
        if place == len(lemmas):
            return False
        place, gap = place + 1, 0
    return True


_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*|'[^\W\d_]+")
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ´`′＇", "'"))
_CONTRACTED = {"won": "will", "ca": "can", "can": "can", "sha": "shall", "ai": "be"}
_CLITICS = ("'ll", "'d", "'ve", "'re", "'s", "'m")


def _words(text: str) -> list[str]:
    """The words in lower case, contractions taken apart: "won't" is "will", "not"."""
    return [part for word in _WORD.findall(text.casefold().translate(_APOSTROPHES)) for part in _parts(word)]


def _parts(word: str) -> Iterator[str]:
    if word == "cannot":
        yield from ("can", "not")
        return
    if word.endswith("n't"):
        stem = word[:-3]
        yield from (_CONTRACTED.get(stem + "n", _CONTRACTED.get(stem, stem)), "not")
        return
    clitic = next((ending for ending in _CLITICS if word.endswith(ending)), "")
    if word != clitic:
        yield word[: len(word) - len(clitic)]
    if clitic == "'ll":
        yield "will"


def _leading(context: str) -> list[str]:
    """The words directly before the cue that belong to its verb: "has not yet", "would"."""
    # Whatever stands before a mark or a line break is another clause.
    words = _words(re.split(r"[.,;:!?()\[\]\"“”\r\n]", context)[-1])
    lead = list(takewhile(_belongs_to_verb, reversed(words[-_CONTEXT_WORDS:])))
    return lead[::-1]


def _belongs_to_verb(word: str) -> bool:
    return (
        word in lexicon.MODALS
        or word in lexicon.NEGATIONS
        or word in lexicon.AUXILIARIES
        or word in {"yet", "to", "no", "longer", "ever", "always", "also", "so", "far", "failed", "fails"}
        or (word.endswith("ly") and len(word) > 4)
    )


def _lemma(word: str) -> str:
    return _forms().get(word, word)


def _table(entries: Mapping[Manner, str]) -> dict[str, Manner]:
    return {word: manner for manner, words in entries.items() for word in words.split()}


@cache
def _verbs() -> dict[str, Manner]:
    return _table(lexicon.VERBS)


@cache
def _nouns() -> dict[str, Manner]:
    return {
        form: manner
        for word, manner in _table(lexicon.NOUNS).items()
        for form in (word, _with_s(word) if len(word) > 3 else word)
    }


@cache
def _phrases() -> dict[str, list[tuple[list[str], Manner]]]:
    """Phrases by their first word, the longest first."""
    index: dict[str, list[tuple[list[str], Manner]]] = {}
    for manner, phrases in lexicon.PHRASES.items():
        for phrase in phrases.split(";"):
            parts = phrase.split()
            index.setdefault(parts[0], []).append((parts, manner))
    for entries in index.values():
        entries.sort(key=lambda entry: -len([part for part in entry[0] if part != "*"]))
    return index


@cache
def _forms() -> dict[str, str]:
    """Every inflected form with its base form."""
    bases = {*_verbs(), *lexicon.CARRIERS, *lexicon.ANSWERING, *lexicon.RESPONDING, *lexicon.NEGATIONS}
    bases.update(word for phrase in _phrases() for word in (phrase,) if word.isalpha())
    bases |= lexicon.PROSPECTING
    bases -= {"not", "no", "never", "without", "neither", "nor", "cannot", "in", "on", "so", "also", "well"}
    forms: dict[str, str] = {}
    for base in sorted(bases):
        for form in (_with_s(base), *_past_and_participle(base)):
            forms.setdefault(form, base)
    for base, irregular in lexicon.IRREGULAR.items():
        forms.update(dict.fromkeys(irregular.split(), base))
    # "thought" and "found" are forms, "word" and "eyes" stand in phrases as they are.
    forms.update((base, base) for base in bases)
    forms.update({"claims": "claim", "questions": "question", "charges": "charge", "requests": "request"})
    forms.update({"allegations": "allegation", "accusations": "accusation", "suggestions": "suggestion"})
    forms.update({"inquiries": "inquiry", "enquiries": "enquiry", "queries": "query", "words": "words"})
    return forms


def _with_s(base: str) -> str:
    if re.search(r"[^aeiou]y\Z", base):
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(("s", "x", "z", "ch", "sh")) else "s")


def _past_and_participle(base: str) -> tuple[str, str]:
    if base.endswith("ee"):
        return base + "d", base + "ing"
    if base.endswith("e"):
        return base + "d", base[:-1] + "ing"
    if re.search(r"[^aeiou]y\Z", base):
        return base[:-1] + "ied", base + "ing"
    if re.fullmatch(r"[^aeiou]*[aeiou][^aeiouwxy]|qui[pz]", base):
        return base + base[-1] + "ed", base + base[-1] + "ing"
    return base + "ed", base + "ing"
