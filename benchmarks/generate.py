"""Articles for large records: the project's own, taken apart and put together again under other names.

Paragraphs of the examples are recombined into articles of 300 to 900 words. A renaming then changes names,
years, figures and some of the other words into invented ones of the same length, so that it fits a reading
as well as its text: every span stays where it was. An article depends on its number and the seed alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache
from random import Random
from typing import Final, TypeAlias

from benchmarks.processes import ROOT
from onrecord.article import Article, Attribution, Date, Link, Party, Reading, Relay

_SHORTEST, _LONGEST = 300, 900
_LONGEST_TITLE: Final = 120
_SHORTEST_PARAGRAPH: Final = 10
# As many texts as a roundup draws on: its parties are then those of two or three stories.
_MOST_STORIES: Final = 3
# Paragraphs drawn for an article; in the second half, from any story: short ones are used up by then.
_MOST_DRAWS: Final = 400
# The most frequent bearer of a role has a tenth of all places, as 1 / ln(20,000) of Zipf's law gives.
_BEARERS: Final = 20_000
# Names of each length, drawn so that the most frequent is that of one in 170, as the commonest surnames are.
_NAMES_OF_A_LENGTH: Final = 30_000
# The long tail of a language: with it about as many different words as news of this size has.
_TAIL_WORDS: Final = 100_000
# In place of each outlet of the examples, so many write: some hundreds in all.
_OUTLETS: Final = 20
_TAIL_SHARE: Final = 0.12
_SHORTEST_TAIL_WORD: Final = 6
_FIRST_DAY: Final = date(2031, 1, 1)
_YEARS: Final = 12

# The examples are about who said what and have twice as many statements as news: so much is other paragraphs.
_BACKGROUND: Final = 0.6
_QUOTED: Final = re.compile(
    r"[\"“”‘«„:]|\b(?:sa(?:id|ys?)|t(?:old|ells?)|ask|den|accord|claim|report|sp[eo]ak|insist|call|declin|confirm"
    r"|view|maint|doubt|question|th(?:ink|ought)|sugg|recomm|respo|estim|inqui|propos|submit|expect|agree|announ"
    r"|know|knew|show|urge|refus|describ|I |my |we |our |us )",
    re.IGNORECASE,
)

_Place: TypeAlias = tuple[int, int]
_WORD: Final = re.compile(r"[^\W\d_]+")
_YEAR: Final = re.compile(r"(?<![\d,.])(?:19|20)\d\d(?![\d,])")
_FIGURE: Final = re.compile(r"(?<![\d,.])(?:\d{1,3}(?:,\d{3})+|\d{3,9})(?![\d,])")
_INSIDE_A_SENTENCE: Final = re.compile(r"[a-z,] \Z")
# Words with a capital that name nothing of their own: dates must stay what they are, and ranks what they say.
_NO_NAMES: Final = frozenset(
    "January February March April June July August September October November December Sept"
    " Monday Tuesday Wednesday Thursday Friday Saturday Sunday Sundays Easter Christmas"
    " Captain Capt Colonel Inspector Marshal King Miss Bishop Register Assembly University Theater Centre"
    " Great National Around Trust Workers Audience Fisheries Treasuries Mutual Town".split()
)
_ONSETS: Final = "b c d f g h k l m n p r s t v w br dr gr kr pl st tr sh th".split()
_VOWELS: Final = "a e i o u".split()
_CODAS: Final = "n l r s t nd ck rn".split()


@dataclass(frozen=True, slots=True)
class Passages:
    """What articles are made of: the paragraphs of each story, the names in them, and their ordinary words.

    `background` are the paragraphs in which nobody is quoted, each as its story and its place there.
    `roles` gives for a name the first of those that go together with it ("Maud" for "Penhale").
    """

    stories: tuple[tuple[str, ...], ...]
    background: tuple[_Place, ...]
    outlets: tuple[str, ...]
    roles: dict[str, str]
    plain: frozenset[str]


@lru_cache(maxsize=1)
def passages() -> Passages:
    """Return what the examples of the project give to make articles of."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").glob("*/text/*.txt"))]
    stories = tuple(tuple(part for part in re.split(r"\n\s*\n", text.strip()) if part) for text in texts)
    background = tuple(
        (story, place)
        for story, paragraphs in enumerate(stories)
        for place in range(1, len(paragraphs))
        if len(paragraphs[place].split()) >= _SHORTEST_PARAGRAPH and not _QUOTED.search(paragraphs[place])
    )
    abouts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").glob("*/articles.tsv"))]
    rows = [line.split("\t") for about in abouts for line in about.splitlines()[1:]]
    outlets = tuple(sorted({row[2] for row in rows if len(row) > 2 and row[2]}))
    small = {word for text in texts for word in _WORD.findall(text) if word.islower()}
    own = {word for outlet in outlets for word in _WORD.findall(outlet) if word.istitle()}
    names = _names(texts, small) | {word for word in own if len(word) > 3} - _NO_NAMES - _capitals(small)
    plain = frozenset(word for word in small if len(word) >= _SHORTEST_TAIL_WORD and word.isascii())
    return Passages(stories, background, outlets, _roles(texts, names), plain)


def _capitals(words: set[str]) -> set[str]:
    return {word.capitalize() for word in words}


def _names(texts: Sequence[str], small: set[str]) -> frozenset[str]:
    """Return the words that stand with a capital inside sentences and never without one."""
    return frozenset(
        word
        for text in texts
        for found in _WORD.finditer(text)
        if (word := found[0]).istitle()
        and word.isascii()
        and len(word) > 3
        and word.lower() not in small
        and word not in _NO_NAMES
        and _INSIDE_A_SENTENCE.search(text, 0, found.start())
    )


def _roles(texts: Sequence[str], names: frozenset[str]) -> dict[str, str]:
    """Return for each name the one that stands for its bearer: names side by side change together."""
    roles = {name: name for name in sorted(names)}
    for text in texts:
        for one, other in re.findall(r"(?=\b([A-Z][a-z]+) ([A-Z][a-z]+)\b)", text):
            if one in names and other in names and roles[other] == other:
                roles[other] = roles[one]
    return roles


@lru_cache(maxsize=200_000)
def invented(length: int, number: int, *, capital: bool) -> str:
    """Return the invented word of a length with a number."""
    chance = Random(f"word {length} {number}")
    word = ""
    while len(word) < length:
        word += chance.choice(_ONSETS) + chance.choice(_VOWELS)
        if chance.random() < 0.4:
            word += chance.choice(_CODAS)
    return word[:length].capitalize() if capital else word[:length]


def _rank(chance: Random, number: int) -> int:
    """Return a rank below `number` as Zipf's law has it: the second comes up half as often as the first."""
    return int(number ** chance.random()) - 1


def recombined(number: int, seed: int = 0) -> Article:
    """Return an article made of paragraphs of some stories, with the names that those have."""
    chance = Random(f"article {seed} {number}")
    parts = passages()
    wanted = chance.randint(_SHORTEST, _LONGEST)
    drawn = chance.sample(range(len(parts.stories)), len(parts.stories))
    first = drawn[: chance.randint(1, _MOST_STORIES)]
    kept: set[_Place] = set()
    words = quiet = 0
    for draw in range(_MOST_DRAWS):
        story = chance.choice(first if draw < _MOST_DRAWS // 2 else drawn)
        is_quiet = quiet < _BACKGROUND * words and not kept.issuperset(parts.background)
        own = [(story, place) for place in range(1, len(parts.stories[story]))]
        place = chance.choice(parts.background if is_quiet else own)
        size = len(parts.stories[place[0]][place[1]].split())
        if place not in kept and words + size <= _LONGEST:
            kept.add(place)
            words += size
            quiet += size * is_quiet
        if words >= wanted:
            break
    title = " ".join(parts.stories[first[0]][0].split())[:_LONGEST_TITLE]
    text = "\n\n".join([title, *(parts.stories[story][place] for story, place in sorted(kept))])
    published = (_FIRST_DAY + timedelta(days=chance.randrange(365))).isoformat()
    return Article(
        f"a{number}", text, title, _address(number), publisher=_outlet(chance), published=published
    )


def _outlet(chance: Random) -> str:
    outlets = passages().outlets
    return outlets[_rank(chance, len(outlets))]


def _address(number: int) -> str:
    return f"https://outlet.example/news/{number:07d}"


@dataclass(slots=True)
class Renaming:
    """What the words of one article are replaced by: by others of the same length, alike wherever they stand.

    `words` are those that are replaced although they are no names: none where a model is to read the text.
    """

    chance: Random
    years: int
    share: float
    chosen: dict[str, str] = field(default_factory=dict)

    def __call__(self, text: str) -> str:
        """Return `text`, letter for letter as long, with other names, years, figures and words."""
        return _FIGURE.sub(self._figure, _YEAR.sub(self._year, _WORD.sub(self._word, text)))

    def _word(self, found: re.Match[str]) -> str:
        word = found[0]
        new = self.chosen.get(word)
        if new is None:
            new = self.chosen[word] = self._choose(word)
        return new

    def _choose(self, word: str) -> str:
        parts = passages()
        title = word.capitalize()
        if title in parts.roles and not word.islower():
            if title not in self.chosen:
                self.chosen[title] = self._name(title)
            return self.chosen[title] if word == title else self.chosen[title].upper()
        if self.share and word in parts.plain and self.chance.random() < self.share:
            return invented(len(word), _rank(self.chance, _TAIL_WORDS), capital=False)
        return word

    def _name(self, name: str) -> str:
        role = f"bearer {passages().roles[name]}"
        bearer = self.chosen.get(role)
        if bearer is None:
            bearer = self.chosen[role] = str(_rank(self.chance, _BEARERS))
        if bearer == "0":
            return name
        # The same bearer has the same name in every article; namesakes are as frequent as names are.
        named = Random(f"{name} {bearer}")
        return invented(len(name), int(_NAMES_OF_A_LENGTH * named.random() ** 2), capital=True)

    def _year(self, found: re.Match[str]) -> str:
        return str(int(found[0]) - self.years)

    def _figure(self, found: re.Match[str]) -> str:
        if _YEAR.fullmatch(found[0]):
            return found[0]
        if found[0] not in self.chosen:
            self.chosen[found[0]] = "".join(
                str(self.chance.randint(1, 9)) if char.isdigit() else char for char in found[0]
            )
        return self.chosen[found[0]]


def renaming(number: int, seed: int = 0, *, tail: bool = False) -> Renaming:
    """Return the renaming with a number; with `tail`, ordinary words are replaced by rare ones, too."""
    chance = Random(f"renaming {seed} {number}")
    return Renaming(chance, chance.randrange(_YEARS), _TAIL_SHARE if tail else 0.0)


def generated(number: int, seed: int = 0) -> Article:
    """Return the article with a number: recombined and renamed, for a model to read."""
    return renamed_article(recombined(number, seed), renaming(number, seed), number)


def generate(count: int, seed: int = 0, start: int = 0) -> Iterator[Article]:
    """Yield `count` articles from number `start` on."""
    return (generated(number, seed) for number in range(start, start + count))


def renamed_article(article: Article, rename: Renaming, number: int) -> Article:
    """Return an article under other names, published in another year at an address of its own."""
    return replace(
        article,
        name=f"a{number}",
        text=rename(article.text),
        title=article.title and rename(article.title),
        url=article.url and _address(number),
        byline=article.byline and rename(article.byline),
        publisher=article.publisher and _outlet_of(article.publisher, rename.chance),
        published=article.published and rename(article.published),
        links=tuple(Link(rename(link.url), link.span) for link in article.links),
    )


def _outlet_of(publisher: str, chance: Random) -> str:
    """Return one of the outlets that go by another name in place of this one, the first ones more often."""
    bearer = _rank(chance, _OUTLETS)

    def other(found: re.Match[str]) -> str:
        if bearer == 0 or found[0] not in passages().roles:
            return found[0]
        named = Random(f"outlet {found[0]} {bearer}")
        return invented(len(found[0]), int(_NAMES_OF_A_LENGTH * named.random() ** 2), capital=True)

    return _WORD.sub(other, publisher)


def renamed(reading: Reading, number: int, seed: int = 0) -> Reading:
    """Return a reading and its article under other names: all spans stay, and fit."""
    rename = renaming(number, seed, tail=True)
    return Reading(
        renamed_article(reading.article, rename, number),
        tuple(_attribution(one, rename) for one in reading.attributions),
        tuple(_party(one, rename) for one in reading.parties),
        tuple(_date(one, rename) for one in reading.dates),
        reading.silences,
        tuple(_relay(one, rename) for one in reading.relays),
    )


_Rename = Callable[[str], str]


def _attribution(one: Attribution, rename: _Rename) -> Attribution:
    resolution = one.resolution and replace(one.resolution, reason=rename(one.resolution.reason))
    return replace(one, said=one.said and rename(one.said), resolution=resolution)


def _party(one: Party, rename: _Rename) -> Party:
    return replace(one, name=rename(one.name), forms=tuple(rename(form) for form in one.forms))


def _date(one: Date, rename: _Rename) -> Date:
    timex3 = one.timex3 and replace(one.timex3, value=rename(one.timex3.value))
    return replace(one, edtf=one.edtf and rename(one.edtf), timex3=timex3)


def _relay(one: Relay, rename: _Rename) -> Relay:
    return replace(one, outlet=rename(one.outlet), url=one.url and rename(one.url))
