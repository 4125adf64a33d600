"""Which judgements count now, and whether what they were made on is still there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from onrecord.errors import NotFoundError
from onrecord.record.anchors import fits
from onrecord.record.judgements import Judgement, Standing, State, Target, Verdict, judgement_of
from onrecord.record.merging import party_id
from onrecord.record.store import Store

# Every judgement, with whether it is the one that counts on its target.
_RANKED: Final = (
    "SELECT *, 1 = row_number() OVER (PARTITION BY target, key, other ORDER BY judged DESC, id DESC) AS last"
    " FROM judgement"
)
_IN_ARTICLE: Final = "WHERE key IN (SELECT key FROM judgement WHERE json_extract(anchor, '$.article') = ?)"


def standing(store: Store, *, everything: bool = False) -> Sequence[Standing]:
    """Return the judgements that count now, earliest first: one on each target that is judged.

    With `everything` also those that a later one replaced, and those that took one back.
    """
    with store.snapshot():
        return list(_states(store, "", (), everything))


def standing_on(store: Store, article: str) -> Sequence[Standing]:
    """Return the judgements that count on statements of the article with this key."""
    return list(_states(store, _IN_ARTICLE, (article,), False))


def orphans(store: Store) -> Sequence[Standing]:
    """Return the judgements that count, but whose statement or party is no longer in the record."""
    return [one for one in standing(store) if one.state is State.ORPHANED]


def _states(store: Store, where: str, parameters: Sequence[str], everything: bool) -> Iterator[Standing]:
    counting = "" if everything else "WHERE last AND verdict <> 'withdrawn'"
    query = f"SELECT * FROM ({_RANKED} {where}) {counting} ORDER BY judged, id"  # noqa: S608
    for row in store.rows(query, parameters):
        judgement = judgement_of(row)
        if not row["last"] or judgement.verdict is Verdict.WITHDRAWN:
            yield Standing(judgement, State.WITHDRAWN if row["last"] else State.REPLACED)
        elif judgement.target is Target.ATTRIBUTION:
            yield _on_attribution(store, judgement, judgement.key, judgement.anchor)
        elif judgement.target is Target.STATEMENTS:
            yield _on_statements(store, judgement)
        else:
            yield _on_parties(store, judgement)


def _on_statements(store: Store, judgement: Judgement) -> Standing:
    states = [
        _on_attribution(store, judgement, key, judgement.anchor[side])
        for side, key in (("one", judgement.key), ("other", judgement.other or ""))
    ]
    return next((one for one in states if one.state is State.ORPHANED), states[0])


def _on_attribution(store: Store, judgement: Judgement, key: str, anchor: Mapping[str, Any]) -> Standing:
    row = store.row(
        "SELECT r.text FROM attribution AS a JOIN article AS r ON r.id = a.article_id WHERE a.key = ?",
        (key,),
    )
    if row is not None:
        if fits(anchor, row["text"]):
            return Standing(judgement, State.FITS)
        return Standing(judgement, State.ORPHANED, "other words stand there now")
    there = store.row("SELECT 1 FROM article WHERE key = ?", (anchor.get("article"),))
    why = "the article is read otherwise now" if there else "the article is not in the record"
    return Standing(judgement, State.ORPHANED, why)


def _on_parties(store: Store, judgement: Judgement) -> Standing:
    parties = []
    for side, key in sides(judgement):
        party = appearing(store, key)
        if party is None:
            name = judgement.anchor[side]["name"]
            return Standing(judgement, State.ORPHANED, f"the party {name!r} is not in the record")
        parties.append(party)
    is_one = parties[0] == parties[1]
    if judgement.verdict is Verdict.SAME and not is_one:
        return Standing(judgement, State.ORPHANED, "the two are apart in the record")
    if judgement.verdict is Verdict.DIFFERENT and is_one:
        return Standing(judgement, State.ORPHANED, "the two are one in the record")
    return Standing(judgement, State.FITS)


def sides(judgement: Judgement) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return the sides of a judgement on parties, each with its key now: a split may give a new one."""
    given = {"one": judgement.key, "other": judgement.other or ""}
    done = judgement.anchor.get("done", {})
    if parted := done.get("apart") or done.get("cut"):
        given[parted["side"]] = parted["key"]
    return ("one", given["one"]), ("other", given["other"])


def appearing(store: Store, key: str) -> int | None:
    """Return the row of the party that goes by a whole key and appears in some article, else None."""
    try:
        party = party_id(store, key)
    except NotFoundError:
        return None
    there = store.row("SELECT 1 FROM appearance WHERE party_id = ? LIMIT 1", (party,))
    return party if there else None
