"""The words and phrases of reporting, by what they say the source did.

Verbs stand in their base form; `manner` inflects them. In a phrase `*` stands for up to three words.
What is in no list is OTHER, and some things are left out on purpose: praise and blame without a
charge ("praised", "hailed", "criticized", "decried"), taking sides ("supports", "opposes",
"endorsed"), looks ("seems", "appears") and acts of office ("voted", "signed", "banned").

The manner is that of the cue's own words and the auxiliaries before them, never of its source or of
what follows: a memo that "says" says, "told" says even where an order follows, a colon says. Of a
label before a colon only "Q" and "Poll" and their like tell more. Where a cue joins several verbs, the
first decides.

Choices that could have gone otherwise:

- Says: "note", "point out", "conclude", "complain", "insist", "suggest" (in the news it mostly hints at
  a fact, and a proposal in the words of one is safer), "refer to", "cite", "quote", "attribute",
  "recall", what names a thing ("dub", "title"), "thank" and "apologise", and verbs that only open or end
  a quotation ("began", "put").
- Denies: "dispute", "dismiss", "disagree", "push back", and what takes back one's own words.
- Confirms: "admit", "accept" and "agree", which grant what somebody else has put forward; but
  "agree to" promises.
- Demands: "urge", "call for", "appeal", "plead", "order", "push", "challenge", "forbid", "insist on".
- Asks: "ask", for an answer or for a thing, and "request".
- Refuses: "reject" and "rule out"; but "rejected the claim", in one cue, denies it.
- Proposes: "recommend", "advise", and to "warn", "caution" or "advise against".
- Predicts: "expect", "forecast", and "warn" and "caution" (danger is foretold); who means to bring it
  about himself "threatens".
- Thinks: opinion ("estimate"), knowledge ("know", "learn", "hear"), will ("want", "hope", "plan",
  "decide") and feeling that has an object ("fears", "regrets", "likes", "is surprised").
- Shows: what a document, a count or a search brings out: "find", "reveal", "list", "record",
  "contain", whoever does it.
- Declines: no answer, also "did not say", "has not named", "could not say" and "would not confirm".
  "Never said" is no such thing: it says, negated. Every other negation leaves the manner of its verb:
  "did not deny" denies and "won't rule out" refuses, both negated.
"""

from __future__ import annotations

from onrecord.article import Manner


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


VERBS: dict[Manner, str] = {
    Manner.SAYS: """
        say tell add note report announce state declare explain write tweet retweet post describe call
        claim argue contend maintain insist assert suggest mention comment remark observe reply respond
        answer retort rejoin shout yell scream cry exclaim whisper mutter murmur mumble stammer quip
        jest boast brag gush lament bemoan complain grumble gripe moan grouse rant rave vent
        thunder bellow bark snap snarl sniff sneer lecture preach proclaim pronounce profess testify
        attest blog text email e-mail telegraph cable message phone pen broadcast relay recount relate
        narrate reiterate repeat restate stress emphasize emphasise underline underscore highlight
        specify clarify elaborate expound interject interrupt conclude continue opine theorize theorise
        posit hypothesize hypothesise reason summarize summarise paraphrase quote cite reference recite
        discuss talk speak address brief inform notify update apprise remind divulge disclose leak
        confide intimate hint insinuate imply allude signal aver assess rule purport label brand dub
        term characterize characterise portray depict compare liken equate credit thank apologize
        apologise echo counter deadpan chant outline detail express voice recall reminisce interview
        dictate convey communicate articulate philosophize sermonize muse muster yelp crow bray intone
        drawl stutter advertise publicize publicise unveil rejoice sigh joke object protest editorialize
        editorialise subtweet livetweet instagram blurt explicate enthuse fume drone rhapsodize spout
        bleat growl hiss roar croak chuckle wail whine carp kvetch snort grunt groan gasp sob giggle
        snicker snigger sputter splutter rasp wheeze croon coo purr snivel hoot holler bawl babble
        prattle chatter ramble harangue interpose venture hazard asseverate expostulate remonstrate
        depose submit type scribble scrawl jot fax word phrase blare paint refer attribute ascribe
        invoke share name identify nickname title entitle coin christen pretend teach propound publish
        print debate chat converse confer alert trumpet chronicle
        """,
    Manner.DENIES: """
        deny dispute refute rebut contradict disavow disclaim repudiate contest dismiss rubbish debunk
        disagree negate gainsay retract recant disown disprove discredit differ backtrack backpedal
        renege
        """,
    Manner.CONFIRMS: """
        confirm acknowledge admit concede affirm reaffirm verify corroborate confess certify vouch
        concur agree validate authenticate substantiate recognize recognise reconfirm accept
        """,
    Manner.ACCUSES: "accuse blame allege charge fault implicate incriminate sue impugn indict arraign",
    Manner.DEMANDS: """
        demand urge order beg plead implore press appeal exhort command instruct petition lobby beseech
        entreat summon require seek challenge dare push pressure prod nudge goad coax cajole importune
        adjure enjoin mandate forbid prohibit
        """,
    Manner.OFFERS: "offer volunteer tender invite",
    Manner.REFUSES: "refuse reject veto rebuff spurn balk baulk nix snub",
    Manner.PROPOSES: "propose recommend advise advocate counsel float moot pitch encourage prescribe",
    Manner.PROMISES: "promise pledge vow swear guarantee commit undertake assure reassure",
    Manner.THREATENS: "threaten menace",
    Manner.PREDICTS: """
        predict forecast foresee foretell prophesy anticipate expect project warn forewarn caution
        envision envisage augur prognosticate foreshadow portend presage bode bet wager
        """,
    Manner.ASKS: "ask inquire enquire question wonder query quiz interrogate request solicit grill",
    Manner.THINKS: """
        think believe hope know feel fear worry doubt suspect consider see view regard assume suppose
        presume reckon guess imagine understand realize realise remember want wish prefer intend plan
        dream fret trust judge deem figure mull ponder speculate estimate conjecture perceive surmise
        contemplate disbelieve dislike misunderstand overestimate underestimate infer deduce fantasize
        love like hate loathe detest despise abhor adore resent regret dread relish enjoy appreciate
        crave covet yearn envy revel pray aim aspire plot scheme decide resolve choose opt interpret
        construe care hear overhear learn notice sense misremember forget
        """,
    Manner.SHOWS: """
        show find reveal indicate demonstrate prove illustrate reflect uncover document expose read list
        record contain include feature display capture discover detect determine ascertain calculate
        compute count tally
        """,
    Manner.DECLINES: "decline demur dodge deflect sidestep duck evade stonewall withhold",
}

NOUNS: dict[Manner, str] = {
    Manner.SAYS: """
        statement remark assertion contention declaration announcement comment explanation description
        account testimony assessment argument observation complaint message response revelation
        disclosure mention reminder apology insistence interview speech letter words conclusion
        criticism rhetoric op-ed clarification reportedly purportedly supposedly reputedly per quoth
        joke boast memo suggestion word line sentence quotation story article editorial essay headline
        caption slogan mantra motto refrain rumor rumour gossip discussion conversation dialogue
        bulletin communiqué memoir ruling verdict judgment judgement briefing recollection adamant
        emphatic insistent emphasis
        """,
    Manner.DENIES: """
        denial rebuttal refutation retraction disavowal contradiction repudiation dismissal disagreement
        """,
    Manner.CONFIRMS: """
        confirmation admission acknowledgement acknowledgment concession confession recognition
        """,
    Manner.ACCUSES: "accusation allegation indictment allegedly recrimination",
    Manner.DEMANDS: "ultimatum plea requirement instruction directive",
    Manner.OFFERS: "invitation overture",
    Manner.REFUSES: "refusal rejection",
    Manner.PROPOSES: "proposal recommendation proposition advice",
    Manner.PROMISES: "assurance commitment undertaking oath",
    Manner.THREATENS: "threat",
    Manner.PREDICTS: "prediction projection prophecy expectation prognosis",
    Manner.ASKS: "inquiry enquiry interrogation",
    Manner.THINKS: """
        belief opinion conviction assumption suspicion thought impression perception worry concern
        speculation wish intention feeling afraid convinced hopeful fearful confident certain sure
        skeptical sceptical worried concerned aware doubtful optimistic pessimistic unsure uncertain
        wary leery nervous anxious uneasy interested curious eager keen willing unwilling reluctant
        loath impressed enamored enamoured desperate proud glad happy pleased delighted thrilled sad
        sorry disappointed dismayed saddened disgusted appalled shocked stunned surprised astonished
        amazed alarmed frightened scared terrified angry angered furious upset outraged annoyed
        frustrated jealous grateful thankful relieved satisfied dissatisfied unhappy displeased unaware
        mindful conscious undecided ambivalent puzzled baffled confused bewildered suspicious cynical
        alarm anger outrage indignation apprehension anxiety misgiving dismay ambition aspiration goal
        attitude desire preference notion idea disappointment surprise frustration unease decision
        determination willingness unwillingness eagerness reluctance realization realisation awareness
        disapproval
        """,
    Manner.SHOWS: "finding evidence proof indication",
    Manner.DECLINES: "no-comment unavailable unreachable",
}

# Phrases are parted by semicolons.
PHRASES: dict[Manner, str] = {
    Manner.SAYS: """
        according to; accord to; accordance with; point out; point to; refer to; refer back; put it;
        put * way; make * clear; make * plain; make * known; make * case; make * point; make no secret;
        make mention; let * know; let slip; sum up; spell out; lay out; set out; set forth; chime in;
        weigh in; cut in; shoot back; fire back; hit back; snap back; write back; go on record;
        on record; on * record as; in * word; in * own words; hold forth; open up; speak out; sound off;
        speak up; tip off; take to twitter; take to facebook; draw * comparison; draw attention;
        give * account; give * reason; break * news; cry out; in response; as follows; press release;
        press conference; press briefing; bring up; touch on; touch upon; dwell on; pass along; pass on;
        pipe up; chip in; off * record; bill * as; offer * opinion; offer * thought; offer * view;
        offer * condolences; offer * congratulations; offer * apology; offer * praise;
        offer * criticism; offer * explanation; offer * account; offer * reason; offer * defense;
        offer * defence
        """,
    Manner.DENIES: """
        push back; brush off; brush aside; wave off; wave away; shrug off; laugh off; walk back;
        take back; take issue; pour cold water; cast doubt; reject * claim; reject * allegation;
        reject * accusation; reject * charge; reject * suggestion; reject * notion; reject * idea;
        reject * criticism; reject * assertion; reject * characterization; reject * report; call * lie;
        plead not guilty; distance * from
        """,
    Manner.CONFIRMS: "stand by; own up; come clean; bear out; back up; plead guilty",
    Manner.ACCUSES: "call out; point * finger; lay * blame; press charge; take * to task",
    Manner.DEMANDS: """
        call for; call on; call upon; insist on; insist upon; push for; press for; plead for;
        appeal for; appeal to; set * condition; set * deadline; hold out for; warn off; warn away
        """,
    Manner.OFFERS: "hold out * prospect; make * bid; ready to help",
    Manner.REFUSES: """
        rule out; turn down; shoot down; back out; opt out; beg off; put * foot down; say no; say no to
        """,
    Manner.PROPOSES: """
        put forward; put forth; bring forward; come up with; advise against; caution against;
        warn against; counsel against; beg to move; move that
        """,
    Manner.PROMISES: "agree to; give * word; swear to",
    Manner.THINKS: """
        look forward; look to; take * view; in * eyes; in * mind; would like; count on; make up * mind;
        look on; bear in mind; be determine to; mean to; keep in mind
        """,
    Manner.ASKS: """
        ask for; want to know; raise * question; pose * question; put * question; demand to know
        """,
    Manner.DECLINES: """
        no comment; without comment; refuse comment; decline comment; refer * question;
        refer * reporter; refer * inquiry; refer * enquiry; refer * query; refer * request;
        refer * call; refer us; refer * comment; direct * question; direct * inquiry; defer * question;
        defer * comment; ignore * question; ignore * request; ignore * email; ignore * call;
        remain silent; stay silent; keep silent; remain mum; stay mum; keep mum; keep quiet; stay quiet;
        hang up; neither confirm nor deny; not confirm nor deny; not confirm or deny; not be draw;
        not available; not be available; not be reach; not reach; could not reach; unable to reach;
        not immediately available; leave unanswered; go unanswered; go unreturned
        """,
    Manner.SHOWS: "lay bare; bring to light; shed light",
    # Phrases whose words mislead: nothing is said in them, or nobody says it.
    Manner.OTHER: """
        call off; know as; know for; best know; also know; well know; show up; show off; swear in;
        speak for; aim * at; stand to reason; find guilty; tell apart; plan parenthood; so call;
        see off; ask out; judge by; offer up; push out; entitle to; look like; sound like; seem like
        """,
}

# A verb of speech that a refusal or a "would not" turns into no answer.
ANSWERING = _set("""
        say tell confirm comment discuss answer respond reply elaborate identify name specify disclose
        reveal divulge speak talk explain provide give detail clarify speculate address acknowledge
        verify release state share engage expand describe debate
    """)
# Of these "did not", "has not" and "could not" are no answer either: what was not said is told because
# a reader waits for it.
WITHHELD = _set("""
        say specify name identify disclose divulge reveal detail give provide release explain clarify
        state
    """)
# These are no answer under any negation.
RESPONDING = _set("respond reply answer comment elaborate return")

# Verbs that carry the manner of a word after them: "issued a denial", "continued to insist".
CARRIERS = _set("""
        express voice reiterate repeat continue issue make give raise deliver release put begin start
        keep go come try help send renew air receive file draw provide end finish resume include contain
        feature
    """)
# Of the carriers, those that present words when nothing of weight follows: "began", "put it at".
OPENING = _set("put give raise begin start end finish resume go send deliver issue release renew air provide")
SLIGHT = _set("it at on with by again off out so thus")
# What carries a verb of reporting after "to": "begged to say", "sought to deny".
COURTESIES = _set("beg seek")
# What stands alone before a colon and tells more than that words follow.
LABELS: dict[str, Manner] = {
    **dict.fromkeys(("q", "question", "interviewer"), Manner.ASKS),
    **dict.fromkeys(("poll", "survey", "study"), Manner.SHOWS),
}
# Before "to": the saying is still ahead, or only looks like one.
PROSPECTS = _set("""
        expect likely unlikely set due poised going about scheduled suppose ready prepare prepared seem
        appear slated ready
    """)

# Of these, the verbs; and verbs that only phrases use: both are inflected too.
PROSPECTING = _set("expect suppose prepare seem appear reach")

MODALS = _set("would could should may might must can will shall ought")
NEGATIONS = _set("not never without neither nor cannot fail refrain")
AUXILIARIES = _set("""
        be am is are was were been being have has had having do does did get gets got
    """)

# Past and participle that no rule gives; the base form is the key.
IRREGULAR: dict[str, str] = {
    "be": "am is are was were been being",
    "have": "has had having",
    "say": "said",
    "tell": "told",
    "write": "wrote written writing",
    "think": "thought",
    "know": "knew known",
    "feel": "felt",
    "see": "saw seen seeing",
    "find": "found",
    "show": "shown",
    "swear": "swore sworn",
    "forecast": "forecast",
    "foresee": "foresaw foreseen foreseeing",
    "foretell": "foretold",
    "speak": "spoke spoken",
    "understand": "understood",
    "misunderstand": "misunderstood",
    "undertake": "undertook undertaken undertaking",
    "put": "puts putting",
    "set": "sets setting",
    "make": "made making",
    "give": "gave given giving",
    "take": "took taken taking",
    "go": "goes went gone",
    # "going to say" is no going.
    "going": "going",
    "come": "came coming",
    "begin": "began begun beginning",
    "keep": "kept",
    "send": "sent",
    "hold": "held",
    "stand": "stood",
    "lay": "laid",
    "shoot": "shot",
    "let": "lets letting",
    "hit": "hits hitting",
    "cut": "cuts cutting",
    "break": "broke broken",
    "bring": "brought",
    "leave": "left leaving",
    "hang": "hung",
    "draw": "drew drawn",
    "prove": "proven",
    "plead": "pled",
    "broadcast": "broadcast",
    "rebut": "rebutted rebutting",
    "admit": "admitted admitting",
    "commit": "committed committing",
    "refer": "referred referring",
    "defer": "deferred deferring",
    "infer": "inferred inferring",
    "prefer": "preferred preferring",
    "demur": "demurred demurring",
    "bear": "bore borne",
    "pen": "penned penning",
    "blog": "blogged blogging",
    "quiz": "quizzes",
    "signal": "signalled signaled signalling signaling",
    "label": "labelled labeled labelling labeling",
    "counsel": "counselled counseled counselling counseling",
    "get": "got gotten getting",
    "seek": "sought",
    "hear": "heard",
    "overhear": "overheard",
    "learn": "learnt",
    "teach": "taught",
    "choose": "chose chosen choosing",
    "forget": "forgot forgotten forgetting",
    "forbid": "forbade forbidden forbidding",
    "withhold": "withheld",
    "bet": "bet betting",
    "submit": "submitted submitting",
    "regret": "regretted regretting",
    "abhor": "abhorred abhorring",
    "concur": "concurred concurring",
    "echo": "echoes",
    "veto": "vetoes",
}
