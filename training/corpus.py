"""Read a corpus in brat standoff and turn it into word tags and links that a model learns from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.article import Attribution
from onrecord.read.decode import CONTENT, CUE, SOURCE
from onrecord.read.windows import Pieces, tokenize
from onrecord.read.words import Words, segment
from onrecord.show.brat_reader import read_ann

NO_LINK = -1
ROLES = {"source": SOURCE, "cue": CUE, "content": CONTENT}


@dataclass(frozen=True, slots=True)
class Document:
    """One annotated article, ready to be cut into windows.

    `tag` is one tag a word; `cue` is, for a word of a source or content, the first word of its
    cue; `first` and `last` are, for the first word of a cue, the first and last word of its source
    (-2 where it has none); -1 elsewhere.
    """

    name: str
    text: str
    words: Words
    pieces: Pieces
    tag: NDArray[np.int64]
    cue: NDArray[np.int64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    gold: Sequence[Attribution]


def _label(document: Document, attribution: Attribution) -> None:
    """Write one attribution's tags and links into the arrays of `document`.

    A word keeps the first tag it got; one source may serve several cues ("Vorn denied it and called
    it a fantasy"), so a cue asks for its source whether the words are tagged already or not.
    """
    words = document.words
    inside = {
        role: [
            np.flatnonzero((words.start < e) & (words.end > s)).tolist()
            for s, e in sorted(getattr(attribution, role))
        ]
        for role in ROLES
    }
    free = {
        role: [own for group in groups if (own := [i for i in group if not document.tag[i]])]
        for role, groups in inside.items()
    }
    if not free["cue"] or not free["content"]:
        return
    anchor = free["cue"][0][0]
    for role, groups in free.items():
        for group in groups:
            for i in group:
                document.tag[i] = ROLES[role] + (0 if i == group[0] or i - 1 not in group else 1)
                if role != "cue":
                    document.cue[i] = anchor
    sources = [i for group in inside["source"] for i in group]
    document.first[anchor] = min(sources) if sources else -2
    document.last[anchor] = max(sources) if sources else -2


def read_document(text_path: Path, ann: str, tokenizer: Tokenizer) -> Document:
    """Return one article with its labels; offsets fit the file read with its own line ends."""
    with text_path.open(encoding="utf-8", newline="") as handle:
        text = handle.read()
    words = segment(text)
    n = len(words)
    gold = [a for a in read_ann(text, ann) if a.parent is None]
    document = Document(
        name=text_path.stem,
        text=text,
        words=words,
        pieces=tokenize(text, words, tokenizer),
        tag=np.zeros(n, dtype=np.int64),
        cue=np.full(n, NO_LINK, dtype=np.int64),
        first=np.full(n, NO_LINK, dtype=np.int64),
        last=np.full(n, NO_LINK, dtype=np.int64),
        gold=gold,
    )
    for attribution in gold:
        _label(document, attribution)
    return document


def read_corpus(folder: Path, tokenizer: Tokenizer) -> list[Document]:
    """Return the articles of `folder/text` with `folder/attributions`, first annotator of each."""
    documents: dict[str, Document] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        name = re.sub(r"_[0-9a-f]{4}$", "", path.stem)
        text_path = folder / "text" / f"{name}.txt"
        if name not in documents and text_path.exists():
            documents[name] = read_document(text_path, path.read_text(encoding="utf-8"), tokenizer)
    return list(documents.values())
