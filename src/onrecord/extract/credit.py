"""Which agency a page credits for its text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

# The agencies' usual names, each with the other forms in which pages credit them. Short forms that are
# also words or other things ("PA", "AP", "CP") count only where a credit stands, which is the only place
# this module looks.
AGENCIES: dict[str, tuple[str, ...]] = {
    "Reuters": ("Thomson Reuters", "RTRS"),
    "AP": ("Associated Press", "The Associated Press", "AP News", "A.P."),
    "AFP": ("Agence France-Presse", "Agence France Presse", "AFP News"),
    "PA Media": ("PA", "Press Association", "The Press Association", "PA News Agency"),
    "Bloomberg": ("Bloomberg News", "Bloomberg L.P."),
    "UPI": ("United Press International",),
    "dpa": ("Deutsche Presse-Agentur", "dpa international", "dpa-AFX"),
    "EFE": ("EFE News Agency", "Agencia EFE", "EPA-EFE"),
    "ANSA": ("Agenzia Nazionale Stampa Associata",),
    "Kyodo": ("Kyodo News",),
    "Jiji": ("Jiji Press",),
    "Xinhua": ("Xinhua News Agency", "New China News Agency"),
    "TASS": ("ITAR-TASS", "Itar-Tass", "TASS News Agency"),
    "Interfax": ("Interfax-Ukraine", "Interfax News Agency"),
    "RIA Novosti": ("RIA", "Sputnik News Agency"),
    "Ukrinform": (),
    "IANS": ("Indo-Asian News Service",),
    "PTI": ("Press Trust of India",),
    "ANI": ("Asian News International",),
    "CNA": ("Central News Agency", "Channel NewsAsia"),
    "Yonhap": ("Yonhap News Agency",),
    "Anadolu": ("Anadolu Agency", "AA"),
    "IRNA": ("Islamic Republic News Agency",),
    "SANA": ("Syrian Arab News Agency",),
    "WAM": ("Emirates News Agency",),
    "MENA": ("Middle East News Agency",),
    "The Canadian Press": ("Canadian Press", "CP"),
    "AAP": ("Australian Associated Press",),
    "NZPA": ("New Zealand Press Association",),
    "APA": ("Austria Presse Agentur",),
    "ATS": ("Keystone-ATS", "Swiss News Agency"),
    "ANP": ("Algemeen Nederlands Persbureau",),
    "Belga": ("Belga News Agency",),
    "NTB": ("Norsk Telegrambyrå",),
    "TT": ("TT News Agency", "Tidningarnas Telegrambyrå"),
    "Ritzau": (),
    "PAP": ("Polish Press Agency", "Polska Agencja Prasowa"),
    "CTK": ("ČTK", "Czech News Agency"),
    "MTI": ("Hungarian News Agency",),
    "Lusa": ("Lusa News Agency",),
    "Tribune News Service": ("TNS",),
    "Inter Press Service": ("IPS",),
    "StatePoint": (),
}
_USUAL = {form.casefold(): name for name, forms in AGENCIES.items() for form in (name, *forms)}

_NAME = "|".join(re.escape(form) for form in sorted(_USUAL, key=len, reverse=True))
_BYLINE = re.compile(
    rf"(?:^|[\s,/|(;–—-])(?:by\s+|with\s+|via\s+|from\s+)?(?:the\s+)?({_NAME})(?=$|[\s,/|);–—-])", re.I
)

# "(Reuters) -", "LONDON (AP) —", "BERLIN, Nov 5 (dpa/Kyodo) –": a place and a day at most come before it.
_DATELINE = re.compile(r"[^\n()]{0,80}?\(([^()\n]{2,40})\)\s*(?:[-–—:]|--)")
_PLACE = re.compile(r"[\"“]?[A-Z][^a-z]|$")
# "— Reuters", "(AP)", "© Reuters", "Source: Xinhua", with nothing after it.
_ENDING = re.compile(
    r"(?:^|\s)(?:[-–—]{1,2}\s*|©\s*|[Ss]ource:\s*|[Cc]redit:\s*|\()([^\n()©–—]{2,40}?)\)?\.?$"
)
# A dateline stands in the first paragraphs, a sign-off in the last ones.
_HEAD_PARAGRAPHS = 2
_TAIL_PARAGRAPHS = 3


def agency(name: str | None) -> str | None:
    """Return the usual name of an agency from any of its forms, or None when it is none.

    >>> agency("the Associated Press")
    'AP'
    """
    words = (name or "").strip(" .,;:|()").casefold()
    return _USUAL.get(words) or _USUAL.get(words.removeprefix("the ").strip())


def find_credit(
    stated: Iterable[str],
    byline: str | None,
    text: str,
    *,
    named: Iterable[str] = (),
    sources: Iterable[str] = (),
) -> str | None:
    """Return the agency a page credits, or None.

    `stated` are the credits in the page's metadata, in the order of their weight; then come the byline,
    the dateline and the sign-off in the text. Of these only known agencies count: a newspaper that
    credits itself says nothing. Any other name counts where the page's data name it as the origin
    (`named`), or where a dateline names it and the byline or a line "Source: …" (`sources`) does too.
    """
    for value in stated:
        if found := _in_credit_line(value):
            return found
    if byline and (found := _in_byline(byline)):
        return found
    paragraphs = [part.strip() for part in text.split("\n\n") if part.strip()]
    marks = list(_dateline_marks(paragraphs[:_HEAD_PARAGRAPHS]))
    known = next((found for mark in marks if (found := _in_credit_line(mark))), None)
    if known := known or _sign_off(paragraphs[-_TAIL_PARAGRAPHS:]):
        return known
    if unlisted := next(iter(named), None):
        return unlisted
    also = {_folded(name) for name in (byline, *sources) if name}
    return next((mark for mark in marks if _folded(mark) in also), None)


def _in_credit_line(value: str) -> str | None:
    whole = agency(value)
    if whole or len(value) > 80:
        return whole
    return next((found for part in re.split(r"[/,;|&+]|\band\b", value) if (found := agency(part))), None)


def _in_byline(byline: str) -> str | None:
    """Find an agency in a byline, where a short form must stand in capitals: "Ana Pa" is a person."""
    for match in _BYLINE.finditer(byline[:300]):
        form = match.group(1)
        if len(form) > 4 or form.isupper() or form in AGENCIES:
            return _USUAL[form.casefold()]
    return None


def _dateline_marks(paragraphs: list[str]) -> Iterator[str]:
    """Yield what stands in brackets between a place and a dash at a paragraph's beginning."""
    for paragraph in paragraphs:
        match = _DATELINE.match(paragraph[:200])
        if match and _PLACE.match(paragraph[: match.start(1) - 1]):
            yield match.group(1).strip()


def _folded(name: str) -> str:
    return name.strip(" .,;:|()").casefold().removeprefix("by ").removeprefix("the ").strip()


def _sign_off(paragraphs: list[str]) -> str | None:
    for paragraph in reversed(paragraphs):
        match = _ENDING.search(paragraph[-120:].rstrip())
        if match and (found := _in_credit_line(match.group(1))):
            return found
        if len(paragraph) <= 40 and (found := agency(paragraph)):
            return found
    return None
