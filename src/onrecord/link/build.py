"""A claim traced: its reports with their chains, what they lead to, its origins, and who answered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.link.about import About
from onrecord.link.actors import actors_of
from onrecord.link.answers import answers_to, silences_on
from onrecord.link.chains import chain_of
from onrecord.link.drift import drift_of
from onrecord.link.origins import judge
from onrecord.link.told import Member, Reported, Told, cited_values
from onrecord.link.trace import Cited, Copied, Drift, Report, Stance, Trace


@dataclass(frozen=True, slots=True)
class Claim:
    """What is traced: the key of the claim, its wording, and its members."""

    key: str
    wording: str
    members: tuple[Member, ...]


def report_of(member: Member, actors: frozenset[str] = frozenset()) -> Reported:
    """Return a member with its report and the citations that its chain goes through.

    `actors` are the parties whose act is what the claim says.
    """
    told, one = member.told, member.one
    chain, via = chain_of(member, actors)
    report = Report(
        url=told.url,
        article=told.key,
        attribution=told.keys[member.index],
        stance=member.stance,
        published=told.published or None,
        outlet=told.outlet or None,
        title=told.reading.article.title,
        source=told.words(*one.source) if one.source else "",
        words=told.words(*one.content),
        place=told.place(*one.content),
        chain=chain,
        score=member.score,
    )
    return Reported(member, report, via)


def trace(claim: Claim, copies: Sequence[Copied] = (), around: Sequence[Told] = ()) -> Trace:
    """Return a claim with its reports in the order of time and all that is known of where it comes from.

    `copies` are those between its articles; `around` are articles that these cite, directly or through
    others.
    """
    actors = actors_of(claim.members)
    reports = sorted(
        (report_of(member, actors) for member in claim.members),
        key=lambda r: (r.report.published or "", r.report.article, r.report.place.start),
    )
    judged = judge(reports, copies, around)
    urls = {one.report.article: one.report.url for one in reports} | {told.key: told.url for told in around}
    named = set(urls.values())
    return Trace(
        claim=claim.key,
        wording=claim.wording,
        reports=tuple(one.report for one in reports),
        origins=judged.origins,
        copies=tuple(copy for copy in copies if copy.url in named and copy.of in named),
        relays=_relays(reports, around, urls, set(judged.leads)),
        circular=judged.circular,
        pairs=judged.pairs,
        answers=answers_to(claim.wording, reports),
        silences=silences_on(claim.wording, claim.members),
        drift=_drift(reports, judged.leads),
    )


def _relays(
    reports: Sequence[Reported],
    around: Sequence[Told],
    urls: Mapping[str, str],
    leading: set[tuple[str, str]],
) -> tuple[Cited, ...]:
    """Return what the articles of the claim cite on it; others only where reports lead on by them."""
    about = About.of(reports)
    articles = {one.report.article: one.member.told for one in reports}
    leads = {key for key, _ in leading}
    articles |= {told.key: told for told in around if told.key in leads and told.key not in articles}
    via: dict[str, set[int]] = defaultdict(set)
    for one in reports:
        via[one.report.article].update(one.via)
    found: list[Cited] = []
    for told in sorted(articles.values(), key=lambda told: (told.published, told.key)):
        kept = [
            number
            for number, meant in enumerate(told.meant)
            if number in via[told.key] or (told.key, meant) in leading or about.has(told, number)
        ]
        found += cited_values(told, urls, kept)
    return tuple(found)


def _drift(reports: Sequence[Reported], leads: Sequence[tuple[str, str]]) -> tuple[Drift, ...]:
    by_article: dict[str, list[Reported]] = defaultdict(list)
    for one in reports:
        if one.report.stance is Stance.ASSERTS:
            by_article[one.report.article].append(one)
    found: list[Drift] = []
    for key, there in leads:
        if by_article.get(key) and by_article.get(there):
            found += drift_of(by_article[there], by_article[key])
    return tuple(dict.fromkeys(found))
