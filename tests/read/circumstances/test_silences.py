from __future__ import annotations

import pytest

import onrecord
from onrecord.article import Article, Manner, Silence, SilenceKind
from onrecord.read.circumstances import find_silences
from tests.read.circumstances.marked import dates, marked, texts

K = SilenceKind
NON_ANSWERS = {
    "The ministry did not respond to a request for comment.": (K.NO_RESPONSE, "The ministry"),
    "The ministry did not immediately respond.": (K.NO_RESPONSE, "The ministry"),
    "The presidency has still not replied.": (K.NO_RESPONSE, "The presidency"),
    "She did not reply to a message left at her office.": (K.NO_RESPONSE, "She"),
    "Tarn Mutual had not answered by Sunday night.": (K.NO_RESPONSE, "Tarn Mutual"),
    "The agency has yet to respond to questions.": (K.NO_RESPONSE, "The agency"),
    "Its main sponsor, Tarn Mutual, did not return calls.": (K.NO_RESPONSE, "Its main sponsor, Tarn Mutual"),
    "Calls to the mayor’s office were not returned.": (K.NO_RESPONSE, "the mayor’s office"),
    "There was no immediate comment from the embassy.": (K.NO_RESPONSE, "the embassy"),
    "Lothmere's embassy did not answer its telephone.": (K.NO_RESPONSE, "Lothmere's embassy"),
    "On Monday the ministry declined to comment.": (K.DECLINED, "the ministry"),
    "He was busy and the fire authority declined to comment.": (K.DECLINED, "the fire authority"),
    "Hill and Dale declined to comment.": (K.DECLINED, "Hill and Dale"),
    "The council would not say whether it had a list.": (K.DECLINED, "The council"),
    "The company would not name the other party.": (K.DECLINED, "The company"),
    "He answered no further questions.": (K.DECLINED, "He"),
    "The reporter called, but the director hung up.": (K.DECLINED, "the director"),
    "The director could not be reached for comment.": (K.UNREACHABLE, "The director"),
    "The Post was unable to reach Mr. Orrell for comment.": (K.UNREACHABLE, "Mr. Orrell"),
    "The chairman was not available for comment.": (K.UNREACHABLE, "The chairman"),
    "The ministry referred questions to the presidency.": (K.REFERRED, "The ministry"),
    "The ministry refers us to the presidency.": (K.REFERRED, "The ministry"),
    "The embassy said it had ‘no observations to offer’.": (K.EVADED, "The embassy"),
    "Asked whether it was true, the spokesman said he had nothing to add.": (K.EVADED, "the spokesman"),
    "The statement did not address the allegation.": (K.EVADED, "The statement"),
    "The senator offered no evidence for the claim.": (K.NO_EVIDENCE, "The senator"),
}


def _one(text: str) -> tuple[Article, Silence]:
    article = Article(name="test", text=text)
    found = find_silences(article, (), ())
    assert len(found) == 1, found
    return article, found[0]


@pytest.mark.parametrize("text", NON_ANSWERS)
def test_a_non_answer_is_found_with_its_kind_and_who_gave_none(text: str) -> None:
    article, silence = _one(text)
    assert (silence.kind, texts(article, silence.source)) == (NON_ANSWERS[text][0], [NON_ANSWERS[text][1]])


@pytest.mark.parametrize(
    "text",
    [
        "The council has not responded to the fire.",
        "The patient did not respond to treatment.",
        "The troops did not respond with force.",
        "She refused to sign and declined to attend.",
        "Sales declined to 40 million.",
        "She did not say where he was.",
        "If they do not respond, the talks are over.",
        "Witnesses may decline to answer questions.",
        "An agreement could not be reached by road.",
        "He referred her to a specialist.",
        "Don't get hung up on the numbers.",
        "There is no evidence of fraud.",
        "She did not address the crowd.",
        "He refuses to release his tax records.",
        "I have nothing to add to five gates and a pencil.",
    ],
)
def test_what_only_sounds_like_a_non_answer_is_none(text: str) -> None:
    assert find_silences(Article(name="test", text=text), (), ()) == ()


def test_a_silence_that_is_denied_is_none() -> None:
    denied = onrecord.read("The ministry denied that it had declined to comment.")
    assert [made.manner for made in denied.attributions][:1] == [Manner.DENIES]
    assert denied.silences == ()
    both = onrecord.read("The ministry denied the charge and declined to comment further.")
    assert [silence.kind for silence in both.silences] == [K.DECLINED]


def test_what_was_asked_and_who_asked_are_told() -> None:
    article, silence = _one("Asked by the Journal about the loan, the ministry declined to comment.")
    assert texts(article, silence.about) == ["the loan"]
    assert texts(article, silence.asked_by_words) == ["the Journal"]
    article, silence = _one("The ministry did not respond to the Post's questions about the dinner.")
    assert texts(article, silence.about) == ["the dinner"]
    assert texts(article, silence.asked_by_words) == ["the Post"]


def test_no_answer_so_far_belongs_to_the_question_before() -> None:
    article, given = marked(
        "At eight [s we] [c asked] the presidential office [q whether there was a memo]. No answer so far.",
        Manner.ASKS,
    )
    (silence,) = find_silences(article, given, ())
    assert texts(article, silence.source) == ["the presidential office"]
    assert texts(article, silence.asked_by_words) == ["we"]
    assert texts(article, silence.about) == ["whether there was a memo"]


def test_when_it_was_asked_is_not_when_what_was_asked_about_happened() -> None:
    article = Article(name="test", text="The office did not respond to requests for comment on Thursday.")
    (silence,) = find_silences(article, (), dates(article, "Thursday"))
    assert silence.dates == (0,)
    assert silence.about == ()


def test_did_not_say_is_a_non_answer_to_a_question() -> None:
    article, given = marked(
        "[c Asked] [q whether it was so], the ministry replied politely. "
        "It did not say whether the claim was true.",
        Manner.ASKS,
    )
    (silence,) = find_silences(article, given, ())
    assert silence.kind is K.EVADED


def test_who_stands_for_the_one_before_it() -> None:
    article, silence = _one("Roe spoke to the port authority, which could not be reached later.")
    assert texts(article, silence.source) == ["the port authority"]


def test_a_silence_about_a_named_accusation_leads_to_it() -> None:
    article, given = marked(
        "[s Marant] [c accused] [q the ministry of delay]. Vantry declined to comment on the accusation.",
        Manner.ACCUSES,
    )
    (silence,) = find_silences(article, given, ())
    assert silence.attribution == 0
