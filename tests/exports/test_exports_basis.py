"""What a statement rests on: the party named behind the cue, and no other that its words happen to hold."""

from __future__ import annotations

import pytest

from onrecord.article import (
    Article,
    Attribution,
    Manner,
    Mention,
    Naming,
    Party,
    PartyKind,
    Quotation,
    Reading,
    Span,
)
from onrecord.show.exports.select import Selection
from tests.exports.records import record

NAMES = (
    *("Halvern Echo", "Dam Charter", "two officials who work for the president", "the president"),
    *("three engineers", "Tarn Bureau", "Pell Aster"),
)


@pytest.mark.parametrize(
    ("basis", "found"),
    [
        ("citing the Halvern Echo", ["Halvern Echo"]),
        ("Quoting the Dam Charter and the Halvern Echo", ["Dam Charter", "Halvern Echo"]),
        ("citing the Dam Charter, three engineers and the Tarn Bureau", None),
        ("three engineers", ["three engineers"]),
        ("according to the Halvern Echo, which is read abroad", ["Halvern Echo"]),
        ("cited two officials who work for the president", ["two officials who work for the president"]),
        ("citing an aide of the president", []),
        ("citing Halvern Echo reporters", []),
        ("citing the president’s office", []),
        ("citing a friend of three engineers and the Tarn Bureau", []),
        ("citing three engineers Tarn Bureau", []),
        ("quoting Pell Aster", []),
    ],
)
def test_a_statement_rests_on_who_is_named_behind_the_cue(basis: str, found: list[str] | None) -> None:
    text = f"Pell Aster said it held, {basis}."
    start = text.index(basis)
    parties = []
    for number, name in enumerate(NAMES, 1):
        at = text.find(name, start)
        mentions = (Mention(Span(at, at + len(name))),) if at >= 0 else ()
        parties.append(Party(f"p{number}", name, PartyKind.GROUP, Naming.DESCRIBED, mentions))
    made = Attribution(
        (Span(0, 10),), (Span(11, 15),), (Span(16, 23),), Quotation.INDIRECT, Manner.SAYS, party="p7",
        basis=(Span(start, start + len(basis)),),
    )  # fmt: skip
    with record(Reading(Article("a", text), (made,), tuple(parties))) as store:
        bases = Selection(store).bases()
    wanted = ["Dam Charter", "three engineers", "Tarn Bureau"] if found is None else found
    assert [basis.name for bases_of in bases.values() for basis in bases_of] == wanted
