"""OPML: the addresses of a list of feeds."""

from __future__ import annotations

from onrecord.errors import InputError
from onrecord.extract.decode import declares_entities, decode_page
from onrecord.extract.tree import parse_xml


def feed_addresses(data: bytes, where: str, charset: str | None = None) -> list[str]:
    """Return the addresses of the feeds in a list, nested ones too, in order, each once.

    Lists that it includes are among them. Nothing is fetched and no entity expanded. Raises InputError naming
    `where` for a list that declares entities or is broken beyond reading, and for one without feeds.
    """
    text = decode_page(data, charset)
    if declares_entities(text):
        raise InputError(
            where, "is a list that declares entities of its own, as XML bombs do; it was not read"
        )
    root = parse_xml(text)
    if root is None:
        raise InputError(where, "is a broken list of feeds", "give the addresses of feeds")
    found = (_address(dict(node.attrib)) for node in root.iter("{*}outline"))
    addresses = list(dict.fromkeys(_as_http(address) for address in found if address))
    if not addresses:
        raise InputError(where, "is a list without feeds", "give the addresses of feeds")
    return addresses


def _address(attributes: dict[str, str]) -> str | None:
    """Return what an outline leads to: a feed, or a list that it includes."""
    named = {name.lower(): value.strip() for name, value in attributes.items()}
    included = named.get("type", "").lower() == "include" or named.get("url", "").lower().endswith(".opml")
    return named.get("xmlurl") or (named.get("url") if included else None) or None


def _as_http(address: str) -> str:
    """Return an address of the web for one that begins with "feed:", as browsers once wrote them."""
    if not address.lower().startswith("feed:"):
        return address
    bare = address[5:].removeprefix("//")
    return bare if bare.lower().startswith(("http:", "https:")) else f"http://{bare}"
