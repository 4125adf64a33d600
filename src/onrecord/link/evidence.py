"""What speaks for and against an appearance being a party of the record, in points and in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from onrecord.article import PartyKind
from onrecord.link.bodies import body_name
from onrecord.link.roles import Role, at_odds, best_meeting, gender, role_of
from onrecord.link.values import Earlier, Evidence, Seen

# The points below are rules, not measurements: one point is what lets two appearances with the same full name
# of a person be one. They were set on paper, pair by pair, over the near misses of tests/link, and then held
# against the dossier, where no link that they make is wrong.

# Weight of a companion that both articles name: a full name says more than a country.
_FULL_COMPANION: Final = 1.0
_SINGLE_COMPANION: Final = 0.5
# Whom many articles name, a president, is in the company of everybody: he says half as much from 30
# articles on, a quarter from 300. In 315 articles of two days about a meeting of two presidents, these
# stood in 169 and 125, whoever else was told of.
_FEW: Final = 30
_MANY: Final = 300
# Two full names, or one and a country; two countries are in too many articles to say anything.
_COMPANY_ENOUGH: Final = 1.5
_COMPANY_MUCH: Final = 3.0
# Of companions, so many are told in the reason.
_TOLD: Final = 3

# One outlet writes about one person of a name within a season; later it may well be another.
_SEASON_DAYS: Final = 90
# News comes in bursts: within a month a faint role or a country says more than it does over the years.
_MONTH_DAYS: Final = 31
# From 40 years on a name is that of another generation; from 15 on more is asked for.
FAR_DAYS: Final = 40 * 365
LONG_DAYS: Final = 15 * 365

_OUTLET: Final = 1.0
_COMPANY: Final = 1.0
_SPEAKS_FOR: Final = 1.5
_HALF: Final = 0.5


@dataclass(frozen=True, slots=True)
class Weight:
    """What speaks for it (`points`, `evidence`), what against it, and how far apart in days, None if unknown.

    `company` is the weight of the companions that both name.
    """

    points: float
    evidence: tuple[Evidence, ...]
    against: tuple[Evidence, ...]
    days: int | None
    company: float


#: Nothing was looked at.
NOTHING: Final = Weight(0.0, (), (), None, 0.0)


def weigh(seen: Seen, earlier: Earlier, often: Callable[[str], int] = lambda _: 0) -> Weight:
    """Return what the words around two names say, whatever the names themselves say.

    `often` gives how often the record has met a companion.
    """
    mine, its = list(_roles([seen])), list(_roles(earlier.seen))
    evidence: list[Evidence] = []
    days, outlet = _period(seen, earlier.seen)
    points = _role_points(mine, its, evidence)
    points += _speaks_for(seen, earlier, evidence)
    if points and days is not None and days <= _MONTH_DAYS:
        points += _HALF
        evidence.append(_dates(seen, outlet, "period"))
    company = _company(seen, earlier, often, evidence)
    points += _company_points(company)
    same_outlet = _same_outlet(seen, earlier.seen)
    if same_outlet is not None:
        points += _OUTLET
        evidence.append(_dates(seen, same_outlet, "outlet"))
    return Weight(points, tuple(evidence), tuple(_against(seen, earlier, (mine, its), days)), days, company)


def _roles(all_seen: Iterable[Seen]) -> Iterator[Role]:
    """Return what is told of somebody, without what only names a body once more."""
    words = {
        " ".join(words.split()): None
        for seen in all_seen
        for words in seen.descriptions
        if seen.kind is PartyKind.PERSON or body_name(words) != body_name(seen.name)
    }
    return (role_of(one) for one in words)


def _role_points(mine: Sequence[Role], its: Sequence[Role], evidence: list[Evidence]) -> float:
    met = best_meeting(its, mine)
    if met is None:
        return 0.0
    evidence.append(Evidence("role", met.one, met.other))
    return met.points


def _speaks_for(seen: Seen, earlier: Earlier, evidence: list[Evidence]) -> float:
    mine, told = _spoken_for(seen), companions(seen)
    for one in earlier.seen:
        its = _spoken_for(one)
        if its and its == mine:
            evidence.append(Evidence("speaks for", one.speaks_for, seen.speaks_for))
            return _SPEAKS_FOR
        if (its and its in told) or (mine and mine in companions(one)):
            words = one.speaks_for if its in told else seen.speaks_for
            evidence.append(Evidence("speaks for a companion", words, words))
            return _HALF
    return 0.0


def _spoken_for(seen: Seen) -> str:
    body = body_name(seen.speaks_for) if seen.speaks_for else None
    return body.key if body is not None and body.whole else ""


def _company(seen: Seen, earlier: Earlier, often: Callable[[str], int], evidence: list[Evidence]) -> float:
    """Return the weight of the companions that the article shares with that one which shares most."""
    mine = companions(seen)
    best: list[str] = []
    weight = 0.0
    for one in earlier.seen:
        shared = sorted(mine.keys() & companions(one).keys())
        found = sum(_companion_weight(key, often(mine[key])) for key in shared)
        if found > weight:
            best, weight = shared, found
    if _company_points(weight):
        best = sorted(best, key=lambda key: (" " not in key, key))[:_TOLD]
        words = ", ".join(mine[key] for key in best)
        evidence.append(Evidence("company", words, words))
    return weight


def _company_points(weight: float) -> float:
    if weight < _COMPANY_ENOUGH:
        return 0.0
    return _COMPANY if weight < _COMPANY_MUCH else _COMPANY + _HALF


def _companion_weight(key: str, times: int) -> float:
    weight = _FULL_COMPANION if " " in key else _SINGLE_COMPANION
    return weight if times <= _FEW else weight / 2 if times <= _MANY else weight / 4


def companions(seen: Seen) -> dict[str, str]:
    """Return the companions that tell something, by their keys; the article's outlet does not."""
    return _companions(seen.company, seen.outlet)


@lru_cache(maxsize=2048)
def _companions(company: tuple[str, ...], publisher: str | None) -> dict[str, str]:
    outlet = body_name(publisher) if publisher else None
    found: dict[str, str] = {}
    for name in company:
        body = body_name(name)
        if body is not None and body.whole and (outlet is None or outlet.key != body.key):
            found.setdefault(body.key, name)
    return found


def _period(seen: Seen, others: Sequence[Seen]) -> tuple[int | None, Seen | None]:
    """Return how many days lie between the article and the nearest of the others, and that one."""
    dated = [(days, one) for one in others if (days := _between(seen, one)) is not None]
    return min(dated, key=lambda pair: pair[0]) if dated else (None, None)


def _same_outlet(seen: Seen, others: Sequence[Seen]) -> Seen | None:
    if not seen.outlet:
        return None
    mine = [one for one in others if one.outlet == seen.outlet]
    days, nearest = _period(seen, mine)
    return nearest if days is not None and days <= _SEASON_DAYS else None


def _dates(seen: Seen, other: Seen | None, kind: str) -> Evidence:
    def told(one: Seen | None) -> str:
        return "" if one is None else ", ".join(x for x in (one.outlet, (one.published or "")[:10]) if x)

    return Evidence(kind, told(other), told(seen))


def _between(one: Seen, other: Seen) -> int | None:
    mine, its = _day(one.published), _day(other.published)
    return None if mine is None or its is None else abs((mine - its).days)


def _day(published: str | None) -> date | None:
    """Return the day of a date; the middle of a month or a year where it says no more."""
    if not published:
        return None
    parts = published[:10].split("-")
    filled = (*parts, "15") if len(parts) == 2 else (*parts, "07", "01") if len(parts) == 1 else parts
    try:
        return date.fromisoformat("-".join(filled))
    except ValueError:
        return None


def _against(
    seen: Seen, earlier: Earlier, roles: tuple[Sequence[Role], Sequence[Role]], days: int | None
) -> Iterator[Evidence]:
    """Yield what keeps two people of one name apart."""
    mine, its = gender(_calls([seen])), gender(_calls(earlier.seen))
    if mine and its and mine != its:
        yield Evidence("gender", _man_or_woman(its), _man_or_woman(mine))
    odd = at_odds(roles[1], roles[0])
    if odd is not None:
        yield Evidence("roles at odds", odd.one, odd.other)
    if days is not None and days >= FAR_DAYS:
        nearest = _period(seen, earlier.seen)[1]
        yield Evidence(
            "far periods", (nearest.published or "")[:4] if nearest else "", (seen.published or "")[:4]
        )


def _calls(all_seen: Iterable[Seen]) -> Iterator[str]:
    for seen in all_seen:
        yield from (seen.name, *seen.forms, *seen.descriptions)


def _man_or_woman(found: str) -> str:
    return "a man" if found == "m" else "a woman"
