"""Evidence in words that a reader understands."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.link.folding import fold
from onrecord.link.values import Evidence
from onrecord.read.parties import lexicons as lex


def reason(evidence: Sequence[Evidence], against: Sequence[Evidence] = (), *, by_name: bool = False) -> str:
    """Return one sentence without its full stop: what speaks for it, then what does not.

    `by_name` says that the name alone decided.
    """
    told = [_FOR.get(one.kind, _plain)(one) for one in evidence]
    text = told[0] if told else "the same name"
    if told[1:]:
        text += ", and " + ", and ".join(told[1:])
    if against:
        text += ", but " + " and ".join(_AGAINST.get(one.kind, _plain)(one) for one in against)
    elif len(evidence) == 1 and evidence[0].kind in {"name", "names that fit"}:
        text += ", which tells which one is meant" if by_name else ", and nothing else that tells"
    return text


def _alike(evidence: Evidence) -> bool:
    return _bare(evidence.one) == _bare(evidence.other)


def _bare(words: str) -> str:
    return " ".join(word for word in fold(words).split() if word not in lex.DETERMINERS)


def _plain(evidence: Evidence) -> str:
    return f"{evidence.kind}: {evidence.one} / {evidence.other}"


def _name(evidence: Evidence) -> str:
    return "the same name"


def _names(evidence: Evidence) -> str:
    return f"“{evidence.one}” and “{evidence.other}”"


def _role(evidence: Evidence) -> str:
    if _alike(evidence):
        return f"both articles say “{evidence.other}”"
    return f"one article says “{evidence.one}”, the other “{evidence.other}”"


def _speaks_for(evidence: Evidence) -> str:
    return f"speaks for {evidence.other} in both"


def _told_of(evidence: Evidence) -> str:
    return f"speaks for {evidence.one} in one, which the other names as well"


def _company(evidence: Evidence) -> str:
    return f"both articles also name {evidence.other}"


def _outlet(evidence: Evidence) -> str:
    return f"the same outlet, not long apart ({evidence.one}; {evidence.other})"


def _period(evidence: Evidence) -> str:
    return "published within a month"


def _known(evidence: Evidence) -> str:
    return f"the file of known parties has this name for {evidence.one} alone"


def _shared_known(evidence: Evidence) -> str:
    return "the file of known parties has this name for more than one"


def _both(evidence: Evidence) -> str:
    return f"one article calls the same party “{evidence.one}” and “{evidence.other}”"


def _gender(evidence: Evidence) -> str:
    return f"one is {evidence.one}, the other {evidence.other}"


def _odds(evidence: Evidence) -> str:
    return f"“{evidence.one}” and “{evidence.other}” are hardly one"


def _far(evidence: Evidence) -> str:
    return f"one is of {evidence.one}, the other of {evidence.other}"


def _here(evidence: Evidence) -> str:
    return "the article tells of two"


_FOR = {
    "name": _name,
    "names that fit": _names,
    "role": _role,
    "speaks for": _speaks_for,
    "speaks for a companion": _told_of,
    "company": _company,
    "outlet": _outlet,
    "period": _period,
    "known party": _known,
    "shared known name": _shared_known,
    "both names": _both,
}
_AGAINST = {"gender": _gender, "roles at odds": _odds, "far periods": _far, "two in the article": _here}
