"""A reading by hand with everything in it: nested attributions, parties, silences, dates, relays."""

from __future__ import annotations

from onrecord.article import (
    Anchor,
    Anonymity,
    Answer,
    Article,
    Attribution,
    Date,
    Ground,
    Manner,
    Mention,
    Naming,
    Party,
    PartyKind,
    Quotation,
    Reading,
    Relay,
    RelayKind,
    Resolution,
    Silence,
    SilenceKind,
    Span,
    Timex3,
)

TEXT = "\n\n".join(
    (
        "Paper: Lothmere told Brennick not to sign",
        "PORT SELLICK, Feb 24 (Transmere) - Lothmere pressed Brennick to abandon the Ashlow "
        "treaty, the Harrow Post first reported on Sunday.",
        "The Post said two officials close to the president, who would not be named because they "
        "feared for their posts, had told it that Rafe Aldous, the foreign minister, warned Tobin "
        "Carrow over dinner on 26 January that a harbour loan would be called in.",
        "He had said that the treaty was dead, one of the officials said.",
        "Maud Penhale, Brennick’s chief negotiator, rejected the charge in an interview with "
        "Radio Pendry on Monday, citing a memorandum of the talks. “I negotiated with what I was "
        "given,” she said.",
        "Ms. Penhale’s spokesman told reporters that the dinner “came up only over coffee” around "
        "mid-February.",
        "Mr. Carrow’s office did not respond to the Register’s questions about the dinner by "
        "Friday. Lothmere’s embassy declined to comment. Talks go on every week.",
    )
)


def at(words: str, inside: str = "") -> Span:
    """Where `words` stand in TEXT: for the first time, or within the first `inside`."""
    start = TEXT.index(words, TEXT.index(inside))
    return Span(start, start + len(words))


SAID_POST = Attribution(
    source=(at("The Post"),),
    cue=(at("said"),),
    content=(Span(at("two officials close").start, at("would be called in").end),),
    quotation=Quotation.INDIRECT,
    manner=Manner.SAYS,
    party="post",
    resolution=Resolution(Ground.ALIAS, (at("the Harrow Post"),), confidence=0.92),
    said="2031-02-23",
    said_date=0,
)
SAID_OFFICIALS = Attribution(
    source=(at("two officials close to the president"),),
    cue=(at("had told"),),
    content=(Span(at("that Rafe Aldous").start, at("would be called in").end),),
    quotation=Quotation.INDIRECT,
    manner=Manner.SAYS,
    parent=0,
    party="officials",
    resolution=Resolution(Ground.ITSELF),
    addressee=(at("it", "had told it"),),
    addressee_party="post",
    happened=(1,),
)
WARNED = Attribution(
    source=(at("Rafe Aldous, the foreign minister"),),
    cue=(at("warned"),),
    content=(at("that a harbour loan would be called in"),),
    quotation=Quotation.INDIRECT,
    manner=Manner.THREATENS,
    parent=1,
    party="aldous",
    resolution=Resolution(Ground.ITSELF),
    addressee=(at("Tobin Carrow"),),
    addressee_party="carrow",
    occasion=(at("over dinner"),),
    said="2031-01-26",
    said_date=1,
)
HE = Attribution(
    source=(at("He", "He had said"),),
    cue=(at("had said"),),
    content=(at("that the treaty was dead"),),
    quotation=Quotation.INDIRECT,
    manner=Manner.SAYS,
    parent=4,
    resolution=Resolution(
        Ground.PRONOUN, candidates=("carrow", "aldous"), reason="two men were named before", confidence=0.4
    ),
)
ONE = Attribution(
    source=(at("one of the officials"),),
    cue=(at("said", "officials said."),),
    content=(at("He had said that the treaty was dead"),),
    quotation=Quotation.INDIRECT,
    manner=Manner.SAYS,
    party="officials",
    resolution=Resolution(Ground.SAME_WORDS, (at("two officials close to the president"),), confidence=0.45),
)
REJECTED = Attribution(
    source=(at("Maud Penhale, Brennick’s chief negotiator"),),
    cue=(at("rejected"),),
    content=(at("the charge"),),
    quotation=Quotation.INDIRECT,
    manner=Manner.DENIES,
    party="penhale",
    resolution=Resolution(Ground.ITSELF),
    basis=(at("a memorandum of the talks"),),
    addressee=(at("Radio Pendry"),),
    addressee_party="radio",
    occasion=(at("in an interview with Radio Pendry"),),
    said="2031-02-24",
    said_date=2,
    answers=Answer(at("the charge"), "officials", 2),
)
SHE = Attribution(
    source=(at("she", "given,” she"),),
    cue=(at("said", "she said"),),
    content=(at("“I negotiated with what I was given,”"),),
    quotation=Quotation.DIRECT,
    manner=Manner.SAYS,
    quoted=(at("I negotiated with what I was given,"),),
    party="penhale",
    resolution=Resolution(Ground.PRONOUN, (at("Maud Penhale"),), confidence=0.97),
)
SPOKESMAN = Attribution(
    source=(at("Ms. Penhale’s spokesman"),),
    cue=(at("told", "told reporters"),),
    content=(at("that the dinner “came up only over coffee” around mid-February"),),
    quotation=Quotation.MIXED,
    manner=Manner.SAYS,
    quoted=(at("came up only over coffee"),),
    party="spokesman",
    resolution=Resolution(Ground.ITSELF),
    addressee=(at("reporters"),),
    said="2031-02-24",
    happened=(3,),
)
UNANSWERED = Attribution(
    source=(at("Mr. Carrow’s office"),),
    cue=(at("did not respond to"),),
    content=(at("the Register’s questions"),),
    quotation=Quotation.INDIRECT,
    manner=Manner.DECLINES,
    negated=True,
    party="office",
    resolution=Resolution(Ground.ITSELF),
)
PARTIES = (
    Party("lothmere", "Lothmere", PartyKind.GOVERNMENT, Naming.NAMED, (Mention(at("Lothmere")),)),
    Party(
        "post",
        "the Harrow Post",
        PartyKind.ORGANIZATION,
        Naming.NAMED,
        (
            Mention(at("the Harrow Post")),
            Mention(at("The Post"), Ground.ALIAS, at("the Harrow Post"), 0.92),
            Mention(at("it", "had told it"), Ground.PRONOUN, at("The Post"), 0.41),
        ),
        ("the Harrow Post", "The Post"),
    ),
    Party(
        "officials",
        "two officials close to the president",
        PartyKind.GROUP,
        Naming.UNNAMED,
        (
            Mention(at("two officials close to the president")),
            Mention(at("one of the officials"), Ground.SAME_WORDS, at("two officials"), 0.45),
        ),
        plural=True,
        anonymity=Anonymity(
            2, at("two"), (at("close to the president"),), (at("because they feared for their posts"),)
        ),
    ),
    Party(
        "aldous",
        "Rafe Aldous",
        PartyKind.PERSON,
        Naming.NAMED,
        (Mention(at("Rafe Aldous")),),
        descriptions=(at("the foreign minister"),),
    ),
    Party("carrow", "Tobin Carrow", PartyKind.PERSON, Naming.NAMED, (Mention(at("Tobin Carrow")),)),
    Party(
        "penhale",
        "Maud Penhale",
        PartyKind.PERSON,
        Naming.NAMED,
        (
            Mention(at("Maud Penhale")),
            Mention(at("she", "given,” she"), Ground.PRONOUN, at("Maud Penhale"), 0.97),
            Mention(at("Ms. Penhale"), Ground.PART_OF_NAME, at("Maud Penhale"), 0.99),
        ),
        ("Maud Penhale", "Ms. Penhale"),
        descriptions=(at("Brennick’s chief negotiator"),),
    ),
    Party("radio", "Radio Pendry", PartyKind.ORGANIZATION, Naming.NAMED, (Mention(at("Radio Pendry")),)),
    Party(
        "spokesman",
        "Ms. Penhale’s spokesman",
        PartyKind.PERSON,
        Naming.DESCRIBED,
        (Mention(at("Ms. Penhale’s spokesman")),),
        speaks_for="penhale",
    ),
    Party(
        "office",
        "Mr. Carrow’s office",
        PartyKind.GOVERNMENT,
        Naming.DESCRIBED,
        (Mention(at("Mr. Carrow’s office")),),
        speaks_for="carrow",
    ),
    Party("register", "the Register", PartyKind.ORGANIZATION, Naming.NAMED, (Mention(at("the Register")),)),
    Party(
        "embassy",
        "Lothmere’s embassy",
        PartyKind.GOVERNMENT,
        Naming.DESCRIBED,
        (Mention(at("Lothmere’s embassy")),),
        speaks_for="lothmere",
    ),
)
DATES = (
    Date(at("on Sunday"), "2031-02-23", Timex3("DATE", "2031-02-23"), Anchor.PUBLISHED),
    Date(
        at("26 January"), "2031-01-26", Timex3("DATE", "2031-01-26"), Anchor.CONTEXT, at("Feb 24"), "", 0.48
    ),
    Date(at("on Monday"), "2031-02-24", Timex3("DATE", "2031-02-24"), Anchor.PUBLISHED),
    Date(at("around mid-February"), "2031-02~", Timex3("DATE", "2031-02", "MID"), Anchor.PUBLISHED),
    Date(at("Friday"), None, None, Anchor.NONE, None, "before or after the day of publication"),
    Date(at("every week"), None, Timex3("SET", "P1W", None, "EVERY")),
)
SILENCES = (
    Silence(
        words=at("did not respond to the Register’s questions about the dinner by Friday"),
        kind=SilenceKind.NO_RESPONSE,
        source=(at("Mr. Carrow’s office"),),
        party="office",
        asked_by="register",
        asked_by_words=(at("the Register’s"),),
        about=(at("the dinner", "about the dinner"),),
        attribution=2,
        dates=(4,),
    ),
    Silence(
        words=at("declined to comment"),
        kind=SilenceKind.DECLINED,
        source=(at("Lothmere’s embassy"),),
        party="embassy",
        confidence=0.44,
    ),
)
RELAYS = (
    Relay(RelayKind.DATELINE, "Transmere", at("PORT SELLICK, Feb 24 (Transmere)")),
    Relay(RelayKind.FIRST_REPORTED, "the Harrow Post", at("the Harrow Post first reported"), "post"),
    Relay(RelayKind.LINK, "Harrow Post", None, None, "https://post.example/dinner"),
)
TREATY = Reading(
    Article(
        name="05-relay-register",
        text=TEXT,
        title="Paper: Lothmere told Brennick not to sign",
        url="https://register.example/treaty",
        publisher="The Sellick Register",
        published="2031-02-24",
        language="en",
    ),
    (SAID_POST, SAID_OFFICIALS, WARNED, HE, ONE, REJECTED, SHE, SPOKESMAN, UNANSWERED),
    PARTIES,
    DATES,
    SILENCES,
    RELAYS,
)
