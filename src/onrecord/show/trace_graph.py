"""The values of a trace as a picture: what stands in it, and the arrows with what they rest on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from onrecord.link.trace import Copied, Place


@dataclass(frozen=True, slots=True)
class ArticleText:
    """What is shown of an article beside its statements."""

    title: str | None
    outlet: str | None
    published: str | None
    url: str | None
    text: str


#: The articles that passages are shown of, by their keys; one that is missing is shown by its words only.
Texts = Mapping[str, ArticleText]


class NodeKind(StrEnum):
    """What stands in the picture."""

    ARTICLE = "article"
    OUTLET = "outlet"  # named by an article, without an article of its own in the record
    SPEAKER = "speaker"
    DESCRIBED = "described"
    UNNAMED = "unnamed"
    DOCUMENT = "document"
    ANSWER = "answer"


class Ground(StrEnum):
    """What an arrow rests on."""

    CHAIN = "chain"
    RELAY = "relay"
    COPY = "copy"
    ORIGIN = "origin"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Node:
    """A box: an article, somebody who is said to have told it, or an answer.

    `name` is the outlet or the party; `origin` is "certain", "uncertain", or "" for what is none, and `why`
    its ground. `how` tells how an answer answers. `copies` are the articles folded under this one, with what
    each has of it.
    """

    id: str
    kind: NodeKind
    name: str
    url: str | None = None
    published: str | None = None
    words: str = ""
    key: str = ""
    article: str = ""
    title: str = ""
    origin: str = ""
    why: str = ""
    how: str = ""
    copies: tuple[tuple[Node, Copied], ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """Words shown for an arrow: where they stand, `None` where that is not known."""

    words: str
    places: tuple[Place, ...] = ()
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that an arrow rests on: a short label, and the passages at its two ends."""

    ground: Ground
    label: str
    at_target: Passage | None = None
    at_source: Passage | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow from who told it to who has it from there; that of an answer points to what it answers."""

    source: str
    target: str
    evidence: tuple[Evidence, ...]
    circular: bool = False

    @property
    def label(self) -> str:
        """The shortest honest words for what the arrow rests on, the strongest evidence first."""
        found = list(dict.fromkeys(item.label for item in self.evidence if item.label))
        # A name within the words that cite it says no more than they do.
        labels = [one for one in found if not any(one != more and one.strip("“”") in more for more in found)]
        mark = "↺ " if self.circular else ""
        return mark + " · ".join(labels)

    @property
    def answers(self) -> bool:
        """Whether this is the arrow of an answer."""
        return all(item.ground is Ground.ANSWER for item in self.evidence)


@dataclass(frozen=True, slots=True)
class Graph:
    """All boxes in the order of time, sources first, and all arrows between them."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    def by_id(self) -> dict[str, Node]:
        """Return the boxes by their ids."""
        return {node.id: node for node in self.nodes}
