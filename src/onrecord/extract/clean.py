"""Taking the furniture out of a page before its article is looked for.

Menus, sign-up boxes, share buttons, related links, advertisements, cookie notes, comments and captions
are recognised by tag, by role, by the words in class and id, and by a few fixed phrases. An element that
holds much of the page's prose is never furniture, whatever it is called: "no-sidebar related-open" is
the class of many a body.
"""

from __future__ import annotations

import re

from onrecord.extract.image import is_caption_box
from onrecord.extract.tree import Element, attribute, drop, elements, text_of

_TAGS = (
    "nav",
    "footer",
    "form",
    "button",
    "iframe",
    "style",
    "template",
    "dialog",
    "svg",
    "select",
    "object",
    "noscript",
)
_ROLES = frozenset(
    {
        "navigation",
        "search",
        "banner",
        "contentinfo",
        "complementary",
        "dialog",
        "menu",
        "menubar",
        "toolbar",
        "alert",
    }
)

# Each word alone, as a part of a class or id between hyphens, underscores or capitals.
_WORDS = frozenset({
    "newsletter", "newsletters", "signup", "subscribe", "subscription", "subscriber", "paywall",
    "piano", "regwall", "share", "sharing", "sharebar", "sharetools", "social", "sociable", "addtoany",
    "addthis", "sharedaddy", "related", "recirc", "recirculation", "recommended", "recommendations",
    "readmore", "trending", "popular", "outbrain", "taboola", "advert", "advertisement", "advertising",
    "ad", "ads", "adslot", "adunit", "adbox", "sponsored", "dfp", "promo", "promos", "promotion",
    "cookie", "cookies", "consent", "gdpr", "onetrust", "comments", "disqus", "respond", "breadcrumb",
    "breadcrumbs", "nav", "navigation", "navbar", "menu", "skiplink", "flyout", "toast", "hidden",
    "noprint", "pagination", "pager", "tags", "taglist", "donate", "donation", "membership",
})  # fmt: skip
_PHRASES = re.compile(
    r"sign-?up|skip-?(?:link|to|nav)|read-?(?:more|next|also)|more-?(?:on|from|stories|news)|also-?(?:read|like)"
    r"|most-?(?:read|popular|viewed)|comment-?(?:list|form|section)|comments?-?area|author-?(?:bio|box|info)"
    r"|about-?(?:the-?)?author|screen-?reader|sr-?only|visually-?hidden|jp-relatedposts|print-?only|up-?next"
    r"|see-?also|call-?to-?action|follow-?us|app-?download",
    re.I,
)
_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_NAMED_TAGS = frozenset({
    "div", "section", "aside", "ul", "ol", "p", "span", "a", "header", "li", "details", "figure", "table",
    "dl", "h2", "h3", "h4", "strong",
})  # fmt: skip
# Words inside a paragraph belong to it, whatever their class, unless they are for screen readers only.
_INLINE = frozenset({"a", "span", "strong"})
_PROSE = frozenset({"p", "li", "blockquote", "h1", "h2", "h3", "h4", "td"})
_POPUP = re.compile(r"tooltip|popover|popup|rollover", re.I)
_UNSEEN = re.compile(r"screen-?reader|sr-?only|visually-?hidden", re.I)
# Class names run into thousands of characters on utility-class pages; furniture is named at the start.
_MAX_LABEL = 400

# A box with more than this share of the page's paragraph text is no furniture. A comment section or a
# list of teasers seldom reaches a third of a page whose article is worth reading; an article seldom
# falls below it.
_MAX_PROSE_SHARE = 0.3

_SKIP_LINK = re.compile(r"(?:skip|jump)\s+(?:to|past|over)\b.{0,60}$", re.I)
_LABEL = r"""(?:
      read\s+(?:more|also|next|the\s+full\s+story) | see\s+also | also\s+(?:read|on) | must\s+read
    | related(?:\s+(?:stories|articles?|content|news|coverage|links?|topics))?
    | more\s+(?:on\s+this|stories|from|coverage|news) | don[’']t\s+miss | recommended
    | you\s+may\s+also\s+like | watch(?:\s+now)? | listen | in\s+pictures | explore\s+further
    | continue\s+reading | click\s+here | further\s+reading | editors?[’']?s?\s+picks?)"""
_LINK_LINE = re.compile(rf"\[?{_LABEL}\s*(?:[:|>»–—-]|$)", re.I | re.X)
_FIXED_LINE = re.compile(
    rf"""(?:
      advertis(?:e?ment|ing)s? | ads? | sponsored(?:\s+content)? | promoted(?:\s+content)? | paid\s+content
    | (?:advertisement\s*[-–—:.]*\s*)?(?:(?:story|article)\s+continues|continue\s+reading)\b.{{0,60}}
    | scroll\s+(?:down\s+)?(?:to\s+continue|for\s+more)\b.{{0,60}}
    | (?:this\s+)?advertisement\s+has\s+not\s+loaded\s+yet.{{0,60}}
    | share(?:\s+(?:this|on|via|article|story)\b.{{0,60}})? | tweet | pin(?:\s+it)? | e-?mail | print
    | copy\s+link | save | facebook | twitter | whatsapp | linkedin | reddit | telegram
    | (?:sign|log)\s+(?:up|in)(?:\s+(?:here|now|today))? | subscribe(?:\s+(?:here|now|today))?
    | (?:sign\s+up|subscribe|register)\b.{{0,100}}
      \b(?:newsletters?|e-?mails?|inbox|alerts?|briefings?|podcast)\b.{{0,100}}
    | get\s+(?:the\s+latest|our|all\s+the)\b.{{0,100}}\b(?:inbox|newsletters?|updates?|alerts?)\b.{{0,60}}
    | register\s+now | follow\s+(?:us|@\w+)\b.{{0,100}} | like\s+us\s+on\b.{{0,60}}
    | download\s+our\s+app\b.{{0,80}} | by\s+continuing\s+to\s+(?:use|browse)\b.{{0,300}}
    | (?:we|this\s+(?:web)?site)\s+uses?\s+cookies\b.{{0,300}}
    | {_LABEL}
    | comments? | leave\s+a\s+(?:comment|reply) | \d+\s+comments? | view\s+comments | back\s+to\s+top
    | tags | labels | topics | filed\s+under | categories | loading\.{{0,3}} | close | menu | image\s+caption
    )\s*[:.!»>…]*$""",
    re.I | re.X,
)
_POST = re.compile(r"twitter-tweet|twitter-video|instagram-media|bluesky-embed|mastodon-embed|fb-post")
# "View on …" beside an embedded post.
_POST_SLACK = 40

# Longer lines are prose; also what keeps the patterns above quick.
_MAX_LINE = 400
# A "Related:" line is furniture when most of it is a link.
_MIN_LINKED = 0.5
# One link alone may be a source or a document; the names in a menu are short.
_MIN_ROW = 2
_MAX_ROW_LINK = 40


def is_furniture_line(text: str) -> bool:
    """Say whether a whole paragraph is a label or a notice of the page, not of the article."""
    return len(text) <= _MAX_LINE and bool(_FIXED_LINE.match(text) or _SKIP_LINK.match(text))


def clean(root: Element) -> None:
    """Take the furniture and the captions out of a page's tree, in place."""
    for post in list(elements(root, "blockquote")):
        _free_post(post)
    kept = _article_holders(root)
    for node in [node for node in elements(root) if node not in kept and _is_furniture(node)]:
        drop(node)
    for node in list(elements(root, "form")):
        # One form around the whole page is how some publishing systems work; trafilatura takes forms out.
        node.tag = "div"
    for node in list(
        elements(root, "p", "div", "li", "a", "span", "strong", "h2", "h3", "h4", "h5", "h6", "em")
    ):
        if _is_link_line(node):
            drop(node)
    for node in list(elements(root, "td", "p", "div", "center", "font", "small")):
        if node not in kept and _is_link_row(node):
            drop(node)
    for node in list(elements(root, "figure")):
        _open_figure(node)


def _free_post(post: Element) -> None:
    """Lift an embedded post out of its wrappers: a statement it is, and wrappers are called "social"."""
    if not _POST.search(attribute(post, "class")):
        return
    length = sum(len(run.strip()) for run in post.itertext())
    top = post
    while (parent := top.getparent()) is not None and parent.tag in {"div", "figure", "section", "span"}:
        if sum(len(run.strip()) for run in parent.itertext()) > length + _POST_SLACK:
            break
        top = parent
    post.attrib.clear()
    if top is not post:
        post.tail = top.tail
        top.getparent().replace(top, post)


def _is_furniture(node: Element) -> bool:
    if node.tag in _TAGS or attribute(node, "role").lower() in _ROLES or "hidden" in node.attrib:
        return True
    if node.tag not in _NAMED_TAGS and node.tag != "figcaption":
        return False
    if node.tag in _INLINE and any(parent.tag in _PROSE for parent in node.iterancestors()):
        return bool(_UNSEEN.search(attribute(node, "class"))) or _is_inner_popup(node)
    return is_caption_box(node) or _has_furniture_name(node)


def _is_inner_popup(node: Element) -> bool:
    """Say whether an element is what opens beside a word; the outer of two such is the word with it."""
    if node.tag == "a":
        return False
    return bool(
        _POPUP.search(attribute(node, "class")) and _POPUP.search(attribute(node.getparent(), "class"))
    )


def _has_furniture_name(node: Element) -> bool:
    for key in ("class", "id", "data-component", "data-testid"):
        label = attribute(node, key)[:_MAX_LABEL]
        if label and (
            _PHRASES.search(label) or not _WORDS.isdisjoint(part.lower() for part in _PART.findall(label))
        ):
            return True
    return False


def _article_holders(root: Element) -> set[Element]:
    """Return the elements that hold too much prose, or the headline, to be furniture."""
    nodes = list(elements(root))
    prose = {node: sum(len(run) for run in node.itertext()) if node.tag == "p" else 0 for node in nodes}
    limit = _MAX_PROSE_SHARE * sum(prose.values())
    kept = {node for node in nodes if node.tag in {"html", "body", "article", "main", "h1"}}
    # Backwards in document order, every element comes before its parent: one pass sums the whole tree.
    for node in reversed(nodes):
        if prose[node] > limit > 0:
            kept.add(node)
        parent = node.getparent()
        if parent is not None:
            prose[parent] += prose[node]
            if node in kept:
                kept.add(parent)
    return kept


def _is_link_line(node: Element) -> bool:
    text = _short_text(node)
    if not text:
        return False
    if node.tag == "a":
        return bool(_SKIP_LINK.match(text))
    if node.tag in {"span", "strong", "em"}:
        return False
    if _FIXED_LINE.match(text):
        return True
    linked = sum(len(text_of(link)) for link in elements(node, "a"))
    return bool(_LINK_LINE.match(text)) and linked >= _MIN_LINKED * len(text)


def _is_link_row(node: Element) -> bool:
    """Say whether an element is links and marks between them: the menu cell of an old page, a foot line."""
    if not (text := _short_text(node)):
        return False
    links = [text_of(link) for link in elements(node, "a")]
    if sum(map(bool, links)) < _MIN_ROW or max(map(len, links)) > _MAX_ROW_LINK:
        return False
    letters = sum(character.isalnum() for character in text)
    return "," not in text and letters == sum(c.isalnum() for link in links for c in link)


def _short_text(node: Element) -> str:
    """Return an element's text if it is a line at most, without gathering a whole page for it."""
    length, runs = 0, []
    for run in node.itertext():
        length += len(run)
        if length > _MAX_LINE * 2:
            return ""
        runs.append(run)
    text = " ".join("".join(runs).split())
    return text if len(text) <= _MAX_LINE else ""


def _open_figure(node: Element) -> None:
    """Make a figure that holds a table or a quotation, not a picture, readable as part of the text."""
    has_text = next(elements(node, "table", "blockquote", "p"), None) is not None
    if has_text and next(elements(node, "img", "video", "picture"), None) is None:
        node.tag = "div"
    elif node.getparent() is not None:
        drop(node)
