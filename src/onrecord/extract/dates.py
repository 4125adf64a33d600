"""When a page says it was published and changed, at the precision and in the time zone it gives."""

from __future__ import annotations

import re
from datetime import datetime
from email.utils import parsedate_to_datetime

from onrecord.extract.jsonld import Graph
from onrecord.extract.tree import Element, attribute, elements, one_line, text_of

_ISO = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)"
    r"(?:[T ]\s?(\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d{1,9})?)?"
    r"\s?(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?(?![\d:])",
    re.I,
)
_MONTH = re.compile(r"\d{4}-\d\d$|\d{4}$")
# Only forms that no country reads otherwise; 03/04/2019 is not one of them.
_WRITTEN = ("%B %d, %Y", "%d %B %Y", "%b %d, %Y", "%d %b %Y", "%A, %B %d, %Y", "%A, %d %B %Y", "%b. %d, %Y")

_PUBLISHED_META = (
    "article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date",
    "sailthru.date", "dc.date.issued", "dcterms.created", "dc.date", "dcterms.date",
    "cxenseparse:recs:publishtime", "publish-date", "article.published", "pubdate", "publication_date",
    "date",
)  # fmt: skip
_MODIFIED_META = (
    "article:modified_time", "og:article:modified_time", "datemodified", "og:updated_time",
    "dcterms.modified", "dc.date.modified", "article.updated", "lastmod", "last-modified",
)  # fmt: skip
_CHANGED = re.compile(r"updat|modif|edit|revis", re.I)
# No newspaper's page is older than the web's first archives of print.
_FIRST_YEAR = 1600


def iso_date(value: str | None) -> str | None:
    """Return a written date as ISO 8601 at its own precision, or None when it is no certain date.

    >>> iso_date("2019-11-19 14:05:00 +0100")
    '2019-11-19T14:05:00+01:00'
    >>> iso_date("November 5, 2019")
    '2019-11-05'
    """
    text = one_line(value or "")[:80]
    if _MONTH.match(text):
        return text if text[5:] <= "12" and int(text[:4]) >= _FIRST_YEAR else None
    match = _ISO.match(text)
    if match:
        return _from_match(match)
    for form in _WRITTEN:
        try:
            return datetime.strptime(text, form).date().isoformat()
        except ValueError:
            continue
    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _from_match(match: re.Match[str]) -> str | None:
    year, month, day, hour, minute, second, zone = match.groups()
    try:
        datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0), min(int(second or 0), 59))
    except ValueError:
        return None
    if int(year) < _FIRST_YEAR:
        return None
    date = f"{year}-{month}-{day}"
    if hour is None:
        return date
    return f"{date}T{hour}:{minute}{':' + second if second else ''}{_zone(zone)}"


def _zone(zone: str | None) -> str:
    if not zone:
        return ""
    if zone.upper() in {"Z", "UTC", "GMT"}:
        return "Z"
    digits = zone[1:].replace(":", "")
    return f"{zone[0]}{digits[:2]}:{digits[2:] or '00'}"


def find_dates(
    root: Element, graph: Graph, metas: dict[str, str], url: str | None
) -> tuple[str | None, str | None]:
    """Return when the article was published and when it was last changed.

    What the page states for machines comes first (JSON-LD, then <meta>), then <time> in the article,
    and only when nothing else says it, what the htmldate library finds in the markup and the address.
    A change dated before the publication is no change and is left out.
    """
    published = iso_date(graph.text("datePublished")) or _first(metas, _PUBLISHED_META)
    modified = iso_date(graph.text("dateModified")) or _first(metas, _MODIFIED_META)
    if published is None:
        published = _time_element(root, changed=False)
    if modified is None:
        modified = _time_element(root, changed=True)
    if published is None:
        published = _last_resort(root, url, modified)
    if published and modified and modified[:10] < published[:10]:
        modified = None
    return published, modified


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((date for name in names if (date := iso_date(metas.get(name)))), None)


def _time_element(root: Element, *, changed: bool) -> str | None:
    """Return the date of the first <time> that says it is (or does not say it is) of a change."""
    for node in elements(root, "time"):
        if any(parent.tag in {"aside", "nav", "footer"} for parent in node.iterancestors()):
            continue
        marks = " ".join(attribute(node, key) for key in ("itemprop", "class", "pubdate", "data-testid"))
        previous, parent = node.getprevious(), node.getparent()
        before = (previous.tail if previous is not None else parent.text if parent is not None else "") or ""
        if bool(_CHANGED.search(f"{marks} {before[-40:]}")) is not changed:
            continue
        if date := iso_date(attribute(node, "datetime")) or iso_date(text_of(node)):
            return date
    return None


def _last_resort(root: Element, url: str | None, latest: str | None) -> str | None:
    import htmldate  # noqa: PLC0415 - a heavy import that few pages need

    try:
        # Not the extensive search: it takes any date in any script, which is how a page of 2019 gets
        # the date of the copyright line.
        found = htmldate.find_date(
            root,
            extensive_search=False,
            original_date=True,
            url=url,
            max_date=latest[:10] if latest and len(latest) >= 10 else None,
        )
    except Exception:
        return None
    return iso_date(found) if isinstance(found, str) else None
