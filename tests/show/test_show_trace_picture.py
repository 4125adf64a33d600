"""The chain of a trace as a picture: nothing lies over anything else, and nothing is lost."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings

from onrecord.link.trace import Trace
from onrecord.show.trace_build import graph_of
from onrecord.show.trace_graph import Graph, NodeKind, Texts
from onrecord.show.trace_layout import Arrow, Layout, Rect, layout
from onrecord.show.trace_measure import fitted, text_width, wrapped
from onrecord.show.trace_order import isotonic
from onrecord.show.trace_svg import trace_svg
from tests.show.random_traces import texts, traces
from tests.show.traces import EVERY, circular, hostile, large, small

SVG = "{http://www.w3.org/2000/svg}"
ANY = pytest.mark.parametrize("name", EVERY)


def picture(trace: Trace, known: Texts | None = None) -> tuple[Graph, Layout]:
    graph = graph_of(trace, known)
    return graph, layout(graph)


def along(arrow: Arrow) -> Iterator[tuple[float, float]]:
    """Yield places along an arrow as it is drawn: level, or a curve with level ends."""
    for (x, y), (end, below) in pairwise(arrow.points):
        for step in range(1, 12):
            t = step / 12
            rise = 3 * t * t - 2 * t * t * t  # the height of a curve whose handles are level
            yield x + (end - x) * (0.5 * 3 * t * (1 - t) + t**3), y + (below - y) * rise


def check(placed: Layout) -> None:
    whole = Rect(0, 0, placed.width, placed.height)
    boxes = [box.rect for box in placed.boxes]
    labels = [arrow.label_rect for arrow in placed.arrows if arrow.label_rect]
    for one, other in combinations([*boxes, *labels], 2):
        assert not one.meets(other), (one, other)
    for rect in [*boxes, *labels]:
        assert rect.x >= 0 and rect.x + rect.width <= whole.width
        assert rect.y >= 0 and rect.y + rect.height <= whole.height
    for arrow in placed.arrows:
        for x, y in along(arrow):
            hit = [box.node.name for box in placed.boxes if Rect(x, y, 0.01, 0.01).meets(box.rect)]
            assert not hit, (arrow.edge, hit)


@ANY
def test_boxes_and_labels_never_overlap_and_no_arrow_runs_through_a_box(name: str) -> None:
    check(picture(*EVERY[name]())[1])


@given(traces(), texts())
@settings(deadline=None, derandomize=True, max_examples=50)
def test_any_trace_can_be_drawn_as_well_formed_xml(trace: Trace, known: Texts) -> None:
    graph, placed = picture(trace, known)
    check(placed)
    assert len(placed.boxes) == len(graph.nodes)
    assert len(placed.arrows) == len(graph.edges)
    ET.fromstring(trace_svg(trace, known).encode("utf-8"))


@pytest.mark.parametrize("days", [1, 6, 30])
def test_time_runs_to_the_right_and_sources_stand_at_the_left(days: int) -> None:
    _, placed = picture(*large(days))
    articles = [box for box in placed.boxes if box.node.kind is NodeKind.ARTICLE]
    articles.sort(key=lambda box: ((box.node.published or "")[:10], box.rect.x))
    assert [box.rect.x for box in articles] == sorted(box.rect.x for box in articles)
    sources = [box.rect.x for box in placed.boxes if box.node.origin]
    assert max(sources) < min(box.rect.x for box in articles)
    when = {box.node.id: box.node.published or "" for box in placed.boxes}
    for arrow in placed.arrows:
        against_time = when[arrow.edge.source] > when[arrow.edge.target] > ""
        assert arrow.backwards == against_time or arrow.edge.answers


def test_each_day_has_a_tick_over_its_column() -> None:
    _, placed = picture(*small())
    assert [tick.text for tick in placed.ticks] == ["told by", "3 Mar 2031", "5 Mar 2031"]
    where = {box.node.name: box.rect.x for box in placed.boxes}
    assert placed.ticks[2].x == where["Sunday Post"]


def test_copies_are_folded_under_what_they_copy() -> None:
    graph, _ = picture(*small())
    wire = next(node for node in graph.nodes if node.name == "NPA")
    assert [copy.name for copy, _ in wire.copies] == ["Colm Herald", "Valley Echo"]
    assert "Colm Herald" not in [node.name for node in graph.nodes]
    assert "+ 2 copies" in trace_svg(*small())


def test_a_copy_with_a_witness_of_its_own_keeps_its_box() -> None:
    graph, _ = picture(*large())
    folded = {copy.url for node in graph.nodes for copy, _ in node.copies}
    told_on = {edge.source for edge in graph.edges}
    assert folded
    assert not folded & told_on


def test_unnamed_sources_of_two_articles_stay_apart_unless_the_trace_joins_them() -> None:
    graph, _ = picture(*circular())
    assert [node.name for node in graph.nodes if node.kind is NodeKind.UNNAMED] == ["officials"]
    joined, _ = picture(*large())
    assert len([node for node in joined.nodes if node.kind is NodeKind.UNNAMED]) == 2


def test_an_outlet_whose_article_the_record_lacks_stands_for_itself() -> None:
    graph, _ = picture(*circular())
    names = {node.name: node.kind for node in graph.nodes}
    assert names["Telegraf"] is NodeKind.OUTLET
    assert names["Evening Crier"] is NodeKind.ARTICLE
    assert ("officials", "the Crier") in {
        (graph.by_id()[edge.source].name, graph.by_id()[edge.target].name) for edge in graph.edges
    }


def test_arrows_of_a_circle_are_marked_and_one_of_them_runs_against_time() -> None:
    _, placed = picture(*circular())
    round_about = [arrow for arrow in placed.arrows if arrow.edge.circular]
    assert sorted(arrow.backwards for arrow in round_about) == [False, True]
    assert all(arrow.label.startswith("↺ “") for arrow in round_about)


def test_answers_stand_below_everything_else_and_point_to_what_they_answer() -> None:
    graph, placed = picture(*small())
    lowest = max(b.rect.y + b.rect.height for b in placed.boxes if b.node.kind is not NodeKind.ANSWER)
    answers = [box for box in placed.boxes if box.node.kind is NodeKind.ANSWER]
    assert min(box.rect.y for box in answers) > lowest
    assert placed.answers_y is not None and lowest < placed.answers_y < answers[0].rect.y
    ends = [(edge.source, graph.by_id()[edge.target].name) for edge in graph.edges if edge.answers]
    assert sorted(name for _, name in ends) == ["NPA", "NPA"]


def test_the_picture_is_told_in_words_and_loads_nothing() -> None:
    root = ET.fromstring(trace_svg(*small()))
    assert root.get("role") == "img"
    assert (
        root.findtext(f"{SVG}title")
        == "Where it comes from: The Harbour Trust knew in May that the pier was cracked."
    )
    told = root.findtext(f"{SVG}desc") or ""
    assert "5 articles (5 statements), 2 origins (1 certain)" in told
    assert "NPA has it from The Bray Star: “the Bray Star reported on Monday”." in told
    assert set(root.get("aria-labelledby", "").split()) == {"trace-title", "trace-desc"}
    assert not [e for e in root.iter() if e.tag in (f"{SVG}image", f"{SVG}script", f"{SVG}foreignObject")]
    assert "url(http" not in trace_svg(*small()) and "@import" not in trace_svg(*small())


def test_what_is_cut_in_a_box_stands_whole_in_its_tooltip() -> None:
    long = "told in May that the pier was cracked"
    root = ET.fromstring(trace_svg(*small()))
    assert not any(long in (text.text or "") for text in root.iter(f"{SVG}text"))
    assert any(f"“{long}”" in (title.text or "") for title in root.iter(f"{SVG}title"))


def test_text_that_runs_from_right_to_left_is_set_apart() -> None:
    texts = [text.text or "" for text in ET.fromstring(trace_svg(*hostile())).iter(f"{SVG}text")]
    assert "\u2068الجريدة اليومية\u2069" in texts


def test_a_line_is_cut_to_its_width_and_broken_at_spaces() -> None:
    assert fitted("short", 100, 11) == "short"
    cut = fitted("a name that goes on and on", 80, 11)
    assert cut.endswith("…") and text_width(cut, 11) <= 80
    assert wrapped("two people familiar with the talks", 140, 13, 2) == ["two people", "familiar with the t…"]
    assert wrapped("x" * 500, 100, 13, 2)[-1].endswith("…")


def test_heights_are_the_nearest_that_never_fall() -> None:
    assert isotonic([1, 3, 2, 5], [1, 1, 1, 1]) == [1, 2.5, 2.5, 5]
    assert isotonic([3, 0], [3, 1]) == [2.25, 2.25]
