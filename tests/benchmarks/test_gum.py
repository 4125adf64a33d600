"""The exam on GUM, on an invented document in its formats."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.gum_attributions import score_document
from benchmarks.gum_corpus import Document, documents, read_chains
from benchmarks.gum_parties import SYSTEMS, head_of, score_parties
from onrecord.article import Attribution, Manner, Mention, Naming, Party, PartyKind, Quotation, Span

NAME = "GUM_news_dam"
# Words with their head (1 is the first of the sentence), relation, the space after them, and brackets.
SENTENCES = (
    ("Dam safe", "# newpar", [("Dam", 2, "nsubj", " ", "(object-1)"), ("safe", 0, "root", " ", "_")]),
    (
        "Ada Vorn, the mayor, said the dam held.",
        "# newpar",
        [
            ("Ada", 7, "nsubj", " ", "(person-2"),
            ("Vorn", 1, "flat", "", "person-2)"),
            (",", 5, "punct", " ", "_"),
            ("the", 5, "det", " ", "(person-2"),
            ("mayor", 1, "appos", "", "person-2)"),
            (",", 5, "punct", " ", "_"),
            ("said", 0, "root", " ", "_"),
            ("the", 9, "det", " ", "(object-1"),
            ("dam", 10, "nsubj", " ", "object-1)"),
            ("held", 7, "ccomp", "", "_"),
            (".", 7, "punct", " ", "_"),
        ],
    ),
    (
        "She didn't say when the Wend Board knew.",
        "",
        [
            ("She", 4, "nsubj", " ", "(person-2)"),
            ("did", 4, "aux", "", "_"),
            ("n't", 4, "advmod", " ", "_"),
            ("say", 0, "root", " ", "_"),
            ("when", 9, "advmod", " ", "_"),
            ("the", 8, "det", " ", "(organization-3-Wend_Board"),
            ("Wend", 8, "compound", " ", "(place-4)"),
            ("Board", 9, "nsubj", " ", "organization-3-Wend_Board)"),
            ("knew", 4, "ccomp", "", "_"),
            (".", 4, "punct", " ", "_"),
        ],
    ),
)
RS4 = """<rst><header><relations>
<rel name="attribution-positive" type="rst"/><rel name="attribution-negative" type="rst"/>
<rel name="joint-list" type="multinuc"/></relations></header><body>
<segment id="1" parent="6" relname="organization-heading">Dam safe</segment>
<segment id="2" parent="3" relname="attribution-positive">Ada Vorn , the mayor , said</segment>
<segment id="3" parent="7" relname="span">the dam held .</segment>
<segment id="4" parent="5" relname="attribution-negative">She did n't say</segment>
<segment id="5" parent="8" relname="span">when the Wend Board knew .</segment>
<group id="7" type="span" parent="6" relname="joint-list"/>
<group id="8" type="span" parent="6" relname="joint-list"/>
<group id="6" type="multinuc"/>
<signals><signal source="2" type="semantic" subtype="attribution_source" tokens="3,4"/>
<signal source="4" type="semantic" subtype="attribution_source" tokens="14"/></signals></body></rst>"""
TEXT = "Dam safe\n\nAda Vorn, the mayor, said the dam held. She didn't say when the Wend Board knew."


@pytest.fixture
def document(tmp_path: Path) -> Document:
    conllu, conll, number = "", f"# begin document {NAME}\n", 0
    for text, mark, words in SENTENCES:
        conllu += f"{mark}\n# meta::dateCreated = 2031-02-06\n# text = {text}\n".lstrip("\n")
        for at, (form, head, relation, space, brackets) in enumerate(words, 1):
            if form == "did":
                conllu += f"{at}-{at + 1}\tdidn't" + "\t_" * 8 + "\n"
            glued = "SpaceAfter=No" if not space else "_"
            conllu += f"{at}\t{form}\t_\t_\t_\t_\t{head}\t{relation}\t_\t{glued}\n"
            conll += f"{number}\t{form}\t{brackets}\n"
            number += 1
        conllu += "\n"
    for folder, name, content in (("dep", "conllu", conllu), ("coref", "conll", conll), ("rst", "rs4", RS4)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / f"{NAME}.{name}").write_text(content, encoding="utf-8")
    (found,) = documents(tmp_path)
    return found


def span(words: str, after: int = 0) -> Span:
    at = TEXT.index(words, after)
    return Span(at, at + len(words))


def said(source: str, cue: str, content: str) -> Attribution:
    return Attribution((span(source),), (span(cue),), (span(content),), Quotation.INDIRECT, Manner.SAYS)


def party(name: str, *mentions: str, kind: PartyKind = PartyKind.PERSON) -> Party:
    return Party(name, name, kind, Naming.NAMED, tuple(Mention(span(words)) for words in mentions))


BOTH = (said("Ada Vorn", "said", "the dam held"), said("She", "didn't say", "when the Wend Board knew"))


def test_the_text_is_as_written_with_its_paragraphs(document: Document) -> None:
    assert document.text == TEXT
    assert document.published == "2031-02-06"
    assert document.genre == "news"
    assert [TEXT[slice(*word.span)] for word in document.words[14:16]] == ["did", "n't"]


def test_attributions_have_their_clause_source_content_and_sign(document: Document) -> None:
    def words(indices: frozenset[int]) -> str:
        return " ".join(TEXT[slice(*document.words[at].span)] for at in sorted(indices))

    one, other = document.attributions
    assert (words(one.clause), words(one.source)) == ("Ada Vorn , the mayor , said", "Ada Vorn")
    assert (words(one.content), one.negative) == ("the dam held .", False)
    assert (words(other.content), other.negative) == ("when the Wend Board knew .", True)


def test_brackets_may_hold_a_name_with_brackets_escaped_and_stand_side_by_side() -> None:
    chains = read_chains("0\tA\t(event-1(person-2-A_%28B%29)\n1\tB\tevent-1)\n2\tC\t(person-2)\n")
    assert sorted([(m.first, m.end, m.kind) for m in chain] for chain in chains) == [
        [(0, 1, "person"), (2, 3, "person")],
        [(0, 2, "event")],
    ]


def test_what_was_found_and_its_sign_are_told_apart(document: Document) -> None:
    tally = score_document(document, BOTH)
    assert (tally.marked, tally.read, tally.paired, tally.sign_right) == (2, 2, 2, 1)
    assert (tally.negative, tally.negative_paired, tally.negative_right) == (1, 1, 0)
    signed = score_document(document, (BOTH[0], replace(BOTH[1], negated=True)))
    assert (signed.sign_right, signed.negative_right, signed.negative_read) == (2, 1, 1)


def test_another_content_or_another_clause_is_not_found(document: Document) -> None:
    wrong_content = said("Ada Vorn", "said", "when the Wend Board knew")
    wrong_clause = said("the Wend Board", "knew", "the dam held")
    assert score_document(document, (wrong_content, wrong_clause)).paired == 0


def test_one_marked_attribution_is_found_once(document: Document) -> None:
    tally = score_document(document, (BOTH[0], BOTH[0]))
    assert (tally.paired, tally.precision, tally.recall) == (1, 0.5, 0.5)


def test_the_head_of_a_name_is_its_last_word_and_joined_names_are_another_mention(document: Document) -> None:
    assert head_of(document.words, 2, 4) == (3, False)
    assert head_of(document.words, 19, 22) == (21, False)


def test_right_chains_are_right_by_head_and_by_words(document: Document) -> None:
    right = (party("Ada Vorn", "Ada Vorn", "the mayor", "She"),)
    figures = score_parties(document, right, BOTH)
    for match in ("head", "exact"):
        assert figures["speakers' chains", match, "people and organizations", "Onrecord", True].mean == 1.0
        # The board never speaks: end to end it is missed.
        assert figures["every chain", match, "people and organizations", "Onrecord", True].mean < 1.0
        assert figures["every chain", match, "people", "Onrecord", True].mean == 1.0


def test_a_longer_mention_has_the_same_head_but_not_the_same_words(document: Document) -> None:
    longer = (party("Ada Vorn", "Ada Vorn, the mayor", "the mayor", "She"),)
    figures = score_parties(document, longer, BOTH)
    assert figures["speakers' chains", "head", "people", "Onrecord", True].mean == 1.0
    assert figures["speakers' chains", "exact", "people", "Onrecord", True].mean < 1.0


def test_baselines_group_the_same_mentions(document: Document) -> None:
    read = (party("Ada Vorn", "Ada Vorn", "the mayor", "She"), party("Wend", "the Wend Board"))
    figures = score_parties(document, read, BOTH)
    found = {
        system: figures["every chain", "head", "people and organizations", system, True] for system in SYSTEMS
    }
    assert {counts.b_cubed.found for counts in found.values()} == {4}
    assert found["Onrecord"].muc.recall == 1.0
    # "She" goes to "the mayor", the nearest; nothing joins the mayor to her name.
    assert found["same name, pronoun to the nearest"].muc.recall == 0.5
    assert found["same name"].muc.recall == found["each alone"].muc.recall == 0.0


def test_without_parties_there_are_no_figures_and_no_error(document: Document) -> None:
    assert all(counts.mean == 0 for counts in score_parties(document, (), BOTH).values())
