"""The GUM corpus as this exam needs it: text, words, chains of mentions, and attributions with their sign.

A folder has, for each document, `dep/NAME.conllu` (words, the sentences as written, paragraphs, heads),
`coref/NAME.conll` (chains) and `rst/NAME.rs4` (discourse relations), all over the same words. The text is
the sentences as written, a space between them and one empty line between paragraphs, headings included.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from onrecord.article import Span

_SIGNS = {"attribution-positive": False, "attribution-negative": True}
_BRACKETS = re.compile(r"\((\w+)-(\d+)(?:-[^()]*)?(\)?)|(\w+)-(\d+)(?:-[^()]*)?\)")


class Word(NamedTuple):
    """One word with its place in the text, the index of its head (None for a root), and its relation."""

    span: Span
    head: int | None
    relation: str


class Mention(NamedTuple):
    """A half-open run of words that means somebody or something of a kind ("person", "place", ...)."""

    first: int
    end: int
    kind: str


class Relation(NamedTuple):
    """An attribution by indices of words: the attributing clause, its source, and what is attributed."""

    clause: frozenset[int]
    source: frozenset[int]
    content: frozenset[int]
    negative: bool


@dataclass(frozen=True, slots=True)
class Document:
    """One annotated document; `genre` is the second part of its name."""

    name: str
    text: str
    published: str | None
    words: tuple[Word, ...]
    chains: tuple[tuple[Mention, ...], ...]
    attributions: tuple[Relation, ...]

    @property
    def genre(self) -> str:
        """news, interview or speech."""
        return self.name.split("_")[1]


def documents(folder: Path) -> Iterator[Document]:
    """Yield the documents of a folder in the order of their names.

    Raises ValueError where the annotations of a document are not over the same words.
    """
    for path in sorted((folder / "dep").glob("*.conllu")):
        name = path.stem
        text, words, published = read_words(path.read_text(encoding="utf-8"))
        chains = read_chains((folder / "coref" / f"{name}.conll").read_text(encoding="utf-8"))
        relations, count = read_relations((folder / "rst" / f"{name}.rs4").read_text(encoding="utf-8"))
        if count != len(words):
            raise ValueError(f"{name}: {len(words)} words in dep, {count} in rst")
        yield Document(name, text, published, words, chains, relations)


def read_words(conllu: str) -> tuple[str, tuple[Word, ...], str | None]:
    """Return the text, its words and the date of the document, from a file in CoNLL-U."""
    text, published = "", None
    words: list[Word] = []
    glue = ""
    for block in conllu.split("\n\n"):
        lines = block.splitlines()
        facts = dict(line[2:].split(" = ", 1) for line in lines if line.startswith("# ") and " = " in line)
        published = facts.get("meta::dateCreated", published)
        rows = [line.split("\t") for line in lines if re.match(r"\d+\t|\d+-", line)]
        if not rows:
            continue
        if text:
            text += "\n\n" if "# newpar" in lines else glue
        spans = _placed([row[1] for row in rows if row[0].isdecimal()], facts["text"], len(text))
        base = len(words)
        plain = (row for row in rows if row[0].isdecimal())
        for span, row in zip(spans, plain, strict=True):
            words.append(Word(span, base + int(row[6]) - 1 if row[6] != "0" else None, row[7]))
        text += facts["text"]
        glue = "" if _ends_glued(rows) else " "
    return text, tuple(words), published


def _placed(forms: list[str], sentence: str, offset: int) -> list[Span]:
    """Return where the words of a sentence stand, in order; ValueError where one does not."""
    spans, at = [], 0
    for form in forms:
        while sentence[at : at + 1].isspace():
            at += 1
        if not sentence.startswith(form, at):
            raise ValueError(f"{form!r} is not at {at} of {sentence!r}")
        spans.append(Span(offset + at, offset + at + len(form)))
        at += len(form)
    return spans


def _ends_glued(rows: list[list[str]]) -> bool:
    """Say whether no space follows a sentence, by its last word or the contraction that the word is in."""
    last = rows[-1][0]
    covering = [row for row in rows if row[0] == last or row[0].endswith(f"-{last}")]
    return any("SpaceAfter=No" in row[9] for row in covering)


def read_chains(conll: str) -> tuple[tuple[Mention, ...], ...]:
    """Return the chains of a file with brackets such as `(person-2`, `person-2)`, `(place-13-Wend)`."""
    opened: dict[tuple[str, str], list[int]] = defaultdict(list)
    chains: dict[str, list[Mention]] = defaultdict(list)
    rows = (line.split("\t") for line in conll.splitlines() if line and not line.startswith("#"))
    for index, row in enumerate(rows):
        for kind, number, shut, closing, other in _BRACKETS.findall(row[-1]):
            if closing:
                chains[other].append(Mention(opened[closing, other].pop(), index + 1, closing))
            elif shut:
                chains[number].append(Mention(index, index + 1, kind))
            else:
                opened[kind, number].append(index)
    return tuple(tuple(sorted(chain)) for chain in chains.values())


def read_relations(rs4: str) -> tuple[tuple[Relation, ...], int]:
    """Return the attributions of a discourse tree, and the number of its words."""
    tree = _Tree(ElementTree.fromstring(rs4))
    found = []
    for node, (parent, label) in tree.up.items():
        if label in _SIGNS and parent is not None:
            clause = tree.nucleus(node)
            # A few signals name a word of another clause by mistake.
            source = tree.sources.get(node, frozenset()) & clause
            found.append(Relation(clause, source, tree.content(parent), _SIGNS[label]))
    return tuple(sorted(found, key=lambda relation: min(relation.clause))), tree.count


class _Tree:
    """A discourse tree: which words each node covers."""

    def __init__(self, root: ElementTree.Element) -> None:
        self.count = 0
        self.own: dict[str, frozenset[int]] = {}
        self.up: dict[str, tuple[str | None, str]] = {}
        self.down: dict[str, list[str]] = defaultdict(list)
        multinuclear = {r.get("name") for r in root.iter("rel") if r.get("type") == "multinuc"}
        self.inner = multinuclear | {"span"}
        for node in (*root.iter("segment"), *root.iter("group")):
            self._add(node)
        self.sources: dict[str, frozenset[int]] = {}
        for signal in root.iter("signal"):
            if signal.get("subtype") == "attribution_source" and (tokens := signal.get("tokens")):
                words = frozenset(int(token) - 1 for token in tokens.split(","))
                key = signal.get("source", "")
                self.sources[key] = self.sources.get(key, frozenset()) | words

    def _add(self, node: ElementTree.Element) -> None:
        name, parent, label = node.get("id", ""), node.get("parent"), node.get("relname", "")
        length = len((node.text or "").split()) if node.tag == "segment" else 0
        self.own[name] = frozenset(range(self.count, self.count + length))
        self.count += length
        self.up[name] = parent, label
        if parent is not None:
            self.down[parent].append(name)

    def _is_part(self, child: str) -> bool:
        label = self.up[child][1]
        return label in self.inner and label not in _SIGNS

    def content(self, node: str) -> frozenset[int]:
        """Return the words that a node stands for, with all that depends on its parts."""
        words, pending = set(self.own[node]), [child for child in self.down[node] if self._is_part(child)]
        while pending:
            part = pending.pop()
            words |= self.own[part]
            pending += self.down[part]
        return frozenset(words)

    def nucleus(self, node: str) -> frozenset[int]:
        """Return the words of a node's nuclei only, down to the clauses."""
        words, pending = set(self.own[node]), [node]
        while pending:
            parts = [child for child in self.down[pending.pop()] if self._is_part(child)]
            words.update(*(self.own[part] for part in parts))
            pending += parts
        return frozenset(words)
