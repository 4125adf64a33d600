"""How sure each ground of a tie is: the share that was right where it could be checked.

Checked on four fifths of MPQA's training articles (310 articles, 4,920 sources), whose agents carry
party ids: a tie is right if the words that it rests on are of the same party as the source, or if the
party's other mentions mostly are. The annotators part a capital from its country, and the "we" of a
speaker from the speaker, where this reader joins them on purpose: ALIAS and FIRST_PLURAL stand for what
remains in doubt besides.
"""

from __future__ import annotations

from typing import Final

from onrecord.article import Ground

GROUNDS: Final = {
    Ground.ITSELF: 0.9,  # in 1,894 of 2,120 no earlier source was of the same party
    Ground.SAME_WORDS: 0.9,  # 522 of 640 by the ids; of the misses read, most are one party under two ids
    Ground.PART_OF_NAME: 0.95,  # 578 of 612
    Ground.ALIAS: 0.85,
    Ground.APPOSITION: 0.98,  # 66 of 67
    Ground.ROLE: 0.86,  # 94 of 109
    Ground.FIRST_PERSON: 0.97,  # "I": 61 of 61
    Ground.LABEL: 0.97,
    Ground.WRITER: 0.9,
}

#: "we": the speaker, and whomever the speaker speaks for.
FIRST_PLURAL: Final = 0.7
#: "I" in a turn of a transcript whose label is no source of an attribution.
TURN: Final = 0.9
#: "the group", "the doctor", where nothing above tells which: often somebody who has a name in the text.
UNTOLD: Final = 0.75
#: A role whose holder is told only further down in the article.
ROLE_LATER: Final = 0.7
#: Of several holders of a role, the one near by, the others far off.
NEAREST: Final = 0.65

#: The lead of a candidate that has no rival.
ALONE: Final = 99.0
# A pronoun's lead over the next candidate, in the points of `pronouns`, and the share that was right. Below
# the last lead of a list candidates are not told apart: of "it" and "they" there one in two was wrong.
PERSON_BANDS: Final = ((2.0, 0.98), (1.0, 0.95), (0.5, 0.82), (0.12, 0.8))  # 276/282, 152/160, 66/80, 47/59
THING_BANDS: Final = ((2.0, 0.98), (1.0, 0.93), (0.5, 0.86))  # 17/17, 26/28, 19/22
PLURAL_BANDS: Final = ((0.5, 0.77),)  # 74/96, at any lead above it
