"""Pairs of parties with names that look alike: which are one, which may be, and which are two.

"one" is decided, "maybe" is a suggestion, "two" is neither. A pair stands in both orders.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.article import Naming
from onrecord.link.parties import Seen, decide
from tests.link.shelf import Shelf, met, seen, verdict

BOOM = "2031-02-20"
LATER = "2032-11-03"
OLD = "1988-06-30"

PEOPLE = {
    "the same name and the same role of the same land": (
        seen("Davin Orrell", "Orvane's chief negotiator"), seen("Davin Orrell", "the Orvanian negotiator"),
        "one",
    ),
    "the same name and nothing else": (seen("Davin Orrell"), seen("Davin Orrell", at=LATER), "maybe"),
    "the same name and a role that says nothing": (
        seen("Davin Orrell", "a resident"), seen("Davin Orrell", "a resident", at=BOOM), "maybe",
    ),
    "the same name and a role that many hold, years apart": (
        seen("Davin Orrell", "a spokesman"), seen("Davin Orrell", "the spokesman", at=LATER), "maybe",
    ),
    "the same name and a role that many hold, in one month": (
        seen("Davin Orrell", "a spokesman"), seen("Davin Orrell", "the spokesman", at=BOOM), "one",
    ),
    "a surname alone": (seen("Maud Penhale"), seen("Penhale"), "two"),
    "a surname with a title": (seen("Maud Penhale"), seen("Ms Penhale", forms="Ms Penhale"), "two"),
    "a surname and a role that fits": (
        seen("Ilse Marant", "Orvane's president"), seen("President Marant", "President"), "maybe",
    ),
    "a surname with the other gender": (
        seen("Ilse Marant", "Orvane's president", forms="Ms. Marant"),
        seen("Mr Marant", "the president", forms="Mr Marant"), "two",
    ),
    "two people of one surname": (
        seen("Maud Penhale", "chief negotiator"), seen("Jory Penhale", "chief negotiator"), "two",
    ),
    "father and son": (
        seen("Aldo Brine Sr.", "the harbour master"), seen("Aldo Brine Jr.", "the harbour master"), "two",
    ),
    "one with a Jr and one without": (
        seen("Aldo Brine", "the harbour master"), seen("Aldo Brine Jr.", "the harbour master"), "maybe",
    ),
    "a man and a woman of one name": (
        seen("Robin Hale", "the chairman", with_="Maud Penhale|Davin Orrell"),
        seen("Robin Hale", "the chairwoman", with_="Maud Penhale|Davin Orrell"), "maybe",
    ),
    "Mr and Ms of one name": (
        seen("Robin Hale", "the surveyor", forms="Mr Hale"),
        seen("Robin Hale", "a surveyor", forms="Ms Hale"),
        "maybe",
    ),
    "a goalkeeper and a minister": (
        seen("Tam Corry", "the goalkeeper", with_="Maud Penhale|Davin Orrell"),
        seen("Tam Corry", "the finance minister", with_="Maud Penhale|Davin Orrell"), "maybe",
    ),
    "the presidents of two lands": (
        seen("Tam Corry", "Orvane's president", outlet="The Estuary"),
        seen("Tam Corry", "Brennick's president", outlet="The Estuary"), "maybe",
    ),
    "a lawyer who became minister, known by companions": (
        seen("Tam Corry", "a lawyer", with_="Maud Penhale|Davin Orrell"),
        seen("Tam Corry", "the justice minister", with_="Maud Penhale|Davin Orrell"), "one",
    ),
    "forty years apart": (
        seen("Tam Corry", "the harbour master", at=OLD), seen("Tam Corry", "the harbour master"), "maybe",
    ),
    "fifteen years apart and one role": (
        seen("Tam Corry", "the surveyor", at="2012-01-01"), seen("Tam Corry", "a surveyor"), "maybe",
    ),
    "one companion only": (
        seen("Tam Corry", with_="Maud Penhale"), seen("Tam Corry", with_="Maud Penhale"), "maybe",
    ),
    "two companions": (
        seen("Tam Corry", with_="Maud Penhale|Davin Orrell"),
        seen("Tam Corry", with_="Davin Orrell|Maud Penhale|Lothmere"), "one",
    ),
    "two countries are no company": (
        seen("Tam Corry", with_="Orvane|Brennick"), seen("Tam Corry", with_="Orvane|Brennick"), "maybe",
    ),
    "companions that every article has": (
        seen("Tam Corry", with_="the Foreign Ministry|the government|the police|the Post"),
        seen("Tam Corry", with_="the Foreign Ministry|the government|the police|the Post"), "maybe",
    ),
    "the outlet itself is no companion": (
        seen("Tam Corry", with_="Sluice Review|Orvane", outlet="The Sluice Review"),
        seen("Tam Corry", with_="Sluice Review|Orvane", outlet="The Sluice Review", at=LATER), "maybe",
    ),
    "a predecessor of somebody": (
        seen("Tam Corry", "his predecessor"), seen("Tam Corry", "his predecessor", at=BOOM), "maybe",
    ),
    "a short title and its word": (
        seen("Tam Corry", "Sen.", at=LATER), seen("Tam Corry", "the senator"), "one",
    ),
    "one outlet within a season": (
        seen("Tam Corry", outlet="The Estuary"), seen("Tam Corry", outlet="The Estuary", at=BOOM), "one",
    ),
    "one outlet after years": (
        seen("Tam Corry", outlet="The Estuary"), seen("Tam Corry", outlet="The Estuary", at=LATER), "maybe",
    ),
    "a middle initial": (
        seen("John R. Hale", "the chief surveyor of Orvane"), seen("John Hale", "Orvane's chief surveyor"),
        "one",
    ),
    "a middle initial and little else": (
        seen("John R. Hale", "a surveyor", at=LATER), seen("John Hale", "the surveyor"), "maybe",
    ),
    "two middle initials": (
        seen("John R. Hale", "Orvane's surveyor"), seen("John Q. Hale", "Orvane's surveyor"), "two",
    ),
    "initials alone and a role of the same land": (
        seen("J. R. Hale", "Orvane's surveyor"), seen("John R. Hale", "the Orvanian surveyor"), "one",
    ),
    "one initial and a role": (
        seen("J. Hale", "a surveyor", at=LATER), seen("John Hale", "a surveyor"), "maybe",
    ),
    "another initial": (seen("J. Hale", "Orvane's surveyor"), seen("Peter Hale", "Orvane's surveyor"), "two"),
    "a short form of the given name": (
        seen("William Hale", "Orvane's surveyor"), seen("Bill Hale", "Orvane's surveyor"), "maybe",
    ),
    "half of a double name": (
        seen("Jean-Luc Hale", "Orvane's surveyor"), seen("Jean Hale", "Orvane's surveyor"), "maybe",
    ),
    "half of a double surname": (
        seen("Ada Smith-Jones", "Orvane's surveyor"), seen("Ada Jones", "Orvane's surveyor"), "two",
    ),
    "particles": (
        seen("Anna van der Meer", "Orvane's surveyor"), seen("Anna Van Der Meer", "Orvane's surveyor"), "one",
    ),
    "accents and capitals": (
        seen("José Núñez", "Orvane's surveyor"), seen("JOSE NUNEZ", "Orvane's surveyor"), "one",
    ),
    "a title before the full name": (
        seen("Dr. Ruta Hallam", "the institute's director"), seen("Ruta Hallam", "director of the institute"),
        "one",
    ),
    "a general and no general": (
        seen("General Ott Stranne", "General", with_="Maud Penhale|Davin Orrell"),
        seen("Ott Stranne", with_="Maud Penhale|Davin Orrell"), "one",
    ),
    "speaks for one and the same": (
        seen("Celia Vantry", "a spokeswoman", for_="Lothmere's Foreign Ministry", at=LATER),
        seen("Celia Vantry", "its spokeswoman", for_="the Foreign Ministry of Lothmere"), "one",
    ),
    "a spokeswoman of two ministries": (
        seen("Celia Vantry", "a spokeswoman", for_="Lothmere's Foreign Ministry", at=LATER),
        seen("Celia Vantry", "a spokeswoman", for_="Orvane's Foreign Ministry"), "maybe",
    ),
    "foreign minister and finance minister": (
        seen("Tam Corry", "the foreign minister", at=LATER), seen("Tam Corry", "the finance minister"),
        "maybe",
    ),
}  # fmt: skip

BODIES = {
    "a ministry told three ways": (
        seen("Lothmere's Foreign Ministry", kind="g"), seen("the Foreign Ministry of Lothmere", kind="g"),
        "one",
    ),
    "a ministry with its country before it": (
        seen("the Lothmere Foreign Ministry", kind="g"), seen("LOTHMERE’S FOREIGN MINISTRY", kind="g"), "one",
    ),
    "ministry of affairs": (
        seen("the Ministry of Foreign Affairs of Lothmere", kind="g"),
        seen("Lothmere's Foreign Ministry", kind="g"),
        "one",
    ),
    "the ministries of two countries": (
        seen("Lothmere's Foreign Ministry", kind="g"), seen("Orvane's Foreign Ministry", kind="g"), "two",
    ),
    "two ministries of a country": (
        seen("Lothmere's Foreign Ministry", kind="g"), seen("Lothmere's Defence Ministry", kind="g"), "two",
    ),
    "a ministry without its country": (
        seen("the Foreign Ministry", kind="g", with_="Lothmere|Rafe Aldous"),
        seen("the Foreign Ministry", kind="g", with_="Lothmere|Rafe Aldous"), "two",
    ),
    "a ministry with and without its country": (
        seen("Lothmere's Foreign Ministry", kind="g"), seen("the Foreign Ministry", kind="g"), "two",
    ),
    "the government": (seen("the government", kind="g"), seen("the government", kind="g"), "two"),
    "a country": (seen("Lothmere", kind="g"), seen("Lothmere", kind="g", at=LATER), "one"),
    "a country and its ministry": (
        seen("Lothmere", kind="g"), seen("Lothmere's Foreign Ministry", kind="g"), "two",
    ),
    "British and American spelling": (
        seen("Brennick's Ministry of Waters and Harbours", kind="g"),
        seen("Brennick's Ministry of Waters and Harbors", kind="g"), "one",
    ),
    "a ministry told by the people's name only": (
        seen("the Brennish ministry", kind="g"), seen("the Brennish ministry", kind="g"), "two",
    ),
    "an embassy without its place": (
        seen("Lothmere's embassy", kind="g"), seen("Lothmere's embassy", kind="g"), "two",
    ),
    "an embassy with its place": (
        seen("Lothmere's embassy in Halvern", kind="g"), seen("the Lothmere embassy in Halvern", kind="g"),
        "one",
    ),
    "embassies in two places": (
        seen("Lothmere's embassy in Halvern", kind="g"), seen("Lothmere's embassy in Wyndle", kind="g"),
        "two",
    ),
    "a paper": (seen("The Harrow Post", kind="o"), seen("the Harrow Post", kind="o", at=LATER), "one"),
    "a paper and its short name": (
        seen("The Harrow Post", kind="o"), seen("the Post", kind="o", with_="Ilse Marant|Davin Orrell"),
        "two",
    ),
    "two papers of one city": (seen("The Harrow Post", kind="o"), seen("Harrow Courier", kind="o"), "two"),
    "papers of one name in two cities": (
        seen("The Harrow Post", kind="o"), seen("The Sellick Post", kind="o"), "two",
    ),
    "a paper and its city": (seen("The Harrow Post", kind="o"), seen("Harrow", kind="g"), "two"),
    "a club and its city": (
        seen("Harrow", kind="o", with_="Ilse Marant|Davin Orrell"),
        seen("Harrow", kind="g", with_="Ilse Marant|Davin Orrell"), "maybe",
    ),
    "a company and its founder": (
        seen("Mara Ardent", kind="p"), seen("Mara Ardent", kind="o"), "two",
    ),
    "a company and its founder's surname": (seen("Ardent Ltd", kind="o"), seen("Ms Ardent", kind="p"), "two"),
    "a company with and without Ltd": (
        seen("Ardent Fisheries Ltd", kind="o"), seen("Ardent Fisheries", kind="o"), "one",
    ),
    "two companies of a family": (seen("Ardent Fisheries", kind="o"), seen("Ardent Motors", kind="o"), "two"),
    "one word and nothing else": (seen("Transmere", kind="o"), seen("Transmere", kind="o"), "maybe"),
    "one word and companions": (
        seen("Transmere", kind="o", with_="Ilse Marant|Davin Orrell"),
        seen("Transmere", kind="o", with_="Ilse Marant|Davin Orrell"), "one",
    ),
    "an acronym that an article explains": (
        seen("Orvane Water Authority", kind="o", forms="OWA", with_="Ilse Marant|Davin Orrell"),
        seen("OWA", kind="o", with_="Ilse Marant|Davin Orrell"), "one",
    ),
    "an acronym that nobody explains": (
        seen("Orvane Water Authority", kind="o", with_="Ilse Marant|Davin Orrell"),
        seen("OWA", kind="o", with_="Ilse Marant|Davin Orrell"), "maybe",
    ),
    "an acronym among strangers": (seen("Orvane Water Authority", kind="o"), seen("OWA", kind="o"), "two"),
    "the acronym of two bodies": (
        seen("Orvane Water Authority", kind="o", forms="OWA"),
        seen("Oldmoor Wool Auction", kind="o", forms="OWA"),
        "two",
    ),
    "the acronym of two bodies in one company": (
        seen("Orvane Water Authority", kind="o", forms="OWA", with_="Ilse Marant|Davin Orrell"),
        seen("Oldmoor Wool Auction", kind="o", forms="OWA", with_="Ilse Marant|Davin Orrell"), "maybe",
    ),
    "a hospital that many towns have": (
        seen("Victoria Hospital", kind="o"), seen("Victoria Hospital", kind="o"), "maybe",
    ),
    "a council of common words among strangers": (
        seen("Council of River States", kind="o"), seen("Council of River States", kind="o"), "maybe",
    ),
    "what belongs to somebody of the article": (
        seen("his administration", kind="g"), seen("his administration", kind="g"), "two",
    ),
    "a country by its letters": (seen("the United States", kind="g"), seen("the U.S.", kind="g"), "one"),
    "adherents taken for a person": (
        seen("Congressional Democrats", "lawmakers"), seen("Congressional Democrats", "lawmakers"), "two",
    ),
    "where a body sits": (
        seen("Pendry-based Ashlow Institute", kind="o"), seen("the Ashlow Institute", kind="o"), "one",
    ),
    "the supreme court": (seen("the Supreme Court", kind="o"), seen("the Supreme Court", kind="o"), "two"),
    "the police": (seen("Police", kind="o"), seen("police", kind="o"), "two"),
    "a party that every country has": (
        seen("the Labour Party", kind="o"), seen("Labour Party", kind="o"), "two",
    ),
    "a university turned round": (
        seen("University of Harrow", kind="o"), seen("Harrow University", kind="o"), "two",
    ),
    "one in the world": (seen("the United Nations", kind="o"), seen("United Nations", kind="g"), "one"),
    "of unknown kind": (seen("Radio Pendry", kind="u"), seen("Radio Pendry", kind="o"), "one"),
    "a treaty": (seen("the Ashlow Treaty", kind="d"), seen("Ashlow Treaty", kind="d"), "one"),
    "a report": (seen("the Hallam Report", kind="d"), seen("the Hallam report", kind="d"), "maybe"),
    "a letter": (seen("the letter", kind="d"), seen("the letter", kind="d"), "two"),
    "a treaty and an office": (seen("the Ashlow Treaty", kind="d"), seen("Ashlow Treaty", kind="o"), "two"),
}  # fmt: skip

UNNAMED = {
    "a spokesman": (
        seen("a spokesman for Lothmere", naming=Naming.DESCRIBED),
        seen("a spokesman for Lothmere", naming=Naming.DESCRIBED), "two",
    ),
    "two officials": (
        seen("two officials", kind="r", naming=Naming.UNNAMED, plural=True),
        seen("two officials", kind="r", naming=Naming.UNNAMED, plural=True), "two",
    ),
    "residents": (seen("Harrow residents", kind="r", plural=True), seen("Harrow residents", kind="r"), "two"),
    "a named group": (seen("Orrell and Penhale", kind="r"), seen("Orrell and Penhale", kind="r"), "two"),
    "an office of somebody": (
        seen("Mr Carrow's office", kind="o", naming=Naming.DESCRIBED),
        seen("Mr Carrow's office", kind="o", naming=Naming.DESCRIBED), "two",
    ),
}  # fmt: skip

PAIRS = PEOPLE | BODIES | UNNAMED


@pytest.mark.parametrize(("one", "other", "expected"), PAIRS.values(), ids=list(PAIRS))
def test_names_that_look_alike_are_one_party_only_with_evidence(
    one: Seen, other: Seen, expected: str
) -> None:
    assert met(one, other) == expected


@pytest.mark.parametrize(("one", "other", "expected"), PAIRS.values(), ids=list(PAIRS))
def test_the_order_of_two_articles_does_not_matter(one: Seen, other: Seen, expected: str) -> None:
    assert met(other, one) == expected


def test_companions_that_every_article_names_say_little() -> None:
    pair = [
        seen("Tam Corry", with_="Ilse Marant|Tobin Carrow"),
        seen("Tam Corry", with_="Ilse Marant|Tobin Carrow"),
    ]
    often = {"p marant,ilse": 169, "p carrow,tobin": 125}
    assert verdict(decide(pair[1], Shelf([pair[:1]]))) == "one"
    assert verdict(decide(pair[1], Shelf([pair[:1]], often=often))) == "maybe"


def test_after_a_person_merged_a_surname_into_a_party_the_next_one_with_its_role_is_it() -> None:
    group = [seen("Ilse Marant", "Orvane's president"), seen("President Marant", "President")]
    again = seen("President Marant", "President", at=LATER)
    assert verdict(decide(again, Shelf([group]))) == "maybe"
    assert verdict(decide(again, Shelf([group], judged={0}))) == "one"
    assert verdict(decide(seen("Marant", at=LATER), Shelf([group], judged={0}))) == "two"


def test_evidence_carries_the_words_of_both() -> None:
    one, other = (
        seen("Davin Orrell", "Orvane's chief negotiator"),
        seen("Davin Orrell", "the Orvanian negotiator"),
    )
    decision = decide(other, Shelf([[one]]))
    assert [(found.kind, found.one, found.other) for found in decision.evidence] == [
        ("name", "Davin Orrell", "Davin Orrell"),
        ("role", "Orvane's chief negotiator", "the Orvanian negotiator"),
        ("period", "2031-02-05", "2031-02-05"),
    ]


def test_a_contradiction_is_told_in_words_and_without_evidence_nothing_is() -> None:
    keeper, minister = "the goalkeeper", "the finance minister"
    assert met(seen("Tam Corry", keeper), seen("Tam Corry", minister)) == "two"
    company = "Maud Penhale|Davin Orrell"
    shelf = Shelf([[seen("Tam Corry", keeper, with_=company)]])
    (suggestion,) = decide(seen("Tam Corry", minister, with_=company), shelf).suggestions
    assert suggestion.reason == (
        "the same name, and both articles also name Davin Orrell, Maud Penhale,"
        " but “the goalkeeper” and “the finance minister” are hardly one"
    )


names = st.text(st.sampled_from("abc .-'’JrIÖßıM\u0301 "), max_size=24)


@given(one=names, other=names, kind=st.sampled_from("pogdu"), words=names)
def test_any_names_are_compared_the_same_whichever_comes_first(
    one: str, other: str, kind: str, words: str
) -> None:
    first, second = seen(one, words, kind=kind, forms=words), seen(other, words, kind=kind)
    assert met(first, first) in {"one", "maybe", "two"}
    assert (met(first, second) == "two") <= (met(second, first) != "one")
