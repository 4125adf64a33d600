"""The picture of a trace as SVG: text as text, nothing loaded, light and dark by what the reader prefers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Final

from markupsafe import Markup

from onrecord.link.trace import Trace
from onrecord.show.plain import one_line, visible
from onrecord.show.trace_boxes import LINE_HEIGHT, PADDING, SMALL_SIZE, tooltip
from onrecord.show.trace_build import graph_of
from onrecord.show.trace_graph import Edge, Graph, Node, NodeKind, Texts
from onrecord.show.trace_layout import Arrow, Box, Layout, Point, Tick, layout
from onrecord.show.trace_measure import text_width
from onrecord.show.trace_words import headline

# Letters of scripts that run from right to left: such a line is set apart, or its ends would change sides.
_RIGHT_TO_LEFT: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
# What XML 1.0 has no way to write, beside what `visible` takes out.
_NOT_XML: Final = re.compile("[\ufffe\uffff]")
_FOOT: Final = 34.0


def trace_svg(trace: Trace, texts: Texts | None = None) -> str:
    """Return the picture of a trace as one SVG document."""
    graph = graph_of(trace, texts)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{drawing(trace, graph, layout(graph))}'


def drawing(trace: Trace, graph: Graph, placed: Layout, *, linked: bool = False) -> Markup:
    """Return the `svg` element; with `linked`, each arrow leads to "#arrow-N" of the page around it."""
    height = placed.height + _FOOT
    nodes = graph.by_id()
    drawn = zip(placed.arrows, _lines_of(placed.arrows), strict=True)
    parts = [
        *(_tick(tick, placed.height) for tick in placed.ticks),
        _answers_line(placed),
        *(_arrow(arrow, line, nodes, linked) for arrow, line in drawn),
        *(_box(box, linked) for box in placed.boxes),
        *(_label(arrow, linked) for arrow in placed.arrows),
        _legend(placed),
    ]
    opening = Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" class="trace" role="{role}" width="{w}" height="{h}" '
        'viewBox="0 0 {w} {h}" aria-labelledby="trace-title trace-desc">\n'
        '<title id="trace-title">{title}</title>\n<desc id="trace-desc">{desc}</desc>\n'
        "<style>\n{style}</style>\n"
    )
    # As one image its parts would be hidden from who cannot see it, the links with them.
    head = opening.format(
        role="group" if linked else "img",
        w=_number(max(placed.width, _LEGEND_WIDTH)),
        h=_number(height),
        title=safe(f"Where it comes from: {trace.wording}"),
        desc=safe(_description(trace, graph)),
        style=_style(),
    )
    return head + _HEADS + Markup("\n").join(part for part in parts if part) + Markup("\n</svg>\n")


def safe(text: str) -> str:
    """Return `text` on one line, without what XML cannot hold."""
    return _NOT_XML.sub("\ufffd", one_line(text))


def _isolated(text: str) -> str:
    return f"\u2068{text}\u2069" if _RIGHT_TO_LEFT.search(text) else text


@cache
def _style() -> Markup:
    file = resources.files("onrecord.show").joinpath("templates", "trace_svg.css")
    return Markup(file.read_text(encoding="utf-8"))  # noqa: S704 - never text of an article


_HEAD: Final = Markup(
    '<marker id="head-{kind}" class="head {kind}" viewBox="0 0 8 8" refX="7.2" refY="4" markerWidth="7" '
    'markerHeight="7" markerUnits="userSpaceOnUse" orient="auto-start-reverse">'
    '<path d="M0 0.6 8 4 0 7.4Z"/></marker>'
)
_HEADS: Final = Markup("<defs>{}</defs>\n").format(
    Markup("").join(_HEAD.format(kind=kind) for kind in ("told", "copy", "circular", "answer"))
)
_LEGEND_WIDTH: Final = 760.0


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _description(trace: Trace, graph: Graph) -> str:
    """Return the picture in words, arrow by arrow, for who cannot see it."""
    nodes = graph.by_id()
    arrows = [f"{arrow_words(edge, nodes)}." for edge in graph.edges]
    return " ".join([f"{headline(trace)}.", *arrows])


def arrow_words(edge: Edge, nodes: Mapping[str, Node]) -> str:
    """Return an arrow in words: "Courier has it from officials: “officials said”"."""
    source, target = nodes[edge.source], nodes[edge.target]
    if edge.answers:
        return f"{source.name} {source.how} what {target.name} has"
    circular = " (in a circle)" if edge.circular else ""
    words = edge.label.removeprefix("↺ ")
    return f"{target.name} has it from {source.name}{circular}" + (f": {words}" if words else "")


def kind_of(edge: Edge) -> str:
    """Return the class that an arrow is drawn in."""
    if edge.circular:
        return "circular"
    if edge.answers:
        return "answer"
    return "copy" if edge.evidence[0].ground.value == "copy" else "told"


def _tick(tick: Tick, height: float) -> Markup:
    line = (
        Markup('<path class="rule" d="M{x} 12V{h}"/>').format(x=_number(tick.line), h=_number(height))
        if (tick.line is not None)
        else Markup("")
    )
    text = Markup('<text class="day" x="{x}" y="30">{text}</text>')
    return line + text.format(x=_number(tick.x), text=tick.text)


def _answers_line(placed: Layout) -> Markup:
    if placed.answers_y is None:
        return Markup("")
    found = Markup(
        '<path class="rule across" d="M12 {y}H{end}"/><text class="day" x="16" y="{below}">answers</text>'
    )
    end = _number(placed.width - 12)
    return found.format(y=_number(placed.answers_y), end=end, below=_number(placed.answers_y + 16))


def _parts(points: Sequence[Point]) -> Iterator[tuple[Point, str]]:
    """Yield the parts of an arrow, each with where it begins: level in columns, curved between them."""
    (x, y), (end, below) = points[0], points[-1]
    if len(points) == 2 and x == end:  # in one column: out and back on the right side
        out = x + 18 + min(abs(below - y) / 14, 22)
        yield points[0], _curve(out, y, out, below, x, below)
        return
    for (x, y), (end, below) in pairwise(points):
        middle = (x + end) / 2
        level = f"H{_number(end)}"
        yield (x, y), level if y == below else _curve(middle, y, middle, below, end, below)


def _curve(*numbers: float) -> str:
    return "C{} {} {} {} {} {}".format(*map(_number, numbers))


def _path(parts: Iterable[tuple[Point, str]]) -> str:
    """Return the parts as one path; a pen that is where a part begins is not lifted."""
    path, pen = "", ""
    for (x, y), part in parts:
        start = f"{_number(x)} {_number(y)}"
        path += part if path and pen == start else f"M{start}{part}"
        numbers = part[1:].split(" ")
        pen = f"{numbers[0]} {_number(y)}" if part[0] == "H" else " ".join(numbers[-2:])
    return path


def _lines_of(arrows: Sequence[Arrow]) -> list[str]:
    """Return what is drawn of each arrow: what several share is drawn once, or its dashes would run together.

    The last part, with the head, is always an arrow's own.
    """
    seen: set[tuple[str, Point, str]] = set()
    found = []
    for arrow in arrows:
        parts = list(_parts(arrow.points))
        head = 0 if arrow.backwards else len(parts) - 1
        own = [
            (start, part)
            for number, (start, part) in enumerate(parts)
            if number == head or (kind_of(arrow.edge), start, part) not in seen
        ]
        seen |= {(kind_of(arrow.edge), start, part) for start, part in parts}
        found.append(_path(own))
    return found


def _arrow(arrow: Arrow, line: str, nodes: Mapping[str, Node], linked: bool) -> Markup:
    kind = kind_of(arrow.edge)
    words = safe(arrow_words(arrow.edge, nodes))
    marker = "marker-start" if arrow.backwards else "marker-end"
    drawn = Markup(
        '<title>{words}</title><path class="grip" d="{grip}"/>'
        '<path class="line {kind}" d="{line}" {marker}="url(#head-{kind})"/>'
    ).format(words=words, grip=_path(_parts(arrow.points)), line=line, kind=kind, marker=marker)
    if not linked:
        return Markup("<g>{}</g>").format(drawn)
    opening = Markup('<a class="arrow" href="#arrow-{n}" data-arrow="{n}" aria-label="{words}">{drawn}</a>')
    return opening.format(n=arrow.number, words=words, drawn=drawn)


def _label(arrow: Arrow, linked: bool) -> Markup:
    place = arrow.label_rect
    if place is None:
        return Markup("")
    text = Markup(
        '<rect class="under" x="{x}" y="{y}" width="{w}" height="{h}"/>'
        '<text class="label {kind}" x="{x}" y="{base}">{text}</text>'
    ).format(
        x=_number(place.x),
        y=_number(place.y + 1),
        w=_number(place.width),
        h=_number(place.height - 2),
        base=_number(place.y + place.height / 2 + 4),
        kind=kind_of(arrow.edge),
        text=_isolated(safe(arrow.label)),
    )
    if not linked:
        return text
    # The arrow itself can be reached by the keyboard; its label is for the mouse.
    hidden = Markup(
        '<a class="said" href="#arrow-{n}" data-arrow="{n}" tabindex="-1" aria-hidden="true">{t}</a>'
    )
    return hidden.format(n=arrow.number, t=text)


def _box(box: Box, linked: bool) -> Markup:
    node, rect = box.node, box.rect
    classes = " ".join(
        part for part in ("box", node.kind.value, node.origin and f"origin-{node.origin}") if part
    )
    radius = {NodeKind.DOCUMENT: 0, NodeKind.SPEAKER: 14, NodeKind.DESCRIBED: 14, NodeKind.UNNAMED: 14}
    height = rect.height - (6 if node.copies else 0)
    size = {
        "x": _number(rect.x),
        "w": _number(rect.width),
        "h": _number(height),
        "r": radius.get(node.kind, 6),
    }
    shape = Markup('<rect class="{c}" x="{x}" y="{y}" width="{w}" height="{h}" rx="{r}"/>')
    stack = [
        shape.format(c="box below", **{**size, "x": _number(rect.x + 2 * step)}, y=_number(rect.y + 3 * step))
        for step in ((2, 1) if node.copies else ())
    ]
    corner = Markup("")
    if node.kind is NodeKind.DOCUMENT:
        right = rect.x + rect.width
        corner = Markup('<path class="corner" d="M{a} {y}V{b}H{r}Z"/>').format(
            a=_number(right - 10), b=_number(rect.y + 10), r=_number(right), y=_number(rect.y)
        )
    front = shape.format(c=classes, **size, y=_number(rect.y))
    drawn = Markup("<title>{tip}</title>").format(tip=_NOT_XML.sub("\ufffd", visible(tooltip(node))))
    drawn += Markup("").join([*stack, front, corner, *_lines(box)])
    if linked and node.copies:
        opening = Markup(
            '<a class="arrow" href="#copies-{k}" data-copies="{k}" aria-label="{words}">{drawn}</a>'
        )
        words = safe(f"{node.name}: {len(node.copies)} copied from it")
        return opening.format(k=anchor(node.id), words=words, drawn=drawn)
    return Markup("<g>{}</g>").format(drawn)


def anchor(key: str) -> str:
    """Return a box's id as a page can use it for one of its own."""
    return "".join(c if c.isascii() and c.isalnum() else f"-{ord(c):x}-" for c in key)


def _lines(box: Box) -> Iterable[Markup]:
    rect = box.rect
    text = Markup('<text class="{kind}" x="{x}" y="{y}">{text}</text>')
    for number, line in enumerate(box.lines):
        y = _number(rect.y + PADDING + 9 + number * LINE_HEIGHT)
        kind = "name" if line.name else "small"
        yield text.format(kind=kind, x=_number(rect.x + PADDING), y=y, text=_isolated(safe(line.text)))


def _legend(placed: Layout) -> Markup:
    """Return the line below that says what the shapes mean."""
    y = placed.height + 14
    entries = (
        ("box article", 6, "article"),
        ("box outlet", 6, "outlet, not in the record"),
        ("box speaker", 7, "speaker"),
        ("box unnamed", 7, "unnamed"),
        ("box document", 0, "document"),
        ("box answer", 6, "answer"),
        ("box speaker origin-certain", 7, "origin"),
    )
    shape = Markup('<rect class="{c}" x="{x}" y="{y}" width="18" height="13" rx="{r}"/>')
    text = Markup('<text class="small" x="{x}" y="{y}">{text}</text>')
    found, x = [], 16.0
    for kind, radius, words in entries:
        found.append(shape.format(c=kind, x=_number(x), y=_number(y - 10), r=radius))
        found.append(text.format(x=_number(x + 24), y=_number(y), text=words))
        x += 24 + text_width(words, SMALL_SIZE) + 18
    return Markup("").join(found)
