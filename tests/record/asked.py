"""A small record of invented articles for asking it: two people of one surname, roles, versions, dates."""

from __future__ import annotations

from pathlib import Path

from onrecord.record import Store
from onrecord.record.merging import merge
from onrecord.record.write import Read
from tests.record.dossier import read_text, record_of

COURIER = "The Bray Courier"
GAZETTE = "Lowmoor Gazette"

FERRY = read_text(
    "ferry",
    'Mayor Anna Hale said on Monday that the ferry would sail in spring. "The pier is sound," she told '
    "reporters. Bert Hale, a fisherman, denied that the pier was sound. A spokeswoman for the Harbour Trust, "
    "Ines Kroll, said the inspectors had approved every plank.",
    published="2031-03-05",
    publisher=COURIER,
    title="Ferry to sail in spring",
    url="https://courier.example/ferry",
)
FERRY_LATER = read_text(
    "ferry",
    'Mayor Anna Hale said on Monday that the ferry might sail in summer. "The pier is sound," she told '
    "reporters. Bert Hale, a fisherman, denied that the pier was sound.",
    published="2031-03-06",
    publisher=COURIER,
    title="Ferry to sail in summer",
    url="https://courier.example/ferry",
)
BUDGET = read_text(
    "budget",
    "Mayor Anna Hale demanded a larger budget for harbours. Sources close to the council said that the mayor "
    "would resign. A spokesman for the council declined to comment. The Harbour Trust did not respond to "
    "questions about the budget.",
    published="2031-05-20",
    publisher=GAZETTE,
    title="Mayor wants more",
    url="https://gazette.example/budget",
)
MONTH = read_text(
    "almanac",
    "Élodie Brandt said the lighthouse was built in 1850.",
    published="2031-04",
    publisher="Almanac",
)
READS = (FERRY, BUDGET, MONTH)


def asked(path: Path, reads: tuple[Read, ...] = READS) -> Store:
    """Return a new record with the articles above, in which a person has joined the two Anna Hales.

    The name alone does not: her budget article says nothing else that her ferry article says.
    """
    store = record_of(path, reads)[0]
    keys = [row["key"] for row in store.rows("SELECT key FROM party WHERE name = 'Anna Hale' ORDER BY id")]
    for other in keys[1:]:
        merge(store, keys[0], other)
    return store


def row_of(store: Store, words: str) -> int:
    """Return the row of the one statement whose content has these words."""
    (row,) = store.rows("SELECT id FROM attribution WHERE content LIKE ?", (f"%{words}%",))
    return int(row["id"])


def judge(store: Store, row: int, verdict: str) -> None:
    """Let a person judge a statement."""
    key = store.value("SELECT key FROM attribution WHERE id = ?", (row,))
    judgement = {"target": "attribution", "key": key, "verdict": verdict, "anchor": "{}"}
    facts = {"person": "Rae", "judged": store.clock(), "reason": ""}
    store.insert("judgement", {**judgement, **facts})
