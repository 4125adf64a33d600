"""Linking the statements of an article to those that say the same: which claim each belongs to.

A new article is compared with the statements near it, however many the record holds: the newest of the cells
of meaning next to each of its own, those that share names and figures, and those of the same parties. What
was
linked before does not move, except that two claims that a statement shows to be one are joined. Linking an
article again gives what is there.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from onrecord.article import Naming
from onrecord.link.claims import CORE, JOIN, Core, Member, Placed, are_one, founds, place, rests_on, speaks_of
from onrecord.link.sameness import LINKER, RELATED, Sameness, SamenessVerdict, says_enough
from onrecord.link.trace import Stance
from onrecord.record.claim_candidates import Candidates
from onrecord.record.claim_places import place_statements
from onrecord.record.claim_verdicts import Verdicts
from onrecord.record.comparing import Comparisons
from onrecord.record.keys import digest
from onrecord.record.sayings import Saying, Sayings
from onrecord.record.store import Store

#: How near a statement stands that is joined for what it answers, not for its words.
BY_ANSWER: Final = 0.5
BY_DOCUMENT: Final = 0.3
BY_SILENCE: Final = 0.3
BY_PERSON: Final = "person"
#: What a statement was compared with is written down from here on: placing does not read it again, and what
#: is on the same matter only tells a reader nothing. And so many of the nearest: of the generated articles of
#: `benchmarks.linking` a statement has up to 48 that repeat it, 160 an article.
NEAR_MISS: Final = 0.6
_KEPT: Final = 12
_ALL_OF_IT: Final = "says no more than what stands in it"
_BY_PERSON_REASON: Final = "a person said that they say the same"
#: Claims near a statement that it is compared with.
_NEAR: Final = 6
#: Statements of no claim that are placed again when one near them is.
_GATHERED: Final = 6


def link_claims(
    store: Store, article_id: int, sayings: Sayings | None = None, comparisons: Comparisons | None = None
) -> int:
    """Place the statements of an article in claims, in one transaction; return how many were placed.

    Those of articles that were linked before do not move. An article that is linked already, and was not read
    again since, is left as it is.
    """
    with store.transaction():
        mark = _mark(store, article_id)
        done = store.value("SELECT mark FROM linked WHERE article_id = ? AND step = 'claims'", (article_id,))
        if done == mark:
            return 0
        place_statements(store, article_id)
        sayings = sayings or Sayings(store)
        sayings.forget(article_id)
        unlink_claims(store, article_id)
        linking = _Linking(store, article_id, sayings, comparisons or Comparisons())
        placed = linking.run()
        for claim in sorted(set(linking.claims.values())):
            _orient(store, claim)
        store.run(
            "INSERT INTO linked (article_id, step, mark) VALUES (?, 'claims', ?)"
            " ON CONFLICT (article_id, step) DO UPDATE SET mark = excluded.mark",
            (article_id, mark),
        )
        return placed


def _mark(store: Store, article_id: int) -> str:
    """Return what changes when an article is read again or the rules are others."""
    row = store.row(
        "SELECT count(*) AS n, min(id) AS first, max(id) AS last FROM attribution WHERE article_id = ?",
        (article_id,),
    )
    assert row is not None
    return f"{LINKER}; {row['n']} statements, {row['first']} to {row['last']}"


def unlink_claims(store: Store, article_id: int) -> None:
    """Take the statements of an article out of their claims; a claim with fewer than two left is none."""
    own = json.dumps([row[0] for row in store.rows(_OWN, (article_id,))])
    claims = [row[0] for row in store.rows(f"SELECT DISTINCT claim_id FROM claim_member {_AMONG}", (own,))]  # noqa: S608
    store.run(f"DELETE FROM claim_member {_AMONG}", (own,))  # noqa: S608
    for side in ("one_id", "other_id"):
        store.run(f"DELETE FROM sameness WHERE {side} IN (SELECT value FROM json_each(?))", (own,))  # noqa: S608
    store.run("DELETE FROM linked WHERE article_id = ? AND step = 'claims'", (article_id,))
    tidy(store, claims)


_OWN: Final = "SELECT id FROM attribution WHERE article_id = ?"
_AMONG: Final = "WHERE attribution_id IN (SELECT value FROM json_each(?))"


def place_again(store: Store, second: int) -> None:
    """Place a statement again after a person judged it together with an earlier one.

    Nothing is done where its article was not linked yet: linking it will ask for judgements.
    """
    article = store.value(
        "SELECT a.article_id FROM attribution AS a JOIN linked AS l ON l.article_id = a.article_id"
        " WHERE a.id = ? AND l.step = 'claims'",
        (second,),
    )
    if article is None:
        return
    claims = [
        row[0] for row in store.rows("SELECT claim_id FROM claim_member WHERE attribution_id = ?", (second,))
    ]
    store.run("DELETE FROM claim_member WHERE attribution_id = ?", (second,))
    tidy(store, claims)
    _Linking(store, int(article), Sayings(store), Comparisons()).again(second)


def tidy(store: Store, claims: Sequence[int]) -> None:
    """Remove claims that fewer than two statements make, and give the others their first member's key."""
    for claim in claims:
        first = store.row(
            "SELECT a.id, a.content, (SELECT count(*) FROM claim_member WHERE claim_id = m.claim_id) AS n,"
            " (SELECT b.key FROM claim_member AS o JOIN attribution AS b ON b.id = o.attribution_id"
            " WHERE o.claim_id = m.claim_id ORDER BY b.id LIMIT 1) AS oldest"
            " FROM claim_member AS m JOIN attribution AS a ON a.id = m.attribution_id WHERE m.claim_id = ?"
            " ORDER BY m.stance <> 'asserts', a.id LIMIT 1",
            (claim,),
        )
        if first is None or first["n"] < 2:
            store.run("DELETE FROM claim WHERE id = ?", (claim,))
        else:
            store.run(
                "UPDATE claim SET key = ?, attribution_id = ?, wording = ? WHERE id = ?",
                (claim_key(first["oldest"]), first["id"], first["content"], claim),
            )


def _orient(store: Store, claim: int) -> None:
    """Let a claim say what most articles on it say; its key stays that of its first statement."""
    contrary = "SELECT 1 FROM claim_member WHERE claim_id = ? AND stance = 'contradicts' LIMIT 1"
    if store.value(contrary, (claim,)) is None:
        return
    counts = {
        row["stance"]: row["n"]
        for row in store.rows(
            "SELECT m.stance, count(DISTINCT a.article_id) AS n FROM claim_member AS m"
            " JOIN attribution AS a ON a.id = m.attribution_id WHERE m.claim_id = ? GROUP BY m.stance",
            (claim,),
        )
    }
    if counts.get(Stance.CONTRADICTS, 0) <= counts.get(Stance.ASSERTS, 0):
        return
    store.run(
        "UPDATE claim_member SET stance = CASE stance WHEN 'asserts' THEN 'contradicts' ELSE 'asserts' END"
        " WHERE claim_id = ? AND stance IN ('asserts', 'contradicts')",
        (claim,),
    )
    store.run(
        "UPDATE claim SET (attribution_id, wording) = (SELECT a.id, a.content FROM claim_member AS m"
        " JOIN attribution AS a ON a.id = m.attribution_id WHERE m.claim_id = claim.id"
        " AND m.stance = 'asserts' ORDER BY a.id LIMIT 1) WHERE id = ?",
        (claim,),
    )


def claim_key(attribution: str) -> str:
    """Return the key of the claim whose first statement has this key."""
    return digest("claim", attribution)


@dataclass(slots=True)
class _Linking:
    """The statements of one article on their way into claims."""

    store: Store
    article_id: int
    sayings: Sayings
    compare: Comparisons
    claims: dict[int, int] = field(default_factory=dict)  # of this article's statements
    _found_by: Candidates | None = None

    def run(self) -> int:
        """Place all statements of the article; return how many were placed."""
        own = self.sayings.of_article(self.article_id)
        verdicts = Verdicts(self.store)
        wrong = verdicts.wrong(self.article_id)
        before: list[tuple[int, int]] = []
        for row, saying in own.items():
            if saying.core != row or saying.whole != row or row in wrong:
                continue
            self._place(saying, before, verdicts)
            before.append((self.article_id, row))
        for row, saying in own.items():
            if row not in self.claims and row not in wrong:
                self._follow(saying)
        for row, saying in own.items():
            if row not in self.claims and row not in wrong:
                self._attach(saying, own)
        return len(self.claims)

    def again(self, row: int) -> None:
        """Place one statement again, after a person judged it together with an earlier one."""
        own = self.sayings.of_article(self.article_id)
        before = [(self.article_id, one) for one in own if own[one].core == one and one < row]
        self._place(own[row], before, Verdicts(self.store))

    def _place(self, saying: Saying, before: Sequence[tuple[int, int]], verdicts: Verdicts) -> None:
        """Place one statement by what it says; a person's word goes first."""
        places = self._worth(saying, before)
        near = [other for other in self.sayings.of_all(places) if not self._is_nested(saying, other)]
        compared = [(other, self._compare(saying, other)) for other in near]
        self._keep(saying, compared)
        same, different = verdicts.on(saying.row)
        if self._by_person(saying, same):
            return
        barred = {claim for row in different if (claim := self._claim_of(row)) is not None}
        ordered = sorted(compared, key=lambda pair: (-pair[1].score, pair[0].row))
        claims = dict.fromkeys(
            claim
            for other, sameness in ordered
            if sameness.score >= RELATED
            and (claim := self._claim_of(other.row)) is not None
            and claim not in barred
        )
        found = place(saying.stated, [self._core(claim) for claim in list(claims)[:_NEAR]], self.compare)
        if found:
            self._join(saying, self._merged(found, verdicts))
            self._gather(saying, [other for other, sameness in ordered if sameness.score >= JOIN], different)
            return
        for other, sameness in ordered:
            alone = other.row not in different and self._claim_of(other.row) is None
            if alone and founds(other.stated, saying.stated, sameness):
                self._found(other, saying, sameness)
                near = [one for one, found in ordered if found.score >= JOIN and one is not other]
                self._gather(saying, near, different)
                return

    def _worth(self, saying: Saying, before: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
        """Return the statements that one may be the same as: near ones, those before it in the article.

        If it is short, those of its speaker among them.
        """
        short = not says_enough(saying.said)
        if short and (saying.said.party is None or saying.said.naming is not Naming.NAMED):
            return ()
        places = [*self._candidates().near(saying), *before]
        if not short:
            return places
        asked = json.dumps([row for _, row in places])
        own = {row[0] for row in self.store.rows(_OF_SPEAKER, (asked, saying.parties[0]))}
        return [place for place in places if place[1] in own]

    def _gather(self, saying: Saying, near: Sequence[Saying], different: Sequence[int]) -> None:
        """Place those of the statements near one that are in no claim yet, now that its claim has one
        more.
        """
        claim = self._claim_of(saying.row)
        if claim is None:
            return
        alone = [one for one in near if one.row not in different and self._claim_of(one.row) is None]
        for other in alone[:_GATHERED]:
            if found := place(other.stated, [self._core(claim)], self.compare):
                self._join(other, found[0])

    def _candidates(self) -> Candidates:
        if self._found_by is None:
            published = self.store.value("SELECT published FROM article WHERE id = ?", (self.article_id,))
            self._found_by = Candidates(self.store, self.article_id, published, self.sayings.newest)
        return self._found_by

    def _is_nested(self, saying: Saying, other: Saying) -> bool:
        return other.row in saying.around or saying.row in other.around

    def _compare(self, one: Saying, other: Saying) -> Sameness:
        return self.compare(*(one.said, other.said) if one.row < other.row else (other.said, one.said))

    def _keep(self, saying: Saying, compared: Sequence[tuple[Saying, Sameness]]) -> None:
        """Write down what came of comparing where it is the same, or would be but for a difference."""
        told = [
            pair for pair in compared if pair[1].verdict is SamenessVerdict.SAME or pair[1].score >= NEAR_MISS
        ]
        self.store.run_many(
            "INSERT OR REPLACE INTO sameness (one_id, other_id, verdict, score, differences, reason, linker)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    *sorted((saying.row, other.row)),
                    sameness.verdict.value,
                    round(sameness.score, 4),
                    _differences(sameness),
                    sameness.reason,
                    LINKER,
                )
                for other, sameness in sorted(told, key=lambda pair: (-pair[1].score, pair[0].row))[:_KEPT]
            ],
        )

    def _claim_of(self, row: int) -> int | None:
        found = self.store.value("SELECT claim_id FROM claim_member WHERE attribution_id = ?", (row,))
        return None if found is None else int(found)

    def _core(self, claim: int) -> Core:
        """Return the statements of a claim that a new one is compared with: the first, and the latest."""
        half = CORE // 2
        rows = self.store.rows(_CORE, (claim, half))
        members = {row["id"]: (row["article_id"], row["stance"]) for row in rows}
        found = sorted(members.items())
        ordered = [*found[:half], *found[max(half, len(found) - half) :]]
        sayings = self.sayings.of_all([(article, row) for row, (article, _) in ordered])
        return Core(
            claim,
            tuple(
                Member(one.said, stance == Stance.ASSERTS)
                for one, (_, (_, stance)) in zip(sayings, ordered, strict=True)
            ),
        )

    def _by_person(self, saying: Saying, same: Sequence[int]) -> bool:
        """Place a statement where a person said that it says the same as another one that was placed
        before.
        """
        for row in same:
            claim = self._claim_of(row)
            if claim is not None:
                self._join(saying, Placed(claim, saying.stated.stance, 1.0, _BY_PERSON_REASON), BY_PERSON)
                return True
            article = self._article_of(row)
            if self._is_linked(article) or (article == self.article_id and row < saying.row):
                told = Sameness(SamenessVerdict.SAME, 1.0, reason=_BY_PERSON_REASON)
                self._found(self.sayings.of(article, row), saying, told, BY_PERSON)
                return True
        return False

    def _is_linked(self, article: int) -> bool:
        sql = "SELECT 1 FROM linked WHERE article_id = ? AND step = 'claims'"
        return bool(self.store.value(sql, (article,)))

    def _merged(self, found: Sequence[Placed], verdicts: Verdicts) -> Placed:
        """Return where a statement goes; two claims that it belongs to equally become the older of them."""
        best = found[0]
        if best.stance is not Stance.ASSERTS:
            return best
        for other in found[1:]:
            if other.stance is not Stance.ASSERTS or verdicts.apart(best.claim, other.claim):
                continue
            if are_one(self._core(best.claim), self._core(other.claim), self.compare):
                kept, gone = sorted((best.claim, other.claim), key=self._first)
                self.store.run("UPDATE claim_member SET claim_id = ? WHERE claim_id = ?", (kept, gone))
                self.store.run("DELETE FROM claim WHERE id = ?", (gone,))
                self.claims = {row: kept if claim == gone else claim for row, claim in self.claims.items()}
                best = Placed(kept, best.stance, best.score, best.reason)
        return best

    def _first(self, claim: int) -> int:
        sql = "SELECT min(attribution_id) FROM claim_member WHERE claim_id = ?"
        return int(self.store.value(sql, (claim,)) or 0)

    def _join(self, saying: Saying, placed: Placed, linker: str = LINKER) -> None:
        self.store.run(
            "INSERT OR REPLACE INTO claim_member (attribution_id, claim_id, stance, score, reason, linker)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (saying.row, placed.claim, placed.stance.value, round(placed.score, 4), placed.reason, linker),
        )
        if saying.row in self.sayings.of_article(self.article_id):
            self.claims[saying.row] = placed.claim

    def _found(self, first: Saying, second: Saying, sameness: Sameness, linker: str = LINKER) -> None:
        """Make a claim of two statements; the older one gives its key and its wording."""
        claim = self.store.insert(
            "claim",
            {"key": claim_key(first.said.key), "attribution_id": first.row, "wording": first.said.content},
        )
        stance = Stance.CONTRADICTS if sameness.differences else Stance.ASSERTS
        self._join(first, Placed(claim, Stance.ASSERTS, sameness.score, "the first to say it"), linker)
        self._join(second, Placed(claim, stance, sameness.score, sameness.reason), linker)
        for row, saying in self.sayings.of_article(self._article_of(first.row)).items():
            if saying.core == first.row and row != first.row:
                self._join(
                    saying,
                    Placed(claim, saying.stated.stance, sameness.score, _ALL_OF_IT),
                )

    def _article_of(self, row: int) -> int:
        return int(self.store.value("SELECT article_id FROM attribution WHERE id = ?", (row,)))

    def _follow(self, saying: Saying) -> None:
        """Place a statement with the one inside it that is all it says, or with the one that it is part
        of.
        """
        for other, reason in ((saying.core, _ALL_OF_IT), (saying.whole, "part of a statement of it")):
            row = self.store.row("SELECT * FROM claim_member WHERE attribution_id = ?", (other,))
            if row is not None:
                self._join(saying, Placed(row["claim_id"], Stance(row["stance"]), row["score"], reason))
                return

    def _attach(self, saying: Saying, own: Mapping[int, Saying]) -> None:
        """Place a statement that answers one of a claim, or gives no answer, though its words are others."""
        if saying.answers in self.claims:
            stance = _answering(saying)
            claim = self.claims[saying.answers]
            self._join(saying, Placed(claim, stance, BY_ANSWER, "answers a statement of it"))
        elif (about := self._document(saying, own)) is not None:
            self._join(
                saying,
                Placed(about, _answering(saying), BY_DOCUMENT, "speaks of the document that it rests on"),
            )
        elif saying.stated.stance is Stance.DECLINES:
            before = [one for one in own.values() if one.row in self.claims and one.place < saying.place]
            about = speaks_of(saying.said, [one.stated for one in before])
            if about is not None:
                claim = self.claims[before[about].row]
                reason = "gave no answer, in the same article"
                self._join(saying, Placed(claim, Stance.DECLINES, BY_SILENCE, reason))

    def _document(self, saying: Saying, own: Mapping[int, Saying]) -> int | None:
        """Return the claim of this article that rests on a document which a statement speaks of."""
        if saying.core != saying.row or saying.whole != saying.row:
            return None
        resting = [
            (self.claims[one.row], one.said)
            for one in own.values()
            if one.row in self.claims and one is not saying
        ]
        return next((claim for claim, said in resting if rests_on(saying.said, said)), None)


def _answering(saying: Saying) -> Stance:
    """Return how an answer in other words stands to what it answers: "no deal has been reached" denies."""
    stance = saying.stated.stance
    return Stance.DENIES if stance is Stance.ASSERTS and saying.said.strength.negative else stance


def _differences(sameness: Sameness) -> str:
    return json.dumps(
        [{"kind": one.kind.value, "one": one.one, "other": one.other} for one in sameness.differences],
        ensure_ascii=False,
    )


_OF_SPEAKER: Final = (
    "SELECT a.id FROM json_each(?) AS asked CROSS JOIN attribution AS a ON a.id = asked.value"
    " JOIN appearance AS s ON s.id = a.appearance_id WHERE s.party_id = ?"
)
# In the order of an index, so that of a claim with thousands of members a few are read.
_CORE: Final = " UNION ALL ".join(
    "SELECT m.id, a.article_id, m.stance FROM (SELECT attribution_id AS id, stance FROM claim_member"  # noqa: S608
    f" WHERE claim_id = ?1 AND stance = '{stance}' ORDER BY attribution_id{order} LIMIT ?2) AS m"
    " CROSS JOIN attribution AS a ON a.id = m.id"
    for stance in ("asserts", "contradicts")
    for order in ("", " DESC")
)
