"""The words by which a change of wording counts as softer or harder, each list with its reason.

Every list is about wording only: what the words commit the article or the speaker to, by the dictionary.
Whatever stands on none of them is "reworded". Left out on purpose, because readers differ on them: "insist"
and "stress" (emphasis, or the outlet's distance), "declare", "reveal", "knowingly" (weakens a denial,
strengthens a charge), and nouns and verbs for what happened ("killed" for "died", "attack" for "incident").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Scale:
    """Verbs (base forms) in steps from weak to strong, and what the steps measure."""

    steps: tuple[frozenset[str], ...]
    measures: str


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: Two verbs are compared only where one scale has both.
SCALES: Final = (
    Scale(
        (
            _set("suggest hint imply intimate insinuate indicate signal speculate"),
            _set("allege claim purport believe think suspect"),
            _set("say tell state report add note write announce explain"),
            _set("confirm acknowledge admit concede verify establish prove"),
        ),
        "how far the words take for settled what is said",
    ),
    Scale(
        (
            _set("question say"),
            _set("criticise criticize fault"),
            _set("accuse blame condemn denounce"),
        ),
        "how grave the reproach is",
    ),
    Scale(
        (
            _set("hope suggest propose wish"),
            _set("ask request invite"),
            _set("urge press call"),
            _set("demand insist order"),
        ),
        "how firmly something is asked for",
    ),
    Scale((_set("decline"), _set("refuse reject")), "how firmly something is turned down"),
    Scale((_set("question doubt"), _set("dispute contest"), _set("deny refute")), "how firmly it is denied"),
    Scale(
        (_set("consider"), _set("hope aim intend plan"), _set("promise pledge vow swear guarantee")),
        "how firmly the speaker is bound",
    ),
    Scale(
        (_set("warn caution"), _set("threaten")), "whether an evil is foretold or announced as one's own act"
    ),
    Scale((_set("suggest indicate"), _set("show find demonstrate"), _set("prove")), "how far a finding goes"),
)

#: Verbs of reporting that say no more than that something was said: one for another is no change.
NEUTRAL: Final = _set("say tell add state according to that")

#: Modal verbs that leave something open; each stands below those that do not.
OPEN_MODALS: Final = _set("may might could")
#: Between open and firm.
MIDDLE_MODALS: Final = _set("should ought")
FIRM_MODALS: Final = _set("will would must shall")

#: Words that leave open whether, or how far, it is so.
HEDGES: Final = _set(
    """possibly perhaps maybe probably likely presumably allegedly reportedly apparently seemingly supposedly
    purportedly ostensibly conceivably alleged supposed suspected purported possible probable potential
    potentially apparent seem seems seemed appear appears appeared partly partially somewhat largely mostly
    unconfirmed arguably"""
)
#: Words that leave nothing open.
BOOSTERS: Final = _set(
    """certainly clearly definitely undoubtedly unquestionably indisputably categorically absolutely
    completely entirely totally utterly fully flatly outright always obviously evidently plainly surely
    undeniably unequivocally invariably conclusively certain undisputed"""
)
#: Words that turn a sentence into its contrary.
NEGATIONS: Final = _set("not no never nobody nothing none neither nor nowhere without cannot")

#: What stands before a figure and says how exact it is.
ROUGHLY: Final = _set(
    """about around roughly approximately nearly almost some over under more less fewer than at least most
    up to only just as many exactly close"""
)

#: Pronouns: a source that is one of these is told by its party.
PRONOUNS: Final = _set("he she they it we i him her them who his their its one")
#: What a name may have or lack without being another.
TITLES: Final = _set("mr mrs ms miss mx dr sir dame lord lady the a an")
