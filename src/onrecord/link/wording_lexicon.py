"""Lists of words by which statements are compared, each with its reason."""

from __future__ import annotations

from typing import Final


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: Words of grammar, and those of reporting: they say nothing of what is stated.
SLIGHT: Final = _set(
    """a an the of to in on at by with for from into onto upon about as and or but nor so than then that this
    these those there here it its it's he she they we i you him her them us me his hers their our my your
    himself herself itself themselves who whom whose which what when where while why how is are was were be
    been being am has have had having do does did doing done will would shall should may might must can could
    ought not no never none nothing nobody neither cannot if whether because though although until since after
    before during between among against over under again also too very just only even still yet already ever
    all any both each few more most other some such own same one ones said says say saying told tells tell
    according reported reportedly claim claimed claims statement added mr mrs ms dr up out off down that's
    there's i'm i've we've they've he's she's don't didn't isn't wasn't aren't weren't won't wouldn't couldn't
    can't hasn't haven't hadn't doesn't however instead quite rather least"""
)

#: Contractions whose "'s" is no genitive.
CONTRACTED: Final = _set("it's that's there's he's she's what's who's where's here's let's how's")

#: Words that stand in every other article: that two statements share them tells little.
COMMON: Final = _set(
    """person year day week month time man woman thing way place group part number country government official
    company minister president spokesman spokeswoman office make take get go come see know think want give use
    find need call ask try become leave put mean keep begin show hear run move live believe bring happen write
    provide sit stand include continue set learn change lead understand watch follow new old first last long
    great little high different small large next early young important public good bad able right two three
    four five six seven eight nine ten several many much evening morning night yesterday today tomorrow now
    report paper story news word matter question answer case"""
)

#: Words that turn a statement into its contrary.
NEGATIONS: Final = _set(
    """not no never nobody nothing none neither nor nowhere without cannot unable deny denied denies denying
    false untrue fail failed fails refuse refused refuses lack lacked lacks hardly"""
)

#: Words that leave a statement open: what may be has not been said to be. "Would" and "will" are not among
#: them: in reported speech one stands for the other, and both for what is settled.
OPEN: Final = _set(
    """may might possibly perhaps maybe probably likely unlikely allegedly apparently seemingly supposedly
    potentially possible probable considering mulling weighing reportedly rumoured rumored if unless"""
)
#: These do before "to": "plans to resign", but "the planned amount".
OPEN_TO: Final = _set(
    """plan plans planned planning intend intends intended hope hopes hoped want wants wanted threaten
    threatens
    threatened seek seeks sought propose proposes proposed offer offers offered expected ready prepared
    able likely aim aims aimed considers ought"""
)
#: Behind "could" these tell what somebody perceived or was able to do: nothing is left open.
ABLE: Final = _set("not see hear feel smell tell read remember recall")
#: Words that join clauses or begin one.
JOINTS: Final = _set(
    "and but that who which whom because although though while when where after before until since"
)

#: Verbs that begin the rest of a clause after something put in between.
VERBS: Final = _set(
    """is are was were be been has have had will would shall should may might must can could cannot did does
    do not
    isn't aren't wasn't weren't hasn't haven't hadn't won't wouldn't can't couldn't didn't doesn't don't"""
)

#: Months and days: they are read as dates.
CALENDAR: Final = _set(
    """january february march april june july august september october november december jan feb mar apr jun
    jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu
    thur thurs fri sat sun today tomorrow yesterday"""
)

#: What stands before a name and is none.
TITLES: Final = _set(
    "mr mrs ms miss dr prof sir dame lord lady captain general colonel judge councillor mayor"
)

#: Words that often open a sentence with a capital and are no names.
OPENERS: Final = _set(
    """good yes no well now then first two three four five six seven eight nine ten many people one another
    every nobody somebody everybody anybody everyone copper water most some several hundreds dozens thousands
    thirty forty twenty officers survivors residents police workers officials"""
)

#: Forms that no suffix tells.
IRREGULAR: Final = {
    form: base
    for base, forms in (
        ("know", "knew known knows"), ("give", "gave given gives"), ("take", "took taken takes"),
        ("write", "wrote written writes"), ("sell", "sold sells sale sales selling"),
        ("buy", "bought buys buyer"), ("leave", "left leaves leaving"), ("go", "went gone goes going"),
        ("die", "died dies dying dead death deaths"), ("find", "found finds"), ("see", "saw seen sees"),
        ("fall", "fell fallen falls"), ("break", "broke broken breaks"), ("steal", "stole stolen theft"),
        ("shut", "shuts shutting"), ("pay", "paid pays payment payments"), ("send", "sent sends"),
        ("hold", "held holds"), ("win", "won wins winning"), ("lose", "lost loses loss losses"),
        ("rise", "rose risen rises rising"), ("begin", "began begun begins beginning"),
        ("shoot", "shot shoots shooting"), ("fight", "fought fights fighting"), ("meet", "met meets meeting"),
        ("speak", "spoke spoken speaks"), ("choose", "chose chosen choice"), ("build", "built builds"),
        ("lead", "led leads"), ("hear", "heard hears"), ("make", "made makes making"),
        ("bring", "brought brings"), ("think", "thought thinks"), ("hide", "hid hidden hides"),
        ("come", "came comes coming"), ("become", "became becomes"), ("run", "ran runs running"),
        ("get", "got gotten gets getting"), ("put", "puts putting"), ("arrest", "arrests arrested"),
        ("child", "children"), ("man", "men"), ("woman", "women"), ("person", "people persons"),
        ("attack", "attacker attackers"), ("decide", "decision decisions decided"),
        ("agree", "agreement agreements agreed agrees"), ("propose", "proposal proposals proposed"),
        ("resign", "resignation resigned"), ("explode", "explosion explosions exploded"),
        ("destroy", "destruction destroyed"), ("announce", "announcement announced"),
        ("approve", "approval approved"), ("refuse", "refusal refused"), ("arrive", "arrival arrived"),
        ("warn", "warning warnings warned"), ("poison", "poisoned poisoning"),
        ("open", "opened opens opening"),
    )
    for form in forms.split()
}  # fmt: skip

#: Words that say about the same in news; the first of a group stands for all.
GROUPS: Final = tuple(
    tuple(group.split())
    for group in (
        "die kill perish fatal fatality fatalities toll",
        "injure injury hurt wound casualty",
        "shut close",
        "order command instruct",
        "buy purchase acquire acquisition takeover",
        "resign quit",
        "begin start",
        "end finish conclude",
        "child kid",
        "doctor physician medic",
        "police officer cop",
        "car vehicle automobile",
        "lorry truck",
        "attack assault raid strike",
        "agree deal accord contract pact",
        "warn alert caution",
        "letter note memo memorandum",
        "ship ferry vessel boat",
        "house home",
        "firm company",
        "boss chief manager",
        "worker employee staff",
        "increase rise grow climb",
        "decrease fall drop decline",
        "help assist aid",
        "talk negotiate negotiation",
        "vote ballot",
        "weapon gun",
        "soldier troop",
        "election poll",
        "ban prohibit forbid",
        "allow permit",
        "delay postpone",
        "cancel scrap",
        "arrest detain",
        "search hunt",
        "trust rely",
        "school college",
        "storm hurricane",
        "trial court",
        "dawn daybreak",
        "inform notify",
        "leak disclose reveal",
        "evidence proof",
        "error mistake",
        "dose dosage",
        "overdose",
        "fake hoax false",
    )
)

#: What counts, and is compared as a figure.
NUMBERS: Final = _set(
    """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion
    trillion dozen dozens hundreds thousands millions bn mn"""
)

#: Words of which one excludes the other: a door is open or shut. By stems.
CONTRARIES: Final = {
    one: frozenset(others)
    for pair in (
        "open/shut", "die/alive survive", "win/lose", "increase/decrease", "guilty/innocent", "true/false",
        "allow/ban", "arrive/leave", "begin/end", "accept/reject refuse", "agree/disagree refuse",
        "empty/full", "safe/dangerous unsafe", "legal/illegal", "public/secret", "approve/reject",
        "confirm/deny", "hot/cold", "present/absent", "free/detain", "above/below", "north/south",
        "east/west", "maximum/minimum", "friend/enemy", "success/failure", "enter/exit", "support/oppose",
        "import/export", "male/female", "father/mother", "brother/sister", "son/daughter",
    )
    for left, right in [(side.split() for side in pair.split("/"))]
    for one, others in [*((stem, right) for stem in left), *((stem, left) for stem in right)]
}  # fmt: skip
