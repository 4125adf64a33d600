from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.article import (
    Article,
    Ground,
    Manner,
    Naming,
    Party,
    PartyKind,
    Quotation,
    Reading,
    Relay,
    RelayKind,
    SilenceKind,
    Span,
)
from onrecord.errors import FormatError
from onrecord.show import format_ann, parse_ann, read_ann, read_folder, safe_name, write_brat, write_folder
from tests.show.sample_readings import READING, TEXT
from tests.show.whole_readings import WHOLE, WHOLE_TEXT, whole_readings

SHORT = "Ada Vorn said that\nit held, and asked why."


@given(whole_readings())
@settings(deadline=None, derandomize=True, max_examples=150)
def test_nothing_of_a_reading_is_lost(reading: Reading) -> None:
    found = parse_ann(reading.article.text, format_ann(reading))
    assert found.problems == ()
    assert found.of(reading.article) == reading


def test_every_kind_of_finding_survives() -> None:
    found = parse_ann(WHOLE_TEXT, format_ann(WHOLE))
    assert found.problems == ()
    assert found.of(WHOLE.article) == WHOLE


@given(
    st.text(max_size=60),
    st.text("T1ER*#\t :;0123456789SourceCueContentAttributionParty-Date\n", max_size=200),
)
@settings(deadline=None, derandomize=True, max_examples=150)
def test_no_text_makes_the_reader_fail(text: str, ann: str) -> None:
    parse_ann(text, ann)


def test_the_file_looks_as_polnear_has_it() -> None:
    text = "Ada Vorn said it held."
    ann = format_ann(
        Reading(Article("n", text), read_ann(text, _ann("E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3")))
    )
    assert ann.splitlines() == [
        "T1\tSource 0 8\tAda Vorn",
        "T2\tCue 9 13\tsaid",
        "T3\tContent 14 21\tit held",
        "T4\tAttribution 9 13\tsaid",
        "E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3",
        "#1\tQuotation E1\tindirect",
        "#2\tManner E1\tother",
    ]


def _ann(*lines: str) -> str:
    head = [
        "T1\tSource 0 8",
        "T2\tCue 9 13",
        "T3\tContent 14 21",
        "T4\tAttribution 9 13",
        "T5\tContent 22 23",
    ]
    return "\n".join([*head, *lines])


def test_discontinuous_spans_several_contents_and_no_source() -> None:
    ann = _ann("T6\tContent 24 27;28 30", "E1\tAttribution-no-source:T4 Content2:T6 Cue:T2 Content:T5")
    (found,) = read_ann(SHORT, ann)
    assert found.source == ()
    assert found.content == (Span(22, 23), Span(24, 27), Span(28, 30))
    assert (found.quotation, found.manner, found.confidence) == (Quotation.INDIRECT, Manner.OTHER, 1.0)


def test_nested_events_know_their_parent_whatever_the_order_of_lines() -> None:
    ann = _ann(
        "E2\tNested:T4 Cue:T2 Content:T5 Parent:E1",
        "T7\tBasis 0 3",
        "T8\tSilence 9 13",
        "T9\tParty 0 3",
        "E3\tSilence:T8 Party:T9",
        "E1\tAttribution:T4 Cue:T2 Content:T3 Source:T1 Basis:T7 Addressee:T9",
        "#1\tManner E2\tdenies",
        "A1\tNegated E2",
        "#9\tAnnotatorNotes E1\tto be looked at",
    )
    found = parse_ann(SHORT, ann)
    assert found.problems == ()
    outer, nested = found.attributions
    assert (outer.source, nested.source) == ((Span(0, 8),), ())
    assert (nested.parent, nested.manner, nested.negated) == (0, Manner.DENIES, True)


def test_parties_are_mentions_that_are_equivalent() -> None:
    ann = _ann(
        "T20\tParty-person 0 3\tAda",
        "T21\tParty-person 19 21\tit",
        "T22\tParty-document 28 31\tand",
        "*\tEquiv T21 T20",
        "#1\tNaming T21\tnamed",
        "#2\tGround T21\tpronoun",
        "R1\tSpeaksFor Arg1:T21 Arg2:T22",
        "E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3 Party:T21 Addressee:T22 Addressee2:T5",
    )
    found = parse_ann(SHORT, ann)
    assert found.problems == ()
    ada, document = found.parties
    assert (ada.id, ada.name, ada.naming, ada.speaks_for) == ("p1", "Ada", Naming.NAMED, "p2")
    assert [mention.ground for mention in ada.mentions] == [Ground.ITSELF, Ground.PRONOUN]
    assert (document.id, document.kind, document.naming) == ("p2", PartyKind.DOCUMENT, Naming.DESCRIBED)
    (made,) = found.attributions
    assert (made.party, made.addressee_party, made.addressee) == ("p1", "p2", (Span(22, 23),))


def test_silences_of_plain_party_annotations_name_the_words() -> None:
    ann = _ann("T8\tSilence 9 13", "T9\tParty 0 3", "E3\tSilence:T8 Party:T9")
    (silence,) = parse_ann(SHORT, ann).silences
    assert (silence.words, silence.source, silence.party) == (Span(9, 13), (Span(0, 3),), None)
    assert silence.kind is SilenceKind.NO_RESPONSE


def test_the_examples_are_read_as_they_stand() -> None:
    for folder in sorted((Path(__file__).parents[2] / "examples").iterdir()):
        if (folder / "attributions").is_dir():
            corpus = read_folder(folder)
            assert corpus.problems == ()
            assert sum(len(reading.attributions) for reading in corpus.readings) > 100
            assert any(attribution.basis for r in corpus.readings for attribution in r.attributions)
            assert any(silence.source for r in corpus.readings for silence in r.silences)


def test_an_article_without_text_has_no_annotations() -> None:
    party = Party("p1", "The Courier", PartyKind.ORGANIZATION, Naming.NAMED, ())
    reading = Reading(Article("n", ""), parties=(party,), relays=(Relay(RelayKind.CREDIT, "The Courier"),))
    assert format_ann(reading) == ""


def test_ten_thousand_parties_are_read_in_little_time() -> None:
    text = "Ada Vorn said it held. " * 10_000
    lines = [f"T{n}\tParty-person {23 * n} {23 * n + 8}\tAda Vorn" for n in range(10_000)]
    lines += [f"*\tEquiv T{n} T{n + 1}" for n in range(0, 10_000, 2)]
    lines += [f"#{n}\tId T{n}\tx{n}" for n in range(0, 10_000, 2)]
    start = process_time()
    found = parse_ann(text, "\n".join(lines))
    assert len(found.parties) == 5_000
    assert process_time() - start < 5


@pytest.mark.parametrize(
    ("line", "cause"),
    [
        ("R1\tSpeaksFor T1", "ann:6: 'SpeaksFor T1' is not 'Type Arg1:T1 Arg2:T2'"),
        ("R1\tMember Arg1:T1 Arg2:T2", "ann:6: Member points to 'T1'"),
        ("R1\tRestsOn Arg1:T1 Arg2:T99", "ann:6: RestsOn points to 'T99'"),
        ("T9\tParty-crowd 0 3", "ann:6: 'Party-crowd' is no kind of party"),
        ("E2\tAttribution:T4 Cue:T2 Content:T3 Said:T1", "ann:6: Said points to 'T1', which is no date"),
        ("E2\tSilence:T99", "ann:6: Silence points to 'T99'"),
        ("E2\tRelay-gossip:T1", "ann:6: 'Relay-gossip' is no kind of relay"),
        ("#1\tResolution E1\tluck", "ann:6: Resolution is 'luck'"),
        ("T9\tCue nine", "ann:6: 'Cue nine' is not"),
        ("T9\tCue 5 2000", "ann:6: '5 2000' does not lie in the text"),
        ("T9\tCue 0 3\tBda", "ann:6: the text at 0 3 is 'Ada', not 'Bda'"),
        ("rubbish", "ann:6: 'rubbish' is no brat annotation"),
        ("E2\tAttribution:T4 Content:T3", "ann:6: an attribution without a cue"),
        ("E2\tAttribution:T4 Cue:T2 Content:T3 Source:T77", "ann:6: Source points to T77"),
        ("E2\tNested:T4 Cue:T2 Content:T3 Parent:E9", "ann:6: Parent points to 'E9'"),
        ("#1\tManner E1\tshouts", "ann:6: Manner is 'shouts'"),
        ("#1\tConfidence E1\tmuch", "ann:6: Confidence is 'much'"),
    ],
)
def test_a_damaged_line_is_reported_and_the_rest_is_read(line: str, cause: str) -> None:
    found = parse_ann(SHORT, _ann(line, "E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3"))
    assert len(found.problems) == 1
    assert found.problems[0].startswith(cause)
    assert any(attribution.source == (Span(0, 8),) for attribution in found.attributions)


def test_overlapping_spans_of_one_role_are_joined_and_reported() -> None:
    found = parse_ann(SHORT, _ann("T6\tContent 18 25", "E1\tAttribution:T4 Cue:T2 Content:T3 Content2:T6"))
    assert found.attributions[0].content == (Span(14, 25),)
    assert "overlap" in found.problems[0]


def test_files_keep_every_character_so_offsets_fit(tmp_path: Path) -> None:
    text = TEXT.replace("\n", "\r\n") + "\r\ufeff\ud800"
    text_path, ann_path = write_brat(Reading(Article("crlf", text)), tmp_path / "new")
    assert text_path.read_bytes().decode("utf-8") == text.replace("\ud800", "\ufffd")
    assert ann_path.name == "crlf.ann"


def test_a_folder_is_written_and_read_back(tmp_path: Path) -> None:
    twin = Reading(Article("HARBOUR", TEXT), READING.attributions[2:])
    assert [path.name for path in write_folder([READING, twin], tmp_path)] == ["harbour.ann", "HARBOUR-2.ann"]
    corpus = read_folder(tmp_path)
    assert corpus.problems == ()
    assert {reading.article.name: reading.attributions for reading in corpus.readings} == {
        "harbour": READING.attributions,
        "HARBOUR-2": twin.attributions,
    }


def test_polnear_layout_counts_the_first_annotator(tmp_path: Path) -> None:
    for folder in ("text", "attributions"):
        (tmp_path / folder).mkdir()
    (tmp_path / "text/a_2016.txt").write_text(SHORT)
    (tmp_path / "text/b.txt").write_text(SHORT)
    (tmp_path / "attributions/a_2016.ann").write_text("")
    (tmp_path / "attributions/b_0a1b.ann").write_text(_ann("E1\tAttribution:T4 Cue:T2 Content:T3"))
    (tmp_path / "attributions/b_ffff.ann").write_text("")
    (tmp_path / "attributions/lost.ann").write_text("")
    corpus = read_folder(tmp_path)
    assert [(r.article.name, len(r.attributions)) for r in corpus.readings] == [("a_2016", 0), ("b", 1)]
    assert len(corpus.problems) == 1
    assert "lost.txt is missing" in corpus.problems[0]


def test_one_unreadable_article_does_not_stop_the_folder(tmp_path: Path) -> None:
    write_brat(READING, tmp_path)
    (tmp_path / "bad.txt").write_bytes(b"\xff\xfe")
    (tmp_path / "bad.ann").write_text("")
    corpus = read_folder(tmp_path)
    assert [reading.article.name for reading in corpus.readings] == ["harbour"]
    assert "bad.ann" in corpus.problems[0]


def test_a_folder_without_annotations_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="no annotated text"):
        read_folder(tmp_path)


@given(st.text(max_size=300))
@settings(deadline=None, derandomize=True, max_examples=60)
def test_any_name_becomes_a_plain_file_name(name: str) -> None:
    safe = safe_name(name)
    assert Path(safe).name == safe
    assert not safe.startswith((".", "-"))
    assert len(safe.encode()) < 240


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "_.._etc_passwd"),
        ("only-percent-of-hill-", "only-percent-of-hill-"),
        ("con", "_con"),
        ("", "article"),
        ("-rf", "_-rf"),
        ("a\x00b\\c", "a_b_c"),
    ],
)
def test_names_that_would_do_harm(name: str, safe: str) -> None:
    assert safe_name(name) == safe
