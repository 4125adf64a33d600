from __future__ import annotations

import pytest

from onrecord.article import Article, Ground, Naming, PartyKind, Quotation
from onrecord.read.parties import find_parties
from tests.read.parties.builders import Said, find, place


def test_one_party_has_all_the_names_of_a_person_and_the_fullest_as_its_name() -> None:
    text = "President Tobin Carrow said no. Mr. Carrow said so twice. Carrow said he was tired."
    found = find(text, "President Tobin Carrow", "Mr. Carrow", Said("Carrow", 2))
    party = found.of(0)
    assert found.of(1) == party == found.of(2)
    assert (party.name, party.kind, party.naming) == ("Tobin Carrow", PartyKind.PERSON, Naming.NAMED)
    assert set(party.forms) == {"President Tobin Carrow", "Mr. Carrow", "Carrow"}
    assert "President" in found.words(party.descriptions)
    assert found.why(1).ground is Ground.PART_OF_NAME
    assert found.words(found.why(1).words) == ["President Tobin Carrow"]


@pytest.mark.parametrize(
    ("source", "name", "description"),
    [
        ("Davin Orrell, Orvane's chief negotiator", "Davin Orrell", "Orvane's chief negotiator"),
        ("Lothmere's foreign minister, Rafe Aldous", "Rafe Aldous", "Lothmere's foreign minister"),
        ("The historian Yusuf Amberly", "Yusuf Amberly", "The historian"),
        ("Ruel Amsden, 58, a retired brakeman", "Ruel Amsden", "a retired brakeman"),
        ("Fenna Aust, a leader of the far-right party", "Fenna Aust", "a leader of the far-right party"),
        ("Maud Penhale, who led the Brennish team", "Maud Penhale", "who led the Brennish team"),
        ("Transmere, the news agency", "Transmere", "the news agency"),
        ("Dreel's deputy, Fenna Aust", "Fenna Aust", "Dreel's deputy"),
    ],
)
def test_descriptions_on_either_side_of_a_name_are_kept(source: str, name: str, description: str) -> None:
    found = find(f"{source}, said no.", source)
    assert found.name(0) == name
    assert description in found.words(found.of(0).descriptions)


def test_a_role_means_the_one_person_who_has_it() -> None:
    text = "The trade minister, Josip Hartel, resigned. A day later the minister said he was glad."
    found = find(text, "the minister", Said("he", 2))
    assert found.name(0) == "Josip Hartel"
    assert found.why(0).ground is Ground.ROLE
    assert found.why(0).confidence < 1


def test_somebody_described_first_and_named_later_is_one_party() -> None:
    text = (
        "The foreign minister of Lothmere sat down to dinner and said no.\n\n"
        "The minister, Rafe Aldous, warned that it would rain."
    )
    found = find(text, "The foreign minister of Lothmere", "The minister, Rafe Aldous")
    assert found.of(0) == found.of(1)
    assert found.name(0) == "Rafe Aldous"


def test_a_role_with_two_holders_is_unresolved_with_both() -> None:
    text = "Rafe Aldous, the Lothmeran minister, met Hana Lisk, the Orvanian minister. The minister said no."
    found = find(text, "The minister")
    assert found.parties.of_attributions[0][0] is None
    assert {found.by_id(c).name for c in found.why(0).candidates} == {"Rafe Aldous", "Hana Lisk"}
    assert "minister" in found.why(0).reason


def test_the_owner_tells_two_ministries_apart() -> None:
    text = (
        "Lothmere's Foreign Ministry said no. Orvane's Foreign Ministry said yes. "
        "The Orvanian ministry said it again."
    )
    found = find(text, "Lothmere's Foreign Ministry", "Orvane's Foreign Ministry", "The Orvanian ministry")
    assert found.of(0) != found.of(1)
    assert found.of(2) == found.of(1)
    assert {found.of(k).kind for k in range(3)} == {PartyKind.GOVERNMENT}


def test_two_people_of_one_surname_are_kept_apart() -> None:
    text = "Anke Dorn met Peter Dorn. Dorn said no. Ms. Dorn said yes. Peter Dorn left."
    found = find(text, Said("Dorn", 2), "Ms. Dorn")
    assert found.parties.of_attributions[0][0] is None
    assert {found.by_id(c).name for c in found.why(0).candidates} == {"Anke Dorn", "Peter Dorn"}
    assert found.why(0).reason == "two named Dorn"
    assert found.name(1) == "Anke Dorn"


def test_the_title_tells_two_of_one_surname_apart() -> None:
    text = "Gov. Lenora Tace met her brother, the trader Milo Tace. Gov. Tace said no."
    assert find(text, "Gov. Tace").name(0) == "Lenora Tace"


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("The Harrow Post had it first. The Post said two aides knew.", "The Post", "Harrow Post"),
        ("The Harrow Post had it first. The newspaper said two aides knew.", "The newspaper", "Harrow Post"),
        ("The Hallan Courier had it. The paper said two aides knew.", "The paper", "Hallan Courier"),
        ("The Tarn Broadcasting Company fell silent. TBC said so.", "TBC", "Tarn Broadcasting Company"),
        ("Quillon Instruments makes meters. Quillon said no.", "Quillon", "Quillon Instruments"),
        ("Quillon Instruments makes meters. The company said no.", "The company", "Quillon Instruments"),
        ("The Orvane Water Authority met. The authority said no.", "The authority", "Orvane Water Authority"),
    ],
)
def test_bodies_are_known_by_all_their_names(text: str, source: str, name: str) -> None:
    nth = 1 if source == "Quillon" else 0
    found = find(text, Said(source, nth))
    assert found.name(0).removeprefix("The ") == name


@pytest.mark.parametrize(
    ("text", "source", "kind"),
    [
        ("The Kremlin said no.", "The Kremlin", PartyKind.GOVERNMENT),
        ("Washington said no.", "Washington", PartyKind.GOVERNMENT),
        ("Brennick's cabinet offered a lease.", "Brennick's cabinet", PartyKind.GOVERNMENT),
        ("Orvane's president left. Orvane said no.", "Orvane", PartyKind.GOVERNMENT),
        ("A leaked memo said no.", "A leaked memo", PartyKind.DOCUMENT),
        ("A map from the owners shows it.", "A map from the owners", PartyKind.DOCUMENT),
        ("A survey of 1,204 homes found it.", "A survey of 1,204 homes", PartyKind.DOCUMENT),
        ("Residents said no.", "Residents", PartyKind.GROUP),
        ("Critics of the plan said no.", "Critics of the plan", PartyKind.GROUP),
        ("The Skerrow Harbour Trust said no.", "The Skerrow Harbour Trust", PartyKind.ORGANIZATION),
        ("A voice behind her shouted.", "A voice behind her", PartyKind.UNKNOWN),
    ],
)
def test_the_kind_is_what_the_words_tell(text: str, source: str, kind: PartyKind) -> None:
    assert find(text, source).of(0).kind is kind


def test_a_capital_a_palace_and_the_country_are_one_government() -> None:
    found = find(
        "Moscow said no. The Kremlin said it again. Russia said it too.", "Moscow", "The Kremlin", "Russia"
    )
    assert found.of(0) == found.of(1) == found.of(2)
    assert found.why(1).ground is Ground.ALIAS


def test_unnamed_officials_carry_number_nearness_and_reason() -> None:
    text = (
        "Two officials familiar with the talks said it was over. The officials, who spoke on condition of"
        " anonymity because they were not authorized to speak, said more."
    )
    found = find(text, "Two officials familiar with the talks", "The officials")
    party = found.of(0)
    assert found.of(1) == party
    assert (party.naming, party.plural) == (Naming.UNNAMED, True)
    assert party.anonymity is not None
    assert party.anonymity.number == 2
    assert found.words(party.anonymity.nearness) == ["familiar with the talks"]
    assert found.words(party.anonymity.reason) == ["because they were not authorized to speak"]


@pytest.mark.parametrize(
    ("source", "number", "naming"),
    [
        ("Multiple sources close to the president", None, Naming.UNNAMED),
        ("Three people briefed on the plan", 3, Naming.UNNAMED),
        ("A person familiar with the matter", None, Naming.UNNAMED),
        ("An unnamed diplomat", None, Naming.UNNAMED),
        ("A State Department spokesperson", None, Naming.DESCRIBED),
        ("A fisherman", None, Naming.DESCRIBED),
    ],
)
def test_described_is_not_unnamed(source: str, number: int | None, naming: Naming) -> None:
    party = find(f"{source} said it was over.", source).of(0)
    assert party.naming is naming
    assert (party.anonymity is not None) == (naming is Naming.UNNAMED)
    assert party.anonymity is None or party.anonymity.number == number


def test_members_of_a_group_are_told_apart_and_belong_to_it() -> None:
    text = (
        "Two officials familiar with the talks said it was over. One said he had read a memo; the other said"
        " she had not. Both officials left."
    )
    found = find(text, "Two officials familiar with the talks", "One", "the other", "Both officials")
    group, one, other = found.of(0), found.of(1), found.of(2)
    assert found.of(3) == group
    assert len({group.id, one.id, other.id}) == 3
    assert set(group.members) == {one.id, other.id}
    assert not one.plural
    assert one.naming is other.naming is Naming.UNNAMED


def test_one_of_the_officials_is_a_member() -> None:
    text = 'Two officials said it was over. "It was a threat," one of the officials said.'
    found = find(text, "Two officials", "one of the officials")
    assert found.of(1).id in found.of(0).members


def test_joined_sources_are_both() -> None:
    text = "Corvin Hill left. Edda Dale stayed. Hill and Dale said the union was wrong."
    found = find(text, "Hill and Dale")
    party = found.of(0)
    assert (party.kind, party.plural) == (PartyKind.GROUP, True)
    assert {found.by_id(m).name for m in party.members} == {"Corvin Hill", "Edda Dale"}


def test_a_ministry_with_and_in_its_name_is_not_joined() -> None:
    text = "Brennick's Ministry of Waters and Harbors said no."
    party = find(text, "Brennick's Ministry of Waters and Harbors").of(0)
    assert party.members == ()
    assert party.name == "Brennick's Ministry of Waters and Harbors"


def test_a_spokesman_speaks_for_an_office_and_is_not_the_office() -> None:
    text = "Orvane's Foreign Ministry met. Its spokeswoman, Celia Vantry, said no. The ministry said no more."
    found = find(text, "Its spokeswoman, Celia Vantry", "The ministry")
    assert found.name(0) == "Celia Vantry"
    assert found.of(0).speaks_for == found.of(1).id
    assert found.of(0) != found.of(1)


def test_a_name_behind_a_spokesman_is_that_of_the_nearest_person() -> None:
    text = "A spokesman for Orvane's president, Ilse Marant, said no."
    found = find(text, "A spokesman for Orvane's president, Ilse Marant")
    assert found.of(0).naming is Naming.DESCRIBED
    assert found.by_id(found.of(0).speaks_for).name == "Ilse Marant"


def test_an_office_is_not_the_person() -> None:
    text = "Tobin Carrow left. Mr. Carrow's office said no. Carrow said yes."
    found = find(text, "Mr. Carrow's office", Said("Carrow", 2))
    assert found.of(0) != found.of(1)
    assert found.of(0).kind is PartyKind.ORGANIZATION


@pytest.mark.parametrize("word", ["I", "We"])
def test_the_first_person_in_a_quotation_is_its_speaker(word: str) -> None:
    text = f'"{word} think it is over," said Maud Penhale.'
    speaker = Said("Maud Penhale", content=f'"{word} think it is over,"', quotation=Quotation.DIRECT)
    found = find(text, speaker, Said(word, parent=0, cue="think"))
    assert found.of(1) == found.of(0)
    assert found.why(1).ground is Ground.FIRST_PERSON


def test_my_brother_is_not_the_speaker() -> None:
    text = 'Huw Marrin, the skipper\'s brother, was there. "My brother said no," said Marrin.'
    speaker = Said("Marrin", 1, content='"My brother said no,"', quotation=Quotation.DIRECT)
    found = find(text, speaker, Said("My brother", parent=0, cue="said"))
    assert found.of(1) != found.of(0)


def test_the_first_person_outside_quotations_is_the_writer() -> None:
    text = "By Tobin Ashgrove\n\nThe board met. I think the fault is ours."
    found = find(text, Said("I", 0, cue="think"))
    assert found.name(0) == "Tobin Ashgrove"
    assert found.why(0).ground is Ground.WRITER


@pytest.mark.parametrize("source", ["We", "This newspaper"])
def test_the_outlet_speaks_of_itself(source: str) -> None:
    text = f"The Estuary reported it last week. {source} asked the ministry."
    found = find(text, source, publisher="The Estuary")
    assert found.name(0).endswith("Estuary")
    assert found.why(0).ground is Ground.WRITER


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("Maud Penhale met Mr. Orrell. She said no.", "She", "Maud Penhale"),
        ("Ms. Hill met Mr. Dale. He said no.", "He", "Mr. Dale"),
        ("Orvane's Foreign Ministry met Mr. Dale. It said no.", "It", "Orvane's Foreign Ministry"),
        ("Traders met Mr. Dale. They said no.", "They", "Traders"),
        ("The lawyer's wife met Rafe Aldous. She said no.", "She", "The lawyer's wife"),
        ("A report was read to the court. It concluded so.", "It", "A report"),
    ],
)
def test_pronouns_agree_in_gender_number_and_kind(text: str, source: str, name: str) -> None:
    found = find(text, source)
    assert found.name(0) == name
    assert found.why(0).ground is Ground.PRONOUN
    assert found.words(found.why(0).words) == [name]


def test_a_speaker_does_not_call_himself_he() -> None:
    text = 'Oren Tallis met Tobin Carrow. "He said no," Oren Tallis said.'
    speaker = Said("Oren Tallis", 1, content='"He said no,"', quotation=Quotation.DIRECT)
    assert find(text, speaker, Said("He", parent=0, cue="said")).name(1) == "Tobin Carrow"


@pytest.mark.parametrize(
    ("text", "source", "reason"),
    [
        ("It rained. He said no.", "He", "no person stands before 'he'"),
        ("They said no.", "They", "no party stands before 'they'"),
        ("Nobody said no.", "Nobody", "'nobody' is nobody"),
        ("One said no.", "One", "no group stands before 'one'"),
    ],
)
def test_what_the_words_do_not_settle_is_unresolved_with_the_reason(
    text: str, source: str, reason: str
) -> None:
    found = find(text, source)
    assert found.parties.of_attributions[0][0] is None
    assert found.why(0).reason == reason
    assert found.why(0).ground is None


def test_they_is_never_one_named_person() -> None:
    assert find("Maud Penhale left. They said no.", "They").parties.of_attributions[0][0] is None


def test_an_attribution_without_a_source_has_neither_party_nor_resolution() -> None:
    text = "It was said that it rained."
    bare = find(text, Said("It")).parties
    assert len(bare.of_attributions) == 1
    found = find_parties(Article(name="a", text=text), [])
    assert (found.parties, found.of_attributions) == ((), ())


def test_labels_of_a_transcript_are_their_speakers() -> None:
    text = (
        "MARA BRISCOE, HOST: Mr. Tallis, the deal died. Did it?\n\nOREN TALLIS: No, it did not die there.\n\n"
        "BRISCOE: Where did it die?\n\nTALLIS: On the telephone, one evening."
    )
    found = find(
        text,
        Said("MARA BRISCOE, HOST", cue=":", quotation=Quotation.DIRECT),
        Said("OREN TALLIS", cue=":", quotation=Quotation.DIRECT),
        Said("BRISCOE", 1, cue=":", quotation=Quotation.DIRECT),
        Said("TALLIS", 1, cue=":", quotation=Quotation.DIRECT),
    )
    assert found.of(0) == found.of(2)
    assert found.of(1) == found.of(3)
    assert {found.of(0).kind, found.of(1).kind} == {PartyKind.PERSON}


def test_the_answers_of_an_interview_are_those_of_its_guest() -> None:
    text = "Nadira Westley is a lawyer.\n\nQ: You say it is over?\n\nA: It is.\n\nQ: Why?\n\nA: Because."
    found = find(
        text,
        Said("A", 0, cue=":", quotation=Quotation.DIRECT),
        Said("Q", cue=":", content="You say it is over?", quotation=Quotation.DIRECT),
        Said("You", cue="say", parent=1),
    )
    assert found.name(0) == "Nadira Westley"
    assert found.of(2) == found.of(0)
    assert found.of(1) != found.of(0)


def test_the_first_person_of_a_turn_is_its_speaker_even_where_the_turn_is_no_attribution() -> None:
    text = "HALE: Were you there?\n\nBRICK TOLLIVER: No. I told the company so.\n\nHALE: Thank you."
    found = find(text, Said("I", 0, cue="told"))
    assert found.name(0) == "Brick Tolliver"


def test_who_and_which_stand_for_the_words_before() -> None:
    text = "The Hallan Courier, which said no, closed. Mr. Dale, who said yes, left."
    found = find(text, "which", "who")
    assert found.name(0).endswith("Hallan Courier")
    assert found.name(1) == "Mr. Dale"


def test_the_headline_names_whom_the_article_names() -> None:
    text = "Officials say talks are over\n\nTwo officials said so on Monday. Lenora Tace did not."
    found = find(text, "Officials", "Two officials")
    assert found.of(0) == found.of(1)


@pytest.mark.parametrize("name", ["Hope", "Baker", "Marsh", "Will"])
def test_a_name_that_is_a_common_word_is_known_by_the_full_name(name: str) -> None:
    text = f"Edda {name} was there, in hope of a marsh, as a baker and his will. {name} said no."
    assert find(text, Said(name, 1)).name(0) == f"Edda {name}"


def test_other_spans_are_resolved_too() -> None:
    text = "Maud Penhale told Rafe Aldous no. She told the minister. Rafe Aldous, the minister, left."
    others = ((place(text, "the minister"),), (place(text, "Rafe Aldous"),), ())
    found = find_parties(Article(name="a", text=text), [], others)
    assert found.of_others[0] == found.of_others[1] is not None
    assert found.of_others[2] is None


def test_everyone_gives_the_parties_that_say_nothing_as_well() -> None:
    article = Article(name="a", text="Maud Penhale met Rafe Aldous at the Harrow Post.")
    assert find_parties(article, ()).parties == ()
    assert {p.name for p in find_parties(article, (), everyone=True).parties} >= {
        "Maud Penhale",
        "Rafe Aldous",
    }
