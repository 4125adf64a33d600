"""Sources as reports of long ago, transcripts, headlines and other countries' newspapers write them."""

from __future__ import annotations

import pytest

from onrecord.article import Ground, Naming, PartyKind, Quotation
from tests.read.parties.builders import Said, find


def test_a_member_of_parliament_is_the_person_in_brackets_behind_the_seat() -> None:
    text = (
        "The hon. Member for Pendry North (Mr. Jonas Harrow) said that the dues were ruinous. "
        "Mr. Harrow asked for a vote."
    )
    found = find(text, "The hon. Member for Pendry North (Mr. Jonas Harrow)", Said("Mr. Harrow", 0))
    assert found.name(0) == "Jonas Harrow"
    assert found.of(1) == found.of(0)


def test_an_office_with_its_field_is_a_person_and_not_the_body() -> None:
    text = "The Minister of Harbours (Sir Edmund Tace): I can give no promise."
    found = find(text, Said("The Minister of Harbours (Sir Edmund Tace)", cue=":"))
    assert (found.name(0), found.of(0).kind) == ("Edmund Tace", PartyKind.PERSON)


def test_two_ministers_of_different_fields_are_kept_apart() -> None:
    text = "The Minister of Harbours said no. The Minister of Finance said yes."
    found = find(text, "The Minister of Harbours", "The Minister of Finance")
    assert found.of(0) != found.of(1)


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("President Church", "President Church"),
        ("Bank Governor Mira Sole", "Mira Sole"),
        ("Union President Jon Dale", "Jon Dale"),
    ],
)
def test_a_word_in_a_title_makes_no_organization_of_a_person(source: str, name: str) -> None:
    found = find(f"Yesterday {source} wrote to the house.", source)
    assert (found.name(0), found.of(0).kind) == (name, PartyKind.PERSON)


def test_messrs_are_two_and_both_men_and_the_pair_are_they() -> None:
    text = (
        "Messrs. Garrick and Stowe stated that they would pay. Both men said that it was late. "
        "The pair added that the watch was idle."
    )
    found = find(text, "Messrs. Garrick and Stowe", "Both men", "The pair")
    assert [found.by_id(m).name for m in found.of(0).members] == ["Garrick", "Stowe"]
    assert found.of(1) == found.of(0) == found.of(2)
    assert found.words(found.why(1).words) == ["Messrs. Garrick and Stowe"]


def test_both_men_are_no_women() -> None:
    text = "Mrs. Ona Reth and Mr. Paul Dace left. Both men said no."
    assert find(text, "Both men").name(0) == "Both men"


def test_the_former_and_the_latter_are_the_two_named_together() -> None:
    text = "The bishop and the mayor met. The former urged calm, while the latter said no."
    found = find(text, "The former", "the latter")
    assert (found.name(0), found.name(1)) == ("The bishop", "the mayor")


def test_the_former_with_no_two_before_it_is_left_open() -> None:
    found = find("The mayor left. The former said no.", "The former")
    assert found.parties.of_attributions[0][0] is None
    assert "former" in found.why(0).reason


def test_they_are_the_two_who_spoke_together() -> None:
    text = "Experts and officials said so on Monday. They added that it would rain."
    found = find(text, "Experts and officials", "They")
    assert found.of(1) == found.of(0)


def test_the_first_and_the_second_are_members_of_their_own_group_and_not_of_two_named_before() -> None:
    text = (
        "Messrs. Garrick and Stowe said no. Two clerks were heard. The first swore that he saw nothing. "
        "The second insisted that he had."
    )
    found = find(text, "Messrs. Garrick and Stowe", Said("The first", 0), Said("The second", 0))
    assert len({found.of(k).id for k in range(3)}) == 3
    assert len(found.of(0).members) == 2


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("«Je suis lasse», said Ines Corde's aunt.", "Ines Corde's aunt"),
        ("„Nein“, said Ines Corde's aunt.", "Ines Corde's aunt"),
    ],
)
def test_foreign_quotation_marks_do_not_hide_a_source(text: str, source: str) -> None:
    assert find(text, source).name(0) == source


def test_a_possessive_source_is_its_owner() -> None:
    text = "Lena Farrant spoke. Farrant's account was short. Tom Sanders left. Sanders' claim was long."
    found = find(text, Said("Farrant's", 0), Said("Sanders'", 0))
    assert (found.name(0), found.name(1)) == ("Lena Farrant", "Tom Sanders")


def test_a_source_in_capitals_has_its_name_as_it_is_usually_written() -> None:
    found = find("CAROL MCTWIST, a lawyer, said no.\n\nJAN VAN DORN: Yes.", "CAROL MCTWIST", "JAN VAN DORN")
    assert (found.name(0), found.name(1)) == ("Carol McTwist", "Jan van Dorn")
    assert "CAROL MCTWIST" in found.of(0).forms


def test_initials_stay_in_capitals() -> None:
    assert find("The BRTC said no.", "The BRTC").name(0) == "BRTC"


def test_a_name_filled_in_by_the_reporter_has_no_brackets() -> None:
    text = "“[President Tobin] Carrow never asked her,” it said. Carrow said no."
    found = find(text, Said("Carrow", 1))
    assert found.name(0) == "Tobin Carrow"
    assert not any("]" in form for form in found.of(0).forms)


def test_a_verb_behind_a_name_is_no_description_of_it() -> None:
    found = find("Lothmere accused Orvane of meddling. Lothmere said no.", Said("Lothmere", 1))
    assert found.of(0).kind is not PartyKind.PERSON
    assert "accused" not in {*found.of(0).forms, *found.words(found.of(0).descriptions)}


def test_an_ally_may_be_a_country() -> None:
    text = "Lothmere, Brennick's closest ally, signed. Lothmere's president left. Lothmere said no."
    found = find(text, Said("Lothmere", 2))
    assert found.of(0).kind is PartyKind.GOVERNMENT
    assert "Brennick's closest ally" in found.words(found.of(0).descriptions)


def test_a_pronoun_behind_a_long_quotation_is_its_speaker_and_nobody_in_it() -> None:
    words = "“We had it. Maud Penhale came. She cried. Ona saw it. It rained. Nobody ever said so. We left.”"
    text = f"Ilse Marant told the house: {words}\n\nShe did not name the ministers."
    found = find(text, Said("Ilse Marant", cue="told", quotation=Quotation.DIRECT), Said("She", 1))
    assert found.name(1) == "Ilse Marant"


@pytest.mark.parametrize("cut", ["'re", "’ve", "'ll", "'d"])
def test_a_verb_cut_short_is_no_part_of_the_pronoun(cut: str) -> None:
    found = find(f"Two officials spoke. They{cut} said no.", "They")
    assert found.name(0) == "Two officials"


def test_i_am_cut_short_is_the_speaker() -> None:
    text = "Ada Ferrow said “I’m told that it is late”."
    said = Said("Ada Ferrow", cue="said", content="I’m told that it is late", quotation=Quotation.DIRECT)
    found = find(text, said, Said("I", 0, cue="told", parent=0))
    assert found.name(1) == "Ada Ferrow"
    assert found.why(1).ground is Ground.FIRST_PERSON


@pytest.mark.parametrize(
    ("source", "head", "kind"),
    [
        ("Northern fishers of the Reach", "fishers", PartyKind.GROUP),
        ("Skerrow-based campaigners in Pendry", "campaigners", PartyKind.GROUP),
        ("his Brennish counterpart", "counterpart", PartyKind.PERSON),
        ("the Unionist presidential candidate's", "candidate", PartyKind.PERSON),
    ],
)
def test_a_name_that_only_modifies_a_noun_is_not_the_source(source: str, head: str, kind: PartyKind) -> None:
    found = find(f"Lena Dale left. Then {source} view was told.", source)
    assert head in found.name(0)
    assert (found.of(0).kind, found.of(0).naming) == (kind, Naming.DESCRIBED)


def test_a_headline_in_capitals_does_not_make_the_verb_part_of_the_name() -> None:
    text = "Brennish Coalition Condemns Dreadful Flood In Pendry\n\nThe Brennish Coalition said no more."
    found = find(text, Said("Brennish Coalition", cue="Condemns"), "The Brennish Coalition")
    assert found.name(0) == "Brennish Coalition"
    assert found.of(1) == found.of(0)


def test_a_source_in_the_middle_of_a_titled_name_is_that_person() -> None:
    text = "Brennish Sen. Ben Harrow spoke. Harrow said no."
    found = find(text, Said("Ben Harrow", 0), Said("Harrow", 1))
    assert found.name(0) == found.name(1) == "Ben Harrow"


@pytest.mark.parametrize(
    ("full", "short"),
    [("Lou Ziwei", "Mr. Lou"), ("Melba Acosta Lima", "Ms. Acosta"), ("Rami Abdel Harun", "Abdel Harun")],
)
def test_surnames_that_stand_first_or_in_the_middle_are_known(full: str, short: str) -> None:
    found = find(f"{full} came. {short} said no.", Said(short, int(short in full)))
    assert found.name(0) == full
    assert found.why(0).ground is Ground.PART_OF_NAME


def test_adherents_are_people_and_some_of_them_are_not_all() -> None:
    text = "Unionists in Parliament said no. Other Unionists said yes."
    found = find(text, Said("Unionists", 0), "Other Unionists")
    assert found.of(0).kind is found.of(1).kind is PartyKind.GROUP
    assert found.of(0) != found.of(1)


def test_an_outlet_is_no_place_because_an_article_stands_in_it() -> None:
    found = find("An article in Transmere told it first. Transmere said no.", Said("Transmere", 1))
    assert found.of(0).kind is PartyKind.ORGANIZATION


def test_us_in_capitals_is_the_country_and_not_a_pronoun() -> None:
    found = find("Later the US said no.", "the US")
    assert found.of(0).kind is PartyKind.GOVERNMENT


def test_a_country_is_named_before_its_palace() -> None:
    found = find("The White House said no. America said so again.", "The White House", "America")
    assert found.of(0) == found.of(1)
    assert found.name(0) == "America"


def test_a_centre_for_something_is_one_name() -> None:
    found = find(
        "The Hallan Observatory for River Tides said no. The Observatory said so again.",
        "The Hallan Observatory for River Tides",
        "The Observatory",
    )
    assert found.name(0) == "Hallan Observatory for River Tides"
    assert found.of(1) == found.of(0)


def test_what_nothing_above_tells_is_less_sure() -> None:
    assert find("Rain fell on Monday. The group said no.", "The group").why(0).confidence < 0.8


def test_joined_sources_with_descriptions_between_them_are_both() -> None:
    text = "Ona Reth, the former mayor, and Senator Paul Dace of Pendry said no."
    found = find(text, "Ona Reth, the former mayor, and Senator Paul Dace of Pendry")
    assert found.name(0) == "Ona Reth and Paul Dace"


def test_a_source_that_is_a_mere_article_names_nobody() -> None:
    found = find("The said Mr. Harrow declared no.", "The")
    assert found.parties.of_attributions[0][0] is None


def test_my_and_me_in_a_quotation_are_mentions_of_its_speaker() -> None:
    text = "Ada Ferrow said: “Tell me that my house burns.”"
    said = Said("Ada Ferrow", cue="said", content="Tell me that my house burns", quotation=Quotation.DIRECT)
    found = find(text, said)
    assert [text[slice(*m.span)] for m in found.of(0).mentions] == ["Ada Ferrow", "me", "my"]


def test_an_ambassador_to_a_country_is_not_of_its_name() -> None:
    text = "The ambassador to France Jon Dale said no. Dale said it again."
    found = find(text, "The ambassador to France Jon Dale", Said("Dale", 1))
    assert found.name(0) == found.name(1) == "Jon Dale"


def test_a_word_that_a_quotation_begins_with_is_no_person() -> None:
    text = "Jon Dale said: “Don’t go.” But he may stay."
    assert find(text, Said("he", 0)).name(0) == "Jon Dale"


def test_two_offices_of_one_person_are_not_two_people() -> None:
    text = "Jon Dale, the harbour's chief counsel and a member from Pendry, said no."
    found = find(text, "Jon Dale, the harbour's chief counsel and a member from Pendry")
    assert (found.name(0), found.of(0).members) == ("Jon Dale", ())


def test_she_is_nobody_with_a_mans_name() -> None:
    found = find("Peter Harrow left. Later she said no.", "she")
    assert found.parties.of_attributions[0][0] is None
