"""What one article is read from, as it came: stored beside the article, it can be read again offline."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256


class OriginalKind(StrEnum):
    """What the bytes of an original are."""

    PAGE = "page"  # a web page
    TEXT = "text"  # plain text
    PDF = "pdf"
    ROW = "row"  # one JSON object with `text` and what is known of it: a line of JSON Lines
    NINJS = "ninjs"  # one item of IPTC ninjs


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server said of an answer, so that it can be asked whether that still holds (RFC 9110, 13).

    `url` is the address that gave the answer in the end, the only one that they say anything about;
    None stands for the one that is asked.
    """

    etag: str | None = None
    last_modified: str | None = None
    url: str | None = None


NO_VALIDATORS = Validators()


@dataclass(frozen=True, slots=True)
class Original:
    """The bytes of one article with all that `article_of` needs to read them the same way again.

    `where` is what messages name: a path, an address, "archive.warc.gz, record 12", "export.jsonl, line 4".
    `name` is what the article is to be called. `url` is where it was in the end, None for a file;
    `charset` what a server or an archive declared; `retrieved` when it was fetched or archived, ISO 8601
    in UTC. `facts` are what is known of an article that may not tell it itself (published, publisher,
    title, url, byline); `outlet` is the true outlet that a feed names, and counts more than what the
    page says. `progress` is how much of its source has been read with it, from 0 to 1.
    """

    where: str
    data: bytes
    kind: OriginalKind
    name: str
    url: str | None = None
    charset: str | None = None
    retrieved: str | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    outlet: str | None = None
    validators: Validators = NO_VALIDATORS
    progress: float = 1.0

    @property
    def digest(self) -> str:
        """The SHA-256 of everything that the article is made from; where and when it was found left out."""
        told = (self.kind.value, self.name, self.url, self.charset, sorted(self.facts.items()), self.outlet)
        head = json.dumps(told, ensure_ascii=True).encode()
        return sha256(len(head).to_bytes(8, "big") + head + self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Unchanged:
    """An address whose server says that nothing has changed since it was last fetched."""

    where: str
    url: str
    progress: float = 1.0
