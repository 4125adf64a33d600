"""A tiny dossier for the scorer: four articles, two claims, small enough to be counted by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from benchmarks.links.gold import Gold, read_gold
from benchmarks.links.scene import Scene, Statement
from onrecord.link.trace import Place, Report, Stance, Step, StepKind

POST, WIRE, BLOG, GUARD = "01-post", "02-wire", "03-blog", "04-guard"
TEXTS: Final = {
    POST: "Mill gate left open\n\nTwo keepers told the Daily Post that the mill gate stood open all night."
    " The owner did not answer.\n",
    WIRE: "The mill gate stood open all night, the Daily Post reported. The keeper, Olin Marsh, denied that"
    " the gate was open. Nine fields are under water, he said.\n",
    BLOG: "According to North Wire Service the gate stood open."
    " Eleven fields are under water, says my aunt.\n",
    GUARD: "The guard of the bridge said: I saw the open gate at dawn.\n",
}
ABOUT: Final = {
    POST: ("2031-05-01", "Daily Post", "https://post.example/gate"),
    WIRE: ("2031-05-01T09:00", "North Wire Service", "https://nws.example/mill"),
    BLOG: ("2031-05-02", "Dockside", "https://dockside.example/aunt"),
    GUARD: ("2031-05-03", "Bridge Echo", "https://echo.example/guard"),
}


def _member(article: str, words: str, source: str | None, stance: str, *chain: str) -> dict[str, Any]:
    return {"article": article, "words": words, "source": source, "stance": stance, "chain": list(chain)}


def _origin(party: str, certain: bool, *reports: str) -> dict[str, Any]:
    return {"party": party, "article": None, "certain": certain, "reports": list(reports)}


LINKS: Final[dict[str, Any]] = {
    "claims": [
        {
            "id": "c1",
            "wording": "The mill gate stood open.",
            "members": [
                _member(
                    POST, "the mill gate stood open", "Two keepers", "asserts", "Daily Post", "two keepers"
                ),
                _member(POST, "did not answer", "The owner", "declines", "Daily Post", "the owner"),
                _member(
                    WIRE,
                    "The mill gate stood open",
                    "the Daily Post",
                    "asserts",
                    "NWS",
                    "Daily Post",
                    "two keepers",
                ),
                _member(WIRE, "the gate was open", "Olin Marsh", "denies", "NWS", "Olin Marsh"),
                _member(BLOG, "the gate stood open", "North Wire Service", "asserts", "Dockside", "NWS"),
                _member(
                    GUARD, "I saw the open gate at dawn", "The guard", "confirms", "Bridge Echo", "the guard"
                ),
            ],
            "origins": [
                _origin("two keepers", True, POST, WIRE, BLOG),
                _origin("the guard", True, GUARD),
                _origin("an aunt", False, BLOG),
            ],
            "pairs": [
                {"a": POST, "b": WIRE, "verdict": "same origin", "because": ""},
                {"a": POST, "b": BLOG, "verdict": "same origin", "because": ""},
                {"a": POST, "b": GUARD, "verdict": "independent", "because": ""},
                {"a": WIRE, "b": BLOG, "verdict": "cannot tell", "because": ""},
                {"a": WIRE, "b": GUARD, "verdict": "independent", "because": ""},
                {"a": BLOG, "b": GUARD, "verdict": "independent", "because": ""},
            ],
            "drift": [],
        },
        {
            "id": "c2",
            "wording": "Eleven fields are under water.",
            "members": [
                _member(BLOG, "Eleven fields are under water", "my aunt", "asserts", "Dockside", "the aunt")
            ],
            "origins": [_origin("the aunt", True, BLOG)],
            "pairs": [],
            "drift": [],
        },
    ],
    "distinct": [
        {
            "a": {"article": WIRE, "words": "Nine fields are under water"},
            "b": {"article": BLOG, "words": "Eleven fields are under water"},
            "kind": "number",
        },
        {
            "a": {"article": POST, "words": "the mill gate stood open"},
            "b": {"article": WIRE, "words": "denied that the gate was open"},
            "kind": "negated",
        },
        {
            "a": {"article": POST, "words": "Mill gate left open"},
            "b": {"article": BLOG, "words": "the gate stood open"},
            "kind": "topic",
        },
    ],
    "copies": [
        {"article": WIRE, "of": POST, "kind": "wire", "credited": True, "share": 0.6, "added": []},
        {"article": BLOG, "of": WIRE, "kind": "edited", "credited": False, "share": 0.3, "added": []},
    ],
    "relays": [
        {"article": WIRE, "of": POST, "words": "the Daily Post reported"},
        {"article": BLOG, "of": "Harbour Radio", "words": "North Wire Service"},
    ],
    "circular": [[WIRE, POST]],
}


def write(folder: Path, links: dict[str, Any] = LINKS) -> Path:
    """Write the dossier's files; return its folder."""
    (folder / "text").mkdir(parents=True)
    for name, text in TEXTS.items():
        (folder / "text" / f"{name}.txt").write_text(text, encoding="utf-8")
    rows = [("name", "published", "publisher", "title", "url")]
    rows += [(name, published, outlet, "", url) for name, (published, outlet, url) in ABOUT.items()]
    (folder / "articles.tsv").write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    (folder / "links.json").write_text(json.dumps(links), encoding="utf-8")
    return folder


def write_exam(folder: Path) -> Path:
    """Write an exam of two dossiers, "mill" in the open part and "lock" in that kept back."""
    for name in ("mill", "lock"):
        write(folder / name)
    (folder / "parts.tsv").write_text("name\tpart\nmill\topen\nlock\tkept back\n", encoding="utf-8")
    return folder


def said(key: str, article: str, words: str, source: str = "") -> Statement:
    """Return a statement with these words as its content."""
    start = TEXTS[article].index(words)
    at = TEXTS[article].find(source) if source else -1
    spans = ((at, at + len(source)),) if source else ()
    return Statement(key, article, ((start, start + len(words)),), spans)


#: What was read: the member of the guard and the headline were not.
STATEMENTS: Final = (
    said("post", POST, "the mill gate stood open all night", "Two keepers"),
    said("owner", POST, "did not answer", "The owner"),
    said("wire", WIRE, "The mill gate stood open all night", "the Daily Post"),
    said("denial", WIRE, "the gate was open", "Olin Marsh"),
    said("nine", WIRE, "Nine fields are under water", "he"),
    said("blog", BLOG, "the gate stood open", "North Wire Service"),
    said("eleven", BLOG, "Eleven fields are under water", "my aunt"),
)


def gold_of(folder: Path) -> Gold:
    """Return the gold of the dossier, written to a folder and read again."""
    return read_gold(write(folder / "mill"))


def scene_of(folder: Path) -> Scene:
    """Return the dossier with what was read of it."""
    return Scene(gold_of(folder), TEXTS, STATEMENTS)


def report(key: str, stance: Stance = Stance.ASSERTS, *chain: str) -> Report:
    """Return a statement as a report of a trace, its chain by names."""
    statement = next(one for one in STATEMENTS if one.key == key)
    published, outlet, url = ABOUT[statement.article]
    (start, end), text = statement.content[0], TEXTS[statement.article]
    return Report(
        url=url,
        article=f"key of {statement.article}",
        attribution=key,
        stance=stance,
        published=published,
        outlet=outlet,
        title=None,
        source="",
        words=text[start:end],
        place=Place(f"key of {statement.article}", start, end),
        chain=tuple(Step(name, StepKind.SPEAKER) for name in chain),
    )
