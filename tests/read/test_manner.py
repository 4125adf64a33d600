from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.article import Manner
from onrecord.read.manner import CueJudgement, judge_cue

PLAIN = {
    Manner.SAYS: [
        *("said", "says", "saying", "had said", "was told", "tells", "has repeatedly said", "according to"),
        *(
            "said in a statement denying",
            "pointed out",
            "points out",
            "made it clear",
            "made clear",
            ":",
            "—",
        ),
        *("put it this way", "went on to say", "noted", "tweeted", "wrote on a wall", "added:", "argues"),
        *("e-mailed", "reportedly", "claims", "claim", "statement", "a statement from", "told reporters"),
        *(
            "suggested",
            "insisted",
            "called",
            "issued a statement saying",
            "began shouting",
            "replied",
            "quipped",
        ),
        *("continued", "has expressed", "signalled", "labeled", "citing", "in a letter", "shot back"),
        *(
            "concluded",
            "complained",
            "recalled",
            "attributed",
            "thanked",
            "apologised",
            "echoes",
            "word from",
        ),
        *("put", "puts it at", "began", "so neatly put", "went on", "they ended", "snorted", "deposed"),
        *("begged to say", "sought to explain", "submitted", "nicknamed", "issued a press release"),
        *("touched on", "refers to", "as follows:"),
    ],
    Manner.DENIES: [
        *("denied", "has repeatedly denied", "denies", "denying", "issued a denial", "disputed", "dismissed"),
        *(
            "pushed back against",
            "brushed aside",
            "rejected the claim",
            "rejects those allegations",
            "refuted",
        ),
        *("walked back", "took issue with", "rebutted", "continued to deny", "went on to deny", "disagree"),
        *("distanced himself from", "backtracked", "sought to deny"),
    ],
    Manner.CONFIRMS: [
        "confirmed",
        "admitted",
        "has conceded",
        "acknowledges",
        "confirmation",
        "stood by",
        "agrees with",
        "accepts",
        "concurred",
    ],
    Manner.ACCUSES: [
        "accused",
        "blamed",
        "alleges",
        "charged",
        "accusation",
        "allegedly",
        "blames",
        "pointed the finger at",
    ],
    Manner.DEMANDS: [
        *(
            "demanded",
            "called for",
            "calling for",
            "called on",
            "appealed for",
            "urged",
            "insisted on",
            "demand",
        ),
        *("has repeatedly called for", "pleaded", "a plea", "is seeking", "begged", "ordered"),
        *("sought", "challenges", "pushed", "pressed for", "left instructions", "forbade", "warned off"),
    ],
    Manner.OFFERS: ["offered", "an offer", "offers to", "volunteered", "invited"],
    Manner.REFUSES: [
        "refused",
        "rejected",
        "ruled out",
        "turned down",
        "shot down",
        "refuses to endorse",
        "vetoed",
    ],
    Manner.PROPOSES: [
        "proposed",
        "put forward",
        "recommended",
        "proposal",
        "advised",
        "floated",
        "advised against",
        "warned against",
        "cautioned strongly against",
        "beg to move",
    ],
    Manner.PROMISES: [
        "vowed",
        "promised",
        "pledges",
        "has sworn",
        "agreed to",
        "a commitment to",
        "promise",
        "give Mr Example my word",
    ],
    Manner.THREATENS: ["threatened", "threat", "threatens to"],
    Manner.PREDICTS: [
        "warned",
        "predicted",
        "forecasts",
        "foresaw",
        "expects",
        "prediction",
        "is expected",
        "was warned",
        "cautioned",
    ],
    Manner.ASKS: [
        "asked",
        "was asked about",
        "wondered",
        "raised questions about",
        "inquired",
        "question",
        "asked for",
        "has requested",
    ],
    Manner.THINKS: [
        *(
            "thinks",
            "thought",
            "believes",
            "hoped",
            "knew",
            "fears",
            "wants",
            "belief",
            "in his view",
            "doubted",
        ),
        *("expressed concern", "is worried", "considers", "felt", "estimates", "heard", "learned", "decided"),
        *("regretted", "likes", "’d like", "hates", "is surprised", "was glad", "chose", "aims", "means to"),
        *("are determined to", "decision", "ambitions"),
    ],
    Manner.SHOWS: [
        "shows",
        "found",
        "reveals",
        "indicated",
        "demonstrates",
        "the sign reads",
        "lists",
        "records",
        "counted",
        "contains",
        "discovered",
    ],
    Manner.DECLINES: [
        *("declined to comment", "declined", "refused to say", "refused to confirm", "referred questions to"),
        *("refused to publicly discuss", "declined to immediately comment", "had no comment", "dodged"),
        *("remained silent", "ignored repeated requests", "hung up", "refused comment"),
    ],
    Manner.OTHER: [
        *(
            "supports",
            "seems",
            "praised",
            "criticized",
            "condemned",
            "endorsed",
            "opposed",
            "in",
            "of",
            "known as",
        ),
        *(
            "called off",
            "",
            "   ",
            "?",
            "12",
            "slammed",
            "sought to calm",
            "…",
            "hailed",
            "decried",
            "looks like",
        ),
        *("gave critical backing to", "aimed at", "began with insults against", "more open to"),
    ],
}
TURNED = [
    ("did not say", Manner.DECLINES, True, False),
    ("has not said", Manner.DECLINES, True, False),
    ("does not say", Manner.DECLINES, True, False),
    ("has yet to say", Manner.DECLINES, True, False),
    ("failed to name", Manner.DECLINES, True, False),
    ("did not name", Manner.DECLINES, True, False),
    ("did not give", Manner.DECLINES, True, False),
    ("did not give an explanation", Manner.DECLINES, True, False),
    ("could not say", Manner.DECLINES, True, True),
    ("is not going to discuss", Manner.DECLINES, True, True),
    ("would not be drawn on", Manner.DECLINES, True, True),
    ("neither confirmed nor denied", Manner.DECLINES, True, False),
    ("do not say", Manner.SAYS, True, False),
    ("should not say", Manner.SAYS, True, True),
    ("would not have said", Manner.SAYS, True, True),
    ("does not tell", Manner.SAYS, True, False),
    ("did not accept", Manner.CONFIRMS, True, False),
    ("does not like", Manner.THINKS, True, False),
    ("had not considered", Manner.THINKS, True, False),
    ("won't rule out", Manner.REFUSES, True, True),
    ("is going to announce", Manner.SAYS, False, True),
    ("would be surprised", Manner.THINKS, False, True),
    ("never said", Manner.SAYS, True, False),
    ("didn't deny", Manner.DENIES, True, False),
    ("didn’t deny", Manner.DENIES, True, False),
    ("did not deny", Manner.DENIES, True, False),
    ("no longer believes", Manner.THINKS, True, False),
    ("without saying", Manner.SAYS, True, False),
    ("would not confirm", Manner.DECLINES, True, True),
    ("won't say", Manner.DECLINES, True, True),
    ("wouldn’t comment", Manner.DECLINES, True, True),
    ("would not say", Manner.DECLINES, True, True),
    ("did not respond", Manner.DECLINES, True, False),
    ("did not immediately respond to", Manner.DECLINES, True, False),
    ("failed to respond", Manner.DECLINES, True, False),
    ("has yet to respond", Manner.DECLINES, True, False),
    ("could not be reached", Manner.DECLINES, True, True),
    ("could not immediately be reached", Manner.DECLINES, True, True),
    ("was not available for comment", Manner.DECLINES, True, False),
    ("did not return", Manner.DECLINES, True, False),
    ("could say", Manner.SAYS, False, True),
    ("may have said", Manner.SAYS, False, True),
    ("might deny", Manner.DENIES, False, True),
    ("would say", Manner.SAYS, False, True),
    ("'ll promise", Manner.PROMISES, False, True),
    ("can't believe", Manner.THINKS, True, True),
    ("cannot confirm", Manner.CONFIRMS, True, True),
    ("is expected to announce", Manner.SAYS, False, True),
    ("appeared to confirm", Manner.CONFIRMS, False, True),
    ("would not rule out", Manner.REFUSES, True, True),
    ("not only said", Manner.SAYS, False, False),
    ("made no secret of", Manner.SAYS, False, False),
    ("said no to", Manner.REFUSES, False, False),
    ("said he would not", Manner.SAYS, False, False),
    ("said he never asked", Manner.SAYS, False, False),
    ("isn't ruling out", Manner.REFUSES, True, False),
]
CASES = [(cue, manner, False, False) for manner, cues in PLAIN.items() for cue in cues] + TURNED


@pytest.mark.parametrize(("cue", "manner", "negated", "modal"), CASES)
def test_cue_is_judged(cue: str, manner: Manner, negated: bool, modal: bool) -> None:
    assert judge_cue(cue) == CueJudgement(manner, negated, modal)


@pytest.mark.parametrize(("cue", "manner", "negated", "modal"), CASES)
def test_case_makes_no_difference(cue: str, manner: Manner, negated: bool, modal: bool) -> None:
    for variant in (cue.upper(), cue.title(), f"  {cue}\n"):
        assert judge_cue(variant) == (manner, negated, modal)


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 120


@pytest.mark.parametrize(
    ("before", "cue", "expected"),
    [
        ("The mayor did not ", "say", (Manner.DECLINES, True, False)),
        ("I do not ", "say", (Manner.SAYS, True, False)),
        ("over.\n\nQ", ":", (Manner.ASKS, False, False)),
        ("Poll", ":", (Manner.SHOWS, False, False)),
        ("The mayor", ":", (Manner.SAYS, False, False)),
        ("over.\nQ", "—", (Manner.SAYS, False, False)),
        ("The mayor didn’t immediately ", "respond", (Manner.DECLINES, True, False)),
        ("The office would not publicly ", "confirm", (Manner.DECLINES, True, True)),
        ("She said she would not go. He ", "said", (Manner.SAYS, False, False)),
        ("The men who might go, the mayor ", "said", (Manner.SAYS, False, False)),
        ("Nobody knew; she has never ", "denied", (Manner.DENIES, True, False)),
        ("It was not the mayor who ", "said", (Manner.SAYS, False, False)),
    ],
)
def test_auxiliaries_before_the_cue_belong_to_it(
    before: str, cue: str, expected: tuple[Manner, bool, bool]
) -> None:
    assert judge_cue(cue, before) == expected


@settings(deadline=None, derandomize=True, max_examples=150)
@given(st.text(), st.text())
def test_any_text_is_judged(cue: str, before: str) -> None:
    assert isinstance(judge_cue(cue, before).manner, Manner)


WORDS = st.sampled_from(
    ["said", "not", "to", "would", "decline", "no", "comment", "made", "clear", "issued", "-", "won't", "ask"]
)


@settings(deadline=None, derandomize=True, max_examples=150)
@given(st.lists(WORDS, max_size=12).map(" ".join))
def test_any_order_of_cue_words_is_judged_alike_in_either_case(cue: str) -> None:
    assert judge_cue(cue) == judge_cue(cue.upper())


def test_a_cue_of_any_length_is_judged() -> None:
    assert judge_cue("said " * 1_000_000, "never " * 1_000_000).manner is Manner.SAYS
