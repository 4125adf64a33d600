"""Graphs, each as its own readers take it: PROV-O, schema.org held to its definitions, GraphML."""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from datetime import date, datetime
from typing import Any

import pytest

from onrecord.record import Filters, Store
from tests.exports.records import (
    ODD_WORDS,
    dossier_record,
    exported,
    exported_json,
    judge,
    odd,
    record,
    whole_record,
)
from tests.exports.schema_org_terms import PROPERTIES, TYPES, VOCABULARY, kinds_of

rdflib = pytest.importorskip("rdflib")
networkx = pytest.importorskip("networkx")
prov_model = pytest.importorskip("prov.model")
compare = pytest.importorskip("rdflib.compare")

# What rdflib and the prov library say about their own code.
pytestmark = pytest.mark.filterwarnings(
    "ignore::DeprecationWarning:rdflib", "ignore::DeprecationWarning:prov"
)

PROV = rdflib.Namespace("http://www.w3.org/ns/prov#")
ONRECORD = rdflib.Namespace("urn:onrecord:terms:")
LABEL = rdflib.RDFS.label


# --- PROV-O ----------------------------------------------------------------------------------------


def prov(store: Store, filters: Filters = Filters()) -> Any:  # noqa: B008
    return rdflib.Graph().parse(data=exported(store, "prov", filters), format="json-ld")


def labelled(graph: Any, words: str) -> Any:
    (found,) = graph.subjects(LABEL, rdflib.Literal(words))
    return found


def stating(graph: Any, content: str) -> Any:
    (found,) = graph.subjects(PROV.value, rdflib.Literal(content))
    return found


def test_every_statement_is_quoted_from_an_article_or_from_the_statement_around_it() -> None:
    with dossier_record() as store:
        graph = prov(store)
        rows = store.rows(
            "SELECT a.key, r.key AS article, b.key AS parent FROM attribution AS a JOIN article AS r"
            " ON r.id = a.article_id LEFT JOIN attribution AS b ON b.id = a.parent_id"
        )
    for row in rows:
        (source,) = graph.objects(rdflib.URIRef(f"urn:onrecord:attribution:{row['key']}"), PROV.wasQuotedFrom)
        wanted = f"attribution:{row['parent']}" if row["parent"] else f"article:{row['article']}"
        assert str(source) == f"urn:onrecord:{wanted}"
        assert (source, rdflib.RDF.type, PROV.Entity) in graph


def test_everything_that_is_named_is_described() -> None:
    with dossier_record() as store:
        graph = prov(store)
    described = set(graph.subjects(rdflib.RDF.type, None))
    assert {value for value in graph.objects() if isinstance(value, rdflib.URIRef)} - described <= set(
        graph.objects(None, rdflib.RDF.type)
    )


def test_provenance_tells_versions_outlets_speakers_and_primary_sources() -> None:
    with whole_record() as store:
        graph = prov(store)
        older = store.value("SELECT key FROM article WHERE version = 1 AND name = 'ferry'")
    article = labelled(graph, "Ferry firm says lift was checked")
    assert graph.value(article, PROV.wasRevisionOf) == rdflib.URIRef(f"urn:onrecord:article:{older}")
    assert graph.value(article, PROV.wasAttributedTo) == labelled(graph, "The Halvern Echo")
    assert graph.value(article, PROV.specializationOf) == rdflib.URIRef("https://echo.example/ferry")
    sources = set(graph.objects(article, PROV.hadPrimarySource))
    assert labelled(graph, "what Tessin Press reported") in sources
    assert rdflib.URIRef("https://courier.example/crack") in sources
    told = stating(graph, "that the lift was checked in May")
    speaker = graph.value(told, PROV.wasAttributedTo)
    assert graph.value(speaker, LABEL) == rdflib.Literal("Ada Vorn")
    assert (speaker, rdflib.RDF.type, PROV.Person) in graph
    assert graph.value(told, ONRECORD.judgement) == rdflib.Literal("right")


def test_a_reading_is_an_activity_of_the_model_on_the_original() -> None:
    with whole_record() as store:
        graph = prov(store)
    told = stating(graph, "that the lift was checked in May")
    reading = graph.value(told, PROV.wasGeneratedBy)
    model = graph.value(reading, PROV.wasAssociatedWith)
    assert (model, rdflib.RDF.type, PROV.SoftwareAgent) in graph
    assert graph.value(model, ONRECORD.model) == rdflib.Literal("test")
    assert str(graph.value(reading, PROV.endedAtTime)) == "2031-05-01T12:00:00+00:00"
    used = graph.value(reading, PROV.used)
    assert graph.value(graph.value(told, PROV.wasQuotedFrom), PROV.wasDerivedFrom) == used


def test_a_document_and_an_outlet_that_a_statement_names_are_its_primary_sources() -> None:
    with whole_record() as store:
        graph = prov(store)
    asked = stating(graph, "whether “the gate was shut”")
    sources = {str(graph.value(source, LABEL)) for source in graph.objects(asked, PROV.hadPrimarySource)}
    assert sources == {"Dam Charter", "the account of Halvern Echo"}
    unnamed = stating(graph, "the claim that “nobody looked”")
    assert graph.value(unnamed, PROV.hadPrimarySource) is None
    assert graph.value(unnamed, ONRECORD.basis) == rdflib.Literal("three engineers close to the yard")


def test_what_somebody_did_not_say_is_not_attributed_to_them() -> None:
    with whole_record() as store:
        graph = prov(store)
    unsaid = stating(graph, "that the dam would hold")
    assert graph.value(unsaid, PROV.wasAttributedTo) is None
    spokeswoman = graph.value(unsaid, ONRECORD.source)
    assert graph.value(spokeswoman, PROV.actedOnBehalfOf) == labelled(graph, "Tarn Water Bureau")


def test_older_versions_that_are_asked_for_are_told_once_with_their_statements() -> None:
    with whole_record() as store:
        graph = prov(store, Filters(versions=True))
    revisions = list(graph.subject_objects(PROV.wasRevisionOf))
    assert len(revisions) == 1
    assert len(list(graph.subjects(PROV.value))) == 8


@pytest.mark.parametrize("make", [dossier_record, whole_record, lambda: record(odd())])
def test_turtle_says_what_json_ld_says(make: Any) -> None:
    with make() as store:
        graph = prov(store)
        turtle = rdflib.Graph().parse(data=exported(store, "prov", name="x.ttl"), format="turtle")
    assert compare.isomorphic(graph, turtle)


def test_the_prov_library_reads_it_with_the_source_of_every_statement() -> None:
    with dossier_record() as store:
        data = exported(store, "prov", name="x.ttl").decode()
        statements = store.value("SELECT count(*) FROM attribution")
        speakers = store.value(
            "SELECT count(*) FROM attribution WHERE source <> '' AND NOT negated AND NOT modal"
        )
    document = prov_model.ProvDocument.deserialize(content=data, format="rdf", rdf_format="turtle")
    found = [
        entity
        for entity in document.get_records(prov_model.ProvEntity)
        if "urn:onrecord:attribution:" in entity.identifier.uri
    ]
    there = {entity.identifier.uri for entity in document.get_records(prov_model.ProvEntity)}
    assert len(found) == statements
    for entity in found:
        (source,) = entity.get_attribute("prov:wasQuotedFrom")
        assert source.uri in there
    attributed = [
        made.args[0].uri
        for made in document.get_records(prov_model.ProvAttribution)
        if "urn:onrecord:attribution:" in made.args[0].uri
    ]
    assert len(attributed) == len(set(attributed)) == speakers
    assert len(list(document.get_records(prov_model.ProvActivity))) == 12


# --- schema.org ------------------------------------------------------------------------------------


def described(store: Store) -> Any:
    """Return what is written, expanded without asking schema.org for its context."""
    data = exported_json(store, "schema-org")
    assert data["@context"] == VOCABULARY
    data["@context"] = {"@vocab": VOCABULARY}
    return rdflib.Graph().parse(data=json.dumps(data), format="json-ld")


def term(iri: Any) -> str:
    assert str(iri).startswith(VOCABULARY)
    return str(iri).removeprefix(VOCABULARY)


def is_value(graph: Any, value: Any, allowed: set[str]) -> bool:
    """Say whether a value is of one of these types."""
    if not isinstance(value, rdflib.Literal):
        types = [kinds_of(term(kind)) for kind in graph.objects(value, rdflib.RDF.type)]
        return bool(types) and any(allowed & kinds for kinds in types)
    if isinstance(value.value, int):
        return bool(allowed & {"Integer", "Number"})
    if "Text" in allowed:
        return True
    if "URL" in allowed:
        return bool(re.fullmatch(r"https?://[^\s<>\"]+", value))
    return bool(date.fromisoformat(value) if len(value) == 10 else datetime.fromisoformat(value))


@pytest.mark.parametrize("make", [dossier_record, whole_record, lambda: record(odd())])
def test_types_and_properties_are_used_as_schema_org_defines_them(make: Any) -> None:
    with make() as store:
        graph = described(store)
    assert {term(kind) for kind in graph.objects(None, rdflib.RDF.type)} <= set(TYPES)
    for subject, name, value in graph:
        if name == rdflib.RDF.type:
            continue
        domain, values = PROPERTIES[term(name)]
        kinds = [kinds_of(term(kind)) for kind in graph.objects(subject, rdflib.RDF.type)]
        assert any(domain & of for of in kinds), (subject, name)
        assert is_value(graph, value, values), (name, value)


def nodes(store: Store) -> dict[str, Any]:
    return {node.get("text"): node for node in exported_json(store, "schema-org")["@graph"]}


def test_what_is_asserted_is_a_claim_of_its_author_that_appears_in_an_article() -> None:
    with whole_record() as store:
        found = nodes(store)
        party = store.value("SELECT key FROM party WHERE name = 'Ada Vorn'")
    claim = found["that the lift was checked in May"]
    assert claim["@type"] == "Claim"
    assert claim["author"] == {"@id": f"urn:onrecord:party:{party}"}
    assert claim["appearance"]["@id"].startswith("urn:onrecord:article:")
    assert claim["dateCreated"] == "2031-03-04"
    quotation = found["that “nobody looked”"]
    assert quotation["@type"] == ["Claim", "Quotation"]
    assert "author" not in quotation


def test_a_denial_a_question_and_what_was_not_said_are_nobodys_claims() -> None:
    with whole_record() as store:
        found = nodes(store)
    denied = found["She — denied: the claim that “nobody looked”"]
    asked = found["engineer Pell Aster — asked: whether “the gate was shut”"]
    unsaid = found["A spokeswoman for the Tarn Water Bureau — did not say: that the dam would hold"]
    assert denied["@type"] == asked["@type"] == unsaid["@type"] == "CreativeWork"
    assert "author" in denied
    assert "author" not in unsaid
    assert "negated" in unsaid["keywords"]
    assert denied["about"] == {"@id": found["that “nobody looked”"]["@id"]}


def test_there_is_no_verdict_and_nothing_that_a_person_judged_wrong() -> None:
    with whole_record() as store:
        key = store.value("SELECT key FROM statements WHERE latest = 1 AND manner = 'denies'")
        judge(store, key, "wrong", "")
        for kind in ("schema-org", "timelinejs"):
            assert f'{key}", "@type' not in exported(store, kind).decode()
            assert f'"unique_id": "{key}"' not in exported(store, kind).decode()
        data = exported(store, "schema-org").decode()
        assert key in exported(store, "csv").decode()
    assert "ClaimReview" not in data
    assert "Rating" not in data


# --- GraphML ---------------------------------------------------------------------------------------


def graph_of(store: Store) -> Any:
    return networkx.read_graphml(io.BytesIO(exported(store, "graphml")), force_multigraph=True)


def edges(graph: Any, label: str) -> list[tuple[str, str]]:
    name = graph.nodes(data="label")
    return [(name[a], name[b]) for a, b, kind in graph.edges(data="label") if kind == label]


def test_networkx_reads_the_graph_with_what_joins_its_nodes() -> None:
    with whole_record() as store:
        graph = graph_of(store)
    assert Counter(kind for _, kind in graph.nodes(data="type")) == {
        "statement": 5, "party": 8, "article": 2, "outlet": 4,
    }  # fmt: skip
    assert ("Ada Vorn", "that the lift was checked in May") in edges(graph, "says")
    assert edges(graph, "told") == [("that the lift was checked in May", "The Courier")]
    assert edges(graph, "answers") == [("the claim that “nobody looked”", "that “nobody looked”")]
    assert edges(graph, "inside") == [("that “nobody looked”", "the claim that “nobody looked”")]
    assert edges(graph, "speaks for") == [("A spokeswoman", "Tarn Water Bureau")]
    assert ("whether “the gate was shut”", "Dam Charter") in edges(graph, "basis")
    assert ("the claim that “nobody looked”", "three engineers close to the yard") in edges(graph, "basis")
    assert ("Ferry firm says lift was checked", "Tessin Press") in edges(graph, "relays")
    assert edges(graph, "cites") == [("Ferry firm says lift was checked", "The Courier")]
    assert ("The Sluice", "charter") in edges(graph, "published")


def test_attributes_have_types_and_dates_are_strings() -> None:
    with whole_record() as store:
        graph = graph_of(store)
    told = next(data for _, data in graph.nodes(data=True) if data["label"].startswith("that the lift"))
    assert (told["said"], told["negated"], told["judgement"]) == ("2031-03-04", False, "right")
    assert isinstance(told["confidence"], float)
    says = [data for *_, data in graph.edges(data=True) if data["label"] == "says"]
    assert says[0]["manner"] == "says"
    assert says[0]["weight"] == 1.0


def test_no_edge_leads_to_a_node_that_is_not_there() -> None:
    with dossier_record() as store:
        graph = graph_of(store)
        statements = store.value("SELECT count(*) FROM attribution")
    assert all("type" in data for _, data in graph.nodes(data=True))
    assert len(edges(graph, "in")) == statements


def test_characters_that_xml_cannot_hold_do_not_break_it() -> None:
    with record(odd()) as store:
        graph = graph_of(store)
    labels = [data["label"] for _, data in graph.nodes(data=True) if data["type"] == "statement"]
    assert len(labels) == len(ODD_WORDS)
    assert "</data>&amp;" in labels
    assert "a\ufffdb" in labels or "a\ufffdb\ufffd" in labels
