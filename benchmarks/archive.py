"""Large linked records in minutes: a base that was read and linked, and renamed copies of it.

The base are generated articles (`benchmarks.generate`), read with the model, written by `put` and linked one
by one. A larger record is made of generations of it, each written by one INSERT ... SELECT a table into a
new record with all its indexes and triggers, the oldest first and the base itself last. Of every generation

- rows have ids and keys of their own;
- names, figures from 100 on and one in eight of the longer ordinary words are others *of the same length*,
  the same ones all through the generation: so all spans fit, and its copies, citations and claims hold as
  they hold in the base. A fifth of the names stay, the others are drawn from some dozen each: a name comes
  up in many generations, few full names in more than one. A named party is one wherever its name and kind
  are the same;
- days are earlier by a whole period: as many articles a day, over more years. In texts days stay as they
  are;
- vectors of meaning, and where statements lie among claims, are near those of the base (cosine about 0.8),
  and their cells are found anew;
- fingerprints are made of the new texts.

Not made: suggestions of parties that may be one (linking does not read them), and originals are those of the
base. All generations are on the same matters, so that a new article has more neighbours in meaning and in
words than in an archive of that size: the harder case.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Final

import numpy as np

from benchmarks.filling import moved
from benchmarks.generate import invented, passages
from onrecord.article import Naming, PartyKind
from onrecord.link.claim_vectors import WIDTH
from onrecord.link.fingerprints import fingerprints, hashes_of
from onrecord.link.fits import keys_kept
from onrecord.link.outlets import forms_of
from onrecord.link.parties import full_names
from onrecord.link.sameness import LINKER
from onrecord.link.spelling import spelled
from onrecord.link.values import Seen
from onrecord.read.meaning import DIMENSIONS, Vectors, cells
from onrecord.record import Mode, Store

#: Articles a day: what some dozen outlets write on a region, or an archive keeps of a large beat.
A_DAY: Final = 20
# Of the names so many stay in a generation; the others are drawn from so many, the first ones more often.
_KEPT: Final = 0.2
_NAMES: Final = 40
# Outlets are some hundreds however large an archive is.
_OUTLETS: Final = 3
_TAIL_SHARE: Final = 0.12
_TAIL_WORDS: Final = 100_000
_SHORTEST_NAME: Final = 4
_CACHE_KIB: Final = 2_000_000

# Words and figures; in JSON "\\n" before a word is none of its letters.
_TOKEN: Final = re.compile(r"\\.|[^\W\d_]+|\d+")
_DAY: Final = re.compile(r"(?<!\d)\d{4}-\d\d-\d\d(?!\d)")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")


class Generation:
    """How the rows of the base are changed in one generation; number 0 changes nothing but ids."""

    def __init__(self, number: int, names: frozenset[str], outlets: frozenset[str], days: int) -> None:
        self.number = number
        self._names, self._outlets = names, outlets
        self._earlier = timedelta(days=days * number)
        self._all: dict[str, str] = {}
        self._own: dict[str, str] = {}

    def renamed(self, text: str | None) -> str | None:
        """Return a text with other names, figures and words, letter for letter as long."""
        if not self.number or text is None:
            return text
        return _TOKEN.sub(lambda found: self._word(found[0], self._all, self._other), text)

    def named(self, text: str | None) -> str | None:
        """Return a text, or JSON with offsets in it, with other names and earlier days alone."""
        if not self.number or text is None:
            return text
        return self.earlier(_TOKEN.sub(lambda found: self._word(found[0], self._own, self._name), text))

    def folded(self, name: str) -> str:
        """Return a folded name under its other name."""
        return " ".join((self.named(word.capitalize()) or "").lower() for word in name.split())

    def earlier(self, text: str | None) -> str | None:
        """Return a text with days that are earlier by as many periods as the generation has come before."""
        if not self.number or text is None:
            return text
        return _DAY.sub(lambda found: _earlier(found[0], self._earlier), text)

    def keyed(self, key: str) -> str:
        """Return the key of the same row in this generation."""
        return sha256(f"{key} {self.number}".encode()).hexdigest()[: len(key)] if self.number else key

    def address(self, url: str | None) -> str | None:
        """Return the address of the same article in this generation."""
        return f"{url}-{self.number}" if self.number and url else url

    def _word(self, word: str, known: dict[str, str], choose: Callable[[str], str]) -> str:
        found = known.get(word)
        if found is None:
            found = known[word] = choose(word)
        return found

    def _other(self, word: str) -> str:
        chance = Random(f"{self.number} {word}")
        if word[0].isdigit():
            if len(word) < 3 or _YEAR.fullmatch(word):
                return word
            return "".join(str(chance.randint(1, 9)) for _ in word)
        if word in passages().plain and chance.random() < _TAIL_SHARE:
            return invented(len(word), int(_TAIL_WORDS ** chance.random()) - 1, capital=False)
        return self._name(word)

    def _name(self, word: str) -> str:
        title = word.capitalize()
        if title not in self._names or word.islower():
            return word
        chance = Random(f"{self.number} {title}")
        if chance.random() < _KEPT:
            return word
        bearer = int((_OUTLETS if title in self._outlets else _NAMES) * chance.random() ** 2)
        new = invented(len(word), Random(f"{title} {bearer}").randrange(10**9), capital=True)
        return new if word == title else new.upper()


@lru_cache(maxsize=65_536)
def _earlier(day: str, by: timedelta) -> str:
    try:
        return (date.fromisoformat(day) - by).isoformat()
    except (ValueError, OverflowError):
        return day


class _Table:
    """A table with how its columns come over: "+t" shifted as the ids of table t, else a function."""

    def __init__(self, name: str, /, **columns: str) -> None:
        self.name = name
        self.columns = columns

    def sql(self, connection: sqlite3.Connection, shifts: dict[str, int]) -> str:
        """Return what writes a generation of the table."""
        names = [row[1] for row in connection.execute(f"PRAGMA base.table_info({self.name})")]
        values = ", ".join(self._value(name, shifts) for name in names)
        how = "INSERT OR IGNORE" if self.name == "name" else "INSERT"  # two folded names may become one
        return f"{how} INTO main.{self.name} SELECT {values} FROM base.{self.name}"

    def _value(self, name: str, shifts: dict[str, int]) -> str:
        how = self.columns.get(name, "")
        if how.startswith("+"):
            return f"{name} + {shifts[how[1:]]}"
        if how == "party":
            return f"(SELECT new FROM temp.party_of WHERE old = {name})"
        return f"{how}({name})" if how else name


_TABLES: Final = (
    _Table("item", id="+item", key="keyed"),
    _Table(
        "article", id="+article", key="keyed", item_id="+item", title="renamed", text="renamed",
        url="address", byline="named", publisher="named", published="earlier", modified="earlier",
        credit="named",
    ),
    _Table(
        "original", id="+original", digest="keyed", article_id="+article", location="address", url="address",
        outlet="named",
    ),
    _Table(
        "appearance", id="+appearance", article_id="+article", party_id="party", name="renamed",
        forms="renamed", descriptions="renamed", speaks_for_id="+appearance", evidence="named",
        detail="named",
    ),
    _Table("name", folded="folded", appearance_id="+appearance"),
    _Table(
        "attribution", id="+attribution", key="keyed", article_id="+article", parent_id="+attribution",
        appearance_id="+appearance", addressee_id="+appearance", source="renamed", cue="renamed",
        content="renamed", basis="renamed", addressee="renamed", occasion="renamed", said="earlier",
        said_from="earlier", said_to="earlier", day="earlier", answers_id="+attribution",
        answers_words="renamed", detail="named",
    ),
    _Table(
        "date", id="+date", article_id="+article", words="renamed", edtf="earlier", first_day="earlier",
        last_day="earlier", detail="earlier",
    ),
    _Table(
        "silence", id="+silence", key="keyed", article_id="+article", appearance_id="+appearance",
        asked_by_id="+appearance", attribution_id="+attribution", source="renamed", words="renamed",
        about="renamed", day="earlier", detail="named",
    ),
    _Table(
        "relay", id="+relay", article_id="+article", outlet="named", appearance_id="+appearance",
        words="renamed", url="address", detail="named",
    ),
    _Table("copy", id="+copy", article_id="+article", of_id="+article"),
    _Table(
        "citation", id="+citation", article_id="+article", attribution_id="+attribution", relay_id="+relay",
        outlet="named", folded="folded", of_id="+article", published="earlier", said_to="earlier",
        words="renamed", reason="named", detail="named",
    ),
    _Table("sameness", one_id="+attribution", other_id="+attribution", differences="renamed"),
    _Table("claim", id="+claim", key="keyed", attribution_id="+attribution", wording="renamed"),
    _Table("claim_member", attribution_id="+attribution", claim_id="+claim"),
)  # fmt: skip
_LINKED: Final = (
    "INSERT INTO linked SELECT r.id, 'links', '' FROM article AS r WHERE r.id > ?1 UNION ALL"
    " SELECT r.id, 'claims', ?2 || '; ' || count(a.id) || ' statements, ' || coalesce(min(a.id), 'None')"
    " || ' to ' || coalesce(max(a.id), 'None') FROM article AS r"
    " LEFT JOIN attribution AS a ON a.article_id = r.id"
    " WHERE r.id > ?1 GROUP BY r.id"
)


def grow(base: Path, target: Path, articles: int, tell: Callable[[str], None] = lambda _: None) -> None:
    """Make a record of `articles` articles of a linked base: whole generations, at least one.

    The base is left as it is.
    """
    growing = target.with_name(f"{target.name}.growing")
    for suffix in ("", "-wal", "-shm"):
        growing.with_name(growing.name + suffix).unlink(missing_ok=True)
    Store(growing, Mode.CREATE).close()
    connection = sqlite3.connect(growing, isolation_level=None)
    try:
        for pragma in ("foreign_keys = OFF", "synchronous = OFF", f"cache_size = -{_CACHE_KIB}"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("ATTACH ? AS base", (str(base),))
        _Growth(connection).run(articles, tell)
        connection.execute("DETACH base")
    finally:
        connection.close()
    growing.rename(target)


class _Growth:
    """A record while generations are written into it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        ids = [table.name for table in _TABLES if "id" in table.columns]
        self._sizes = {name: self._one(f"SELECT coalesce(max(id), 0) FROM base.{name}") for name in ids}
        texts = [row[0] for row in connection.execute("SELECT text FROM base.article")]
        publishers = [
            row[0] for row in connection.execute("SELECT DISTINCT publisher FROM base.article") if row[0]
        ]
        named = connection.execute("SELECT name, forms FROM base.appearance WHERE naming = 'named'")
        called = [words for row in named for words in row]
        small = {word for text in texts for word in _TOKEN.findall(text) if word.islower()}
        self._names = frozenset(_capitals([*called, *publishers], small))
        self._outlets = frozenset(_capitals(publishers, small))
        self._parties: dict[tuple[str, str], int] = {}
        rows = connection.execute(
            "SELECT attribution_id, vector FROM base.meaning ORDER BY attribution_id"
        ).fetchall()
        self._statements = [row[0] for row in rows]
        vectors = np.frombuffer(b"".join(row[1] for row in rows), dtype=np.int8)
        self._vectors: Vectors = vectors.reshape(len(rows), DIMENSIONS)

    def run(self, articles: int, tell: Callable[[str], None]) -> None:
        """Write the generations, the oldest first, and the names of all outlets."""
        count = max(1, articles // max(1, self._one("SELECT count(*) FROM base.article")))
        days = self._one("SELECT count(*) FROM base.article") // A_DAY + 1
        for position in range(count):
            one = Generation(count - 1 - position, self._names, self._outlets, days)
            self._connection.execute("BEGIN")
            self._write(one, position)
            self._connection.execute("COMMIT")
            tell(f"generation {position + 1} of {count}")
        publishers = self._connection.execute("SELECT DISTINCT publisher FROM article").fetchall()
        self._connection.executemany(
            "INSERT INTO outlet_name (folded, publisher) VALUES (?, ?)",
            [(form, publisher) for (publisher,) in publishers if publisher for form in forms_of(publisher)],
        )

    def _write(self, one: Generation, position: int) -> None:
        for function in (one.renamed, one.named, one.folded, one.earlier, one.keyed, one.address):
            self._connection.create_function(function.__name__, 1, function, deterministic=True)
        shifts = {name: position * size for name, size in self._sizes.items()}
        self._put_parties(one)
        for table in _TABLES:
            self._connection.execute(table.sql(self._connection, shifts))
        self._put_meanings(one, shifts["attribution"])
        self._put_places(one, shifts["attribution"])
        self._put_fingerprints(shifts["article"])
        self._connection.execute(_LINKED, (shifts["article"], LINKER))

    def _put_parties(self, one: Generation) -> None:
        """Write the parties that are new, with the keys they are found by; note which each base party is."""
        run = self._connection.execute
        run("CREATE TEMP TABLE IF NOT EXISTS party_of (old INTEGER PRIMARY KEY, new INTEGER NOT NULL)")
        run("DELETE FROM temp.party_of")
        keys: list[tuple[str, int, str]] = []
        for old, key, name, kind, naming in run(
            "SELECT id, key, name, kind, naming FROM base.party"
        ).fetchall():
            new_name = one.renamed(name) or ""
            known = self._parties.get((kind, new_name)) if naming == Naming.NAMED else None
            if known is None:
                values = (one.keyed(key), new_name, kind, naming)
                sql = "INSERT INTO party (key, name, kind, naming) VALUES (?, ?, ?, ?)"
                known = run(sql, values).lastrowid
                assert known is not None
                self._parties[kind, new_name] = known
            run("INSERT INTO temp.party_of VALUES (?, ?)", (old, known))
            keys += [(found, known, kept) for found, kept in _keys(new_name, kind, naming)]
        self._connection.executemany(
            "INSERT INTO party_key (key, party_id, name, times) VALUES (?, ?, ?, 1)"
            " ON CONFLICT (key, party_id, name) DO UPDATE SET times = times + 1",
            keys,
        )

    def _put_meanings(self, one: Generation, shift: int) -> None:
        vectors = moved(self._vectors, one.number) if one.number else self._vectors
        if not len(vectors):
            return
        nearest = cells(vectors)[:, 0].tolist()
        rows = zip(nearest, self._statements, vectors, strict=True)
        self._connection.executemany(
            "INSERT INTO meaning (cell, attribution_id, vector) VALUES (?, ?, ?)",
            sorted((cell, row + shift, vector.tobytes()) for cell, row, vector in rows),
        )

    def _put_places(self, one: Generation, shift: int) -> None:
        """Write where the statements lie among claims: near those of the base."""
        rows = self._connection.execute(
            "SELECT attribution_id, vector FROM base.claim_vector ORDER BY attribution_id"
        ).fetchall()
        if not rows:
            return
        vectors = np.frombuffer(b"".join(row[1] for row in rows), dtype=np.int8).reshape(len(rows), WIDTH)
        vectors = moved(vectors, one.number) if one.number else vectors
        self._connection.executemany(
            "INSERT INTO claim_vector (cell, attribution_id, vector)"
            " VALUES (coalesce((SELECT cell FROM meaning WHERE attribution_id = ?1), -1), ?1, ?2)",
            [(row[0] + shift, vector.tobytes()) for row, vector in zip(rows, vectors, strict=True)],
        )

    def _put_fingerprints(self, after: int) -> None:
        sql = "SELECT id, text FROM main.article WHERE id > ? AND latest = 1"
        texts = self._connection.execute(sql, (after,)).fetchall()
        self._connection.executemany(
            "INSERT INTO fingerprint (hash, article_id) VALUES (?, ?)",
            sorted((one, row) for row, text in texts for one in fingerprints(hashes_of(spelled(text).keys))),
        )

    def _one(self, sql: str) -> int:
        return int(self._connection.execute(sql).fetchone()[0])


def _capitals(texts: Sequence[str], small: set[str]) -> Iterator[str]:
    for text in texts:
        for word in _TOKEN.findall(text):
            title = word.capitalize()
            if (
                len(word) >= _SHORTEST_NAME
                and not word.islower()
                and word.lower() not in small
                and title.isascii()
            ):
                yield title


def _keys(name: str, kind: str, naming: str) -> Iterator[tuple[str, str]]:
    if naming != Naming.NAMED:
        return
    full = full_names(name, (), Naming.NAMED, PartyKind(kind))
    yield from dict.fromkeys(
        keys_kept(Seen(name, PartyKind(kind), Naming.NAMED, False, full, (), None, None))
    )
