"""What a question about the record may be narrowed by."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.article import Manner, Naming, Quotation


@dataclass(frozen=True, slots=True)
class Filters:
    """Conditions that all must hold; one that is None or False asks for nothing.

    `by` is a name, a part of one, a role ("spokesperson") or the key of a party; `to` the same of whoever was
    told. `outlet` is the article's publisher; `article` the key of one. `since` and `until` are days,
    months or years ("2022-02") and hold for when it was said, where that is not known for when it was
    published; `published_since` and `published_until` for publication. `denied`, `answered` and
    `unanswered` ask for statements that another one denies, that got any answer, or about which somebody
    kept silent. `versions` takes in what older versions of articles said. `judged` is a verdict, or
    "unjudged".
    """

    by: str | None = None
    to: str | None = None
    manner: Manner | None = None
    quotation: Quotation | None = None
    naming: Naming | None = None
    outlet: str | None = None
    article: str | None = None
    since: str | None = None
    until: str | None = None
    published_since: str | None = None
    published_until: str | None = None
    denied: bool = False
    answered: bool = False
    unanswered: bool = False
    min_confidence: float = 0.0
    judged: str | None = None
    versions: bool = False


NO_FILTERS = Filters()
