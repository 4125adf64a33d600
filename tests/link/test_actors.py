"""Where a chain ends: at whoever tells of an act, at a speaker where what was said is traced."""

from __future__ import annotations

from dataclasses import replace

from onrecord.article import Manner, Naming, PartyKind
from onrecord.link.build import Claim, trace
from onrecord.link.trace import Stance, Trace
from tests.link.told_dossier import Desk, Said

WORDING = "Lothmere warned Brennick off the treaty."


def own_voice(desk: Desk) -> str:
    """Add an outlet that tells of a warning in its own voice."""
    return desk.add(
        "The Harrow Post",
        "2031-02-23",
        "Lothmere warned Brennick off the treaty on Tuesday.",
        Said("Lothmere", "warned", "Brennick off the treaty", kind=PartyKind.GOVERNMENT,
             manner=Manner.PREDICTS),
    )  # fmt: skip


def officials(desk: Desk) -> str:
    """Add an outlet that has it from people whom it does not name."""
    return desk.add(
        "Tarn Echo",
        "2031-02-24",
        "Two officials said that Lothmere had warned Brennick off the treaty.",
        Said("Two officials", "said", "that Lothmere had warned Brennick off the treaty", Naming.UNNAMED,
             PartyKind.GROUP),
    )  # fmt: skip


def chains(found: Trace) -> list[list[str]]:
    return [[step.name for step in report.chain] for report in found.reports]


def test_an_act_told_in_the_outlet_s_own_voice_ends_at_the_outlet() -> None:
    desk = Desk()
    own_voice(desk)
    officials(desk)
    found = trace(desk.claim(WORDING))
    assert chains(found) == [["The Harrow Post"], ["Tarn Echo", "Two officials"]]
    assert [one.party for one in found.origins] == ["The Harrow Post", "Two officials"]


def test_what_somebody_said_ends_at_the_speaker_where_that_is_traced() -> None:
    desk = Desk()
    own_voice(desk)
    alone = trace(desk.claim(WORDING))
    assert chains(alone) == [["The Harrow Post", "Lothmere"]]
    desk = Desk()
    for outlet in ("The Harrow Post", "Tarn Echo"):
        desk.add(
            outlet,
            "2031-02-23",
            "Ida Krom said the treaty was dead. Nobody asked Krom why.",
            Said("Ida Krom", "said", "the treaty was dead"),
        )
    assert [chain[-1] for chain in chains(trace(desk.claim("The treaty was dead.")))] == ["Ida Krom"] * 2


def test_one_who_denies_the_act_stays_the_end_of_the_denial() -> None:
    desk = Desk()
    own_voice(desk)
    officials(desk)
    desk.add(
        "Radio Lorn",
        "2031-02-25",
        "Lothmere denied a warning to Brennick over the treaty.",
        Said("Lothmere", "denied", "a warning to Brennick over the treaty", kind=PartyKind.GOVERNMENT,
             manner=Manner.DENIES, stance=Stance.DENIES),
    )  # fmt: skip
    assert chains(trace(desk.claim(WORDING)))[-1] == ["Radio Lorn", "Lothmere"]


def test_what_unnamed_people_say_that_somebody_said_is_their_word() -> None:
    desk = Desk()
    desk.add(
        "Tarn Echo",
        "2031-02-24",
        "Two officers said that Ida Krom told the crew to cut the cable at dawn.",
        Said("Two officers", "said", "that Ida Krom told the crew to cut the cable at dawn", Naming.UNNAMED,
             PartyKind.GROUP, stance=None),
        Said("Ida Krom", "told the crew", "to cut the cable at dawn"),
    )  # fmt: skip
    told = desk.told()[0]
    outer, inner = told.reading.attributions
    nested = replace(told.reading, attributions=(outer, replace(inner, parent=0)))
    member = replace(desk.claim("").members[0], told=replace(told, reading=nested))
    found = trace(Claim("c1", "Cut the cable at dawn.", (member,)))
    assert chains(found) == [["Tarn Echo", "Two officers", "Ida Krom"]]
    assert [one.party for one in found.origins] == ["Two officers"]


def test_papers_counted_by_a_columnist_are_nobody_who_saw_it() -> None:
    desk = Desk()
    officials(desk)
    desk.add(
        "Morning Bell",
        "2031-02-26",
        "By my count eleven newspapers have now told us that Lothmere warned Brennick off the treaty.",
        Said("my count eleven newspapers", "have now told us",
             "that Lothmere warned Brennick off the treaty", Naming.DESCRIBED, PartyKind.ORGANIZATION),
    )  # fmt: skip
    found = trace(desk.claim(WORDING))
    first, *others = found.origins
    assert (first.party, first.certain) == ("Two officials", True)
    assert not any(one.certain for one in others)


def test_a_citation_of_something_else_is_no_way_to_the_claim() -> None:
    desk = Desk()
    first = officials(desk)
    desk.add(
        "Morning Bell",
        "2031-02-26",
        "Two officials warned of snow in the treaty town, the Tarn Echo reported. Lothmere warned Brennick"
        " off the treaty, Ida Krom said.",
        Said("the Tarn Echo", "reported", "Two officials warned of snow in the treaty town",
             kind=PartyKind.ORGANIZATION, stance=None),
        Said("Ida Krom", "said", "Lothmere warned Brennick off the treaty"),
    )  # fmt: skip
    claim = desk.claim(WORDING)
    assert [one.of for one in trace(claim).relays] == [first]
    members = tuple(
        replace(one, told=replace(one.told, claims={0: "snow", 1: "c1"} if one.index else {0: "c1"}))
        for one in claim.members
    )
    found = trace(replace(claim, members=members))
    assert not found.relays
