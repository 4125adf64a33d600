"""The words that the rules over an attribution's surroundings know, by what they are for."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


DETERMINERS = _set(
    """
        the a an his her their its our my your this that these those some any no every each both all
        several two three four five six many most few one another either neither
    """
)
SUBJECT_PRONOUNS = _set(
    """
        i he she it we they who there
    """
)
OBJECT_PRONOUNS = _set(
    """
        me him her us them you it himself herself themselves one everyone everybody anyone nobody
        someone
    """
)
# What ends a noun phrase to its right.
ENDS_PHRASE = _set(
    """
        never always just only even anyway everything something nothing
        that to not whether if how why what when where who whom whose which about on in at by over
        during from with for after before because as than until since while although though but so or
        under into against through within without via amid between yesterday today tomorrow last earlier
        later next this again now then once monday tuesday wednesday thursday friday saturday sunday ago
        recently citing quoting here there straight is was are were be been being had has have did does
        do would will could should can may might must said says told asked saying
    """
)
FINITE = _set(
    """
        is was are were had has have did does do would will could should can may might must said says
        told asked denied declined refused referred replied added wrote announced called left went came
        took made gave got confirmed rejected insisted warned offered reported spoke met saw found knew
        thought cited stopped fell rose began ended began won lost sent put held led kept ran died
        became seemed appeared agreed
    """
)

# Verbs after which the next noun phrase is who was told or asked.
TELLING = _set(
    """
        tell tells told telling ask asks asked asking inform informs informed informing warn warns
        warned warning promise promises promised promising assure assures assured assuring reassure
        reassures reassured remind reminds reminded notify notifies notified notifying brief briefs
        briefed briefing advise advised
    """
)
# Of these, those that always have one: "told reporters"; the others may be followed by what was said.
ALWAYS_TOLD = _set(
    "tell tells told telling inform informs informed informing assure assures assured assuring notify "
    "notifies notified notifying remind reminds reminded brief briefs briefed reassure reassures reassured"
)

#: What begins the phrase for a listener after "to"; any other plain word is taken for a verb.
LISTENERS = _set(
    """
        the a an his her its their our my us me him them reporters journalists members police parliament
        lawmakers investigators supporters friends colleagues staff voters both all this prosecutors
        detectives employees parents residents ministers shareholders investors
    """
)
#: Nouns for people or papers that a report may rest on.
GROUNDS = _set(
    """
        official officials source sources person people diplomat diplomats aide aides adviser advisers
        advisor advisors officer officers minister ministers ministry lawyer lawyers witness witnesses
        colleague colleagues employee employees executive executives insider insiders member members
        memo memos memorandum memoranda document documents paper papers report reports record records
        letter letters email emails e-mail e-mails message messages data figures statistics survey
        surveys study studies poll polls transcript transcripts minutes note notes filing filings agency
        agencies newspaper newspapers media outlet outlets statement statements spokesman spokeswoman
        spokesperson interview interviews account accounts testimony intelligence analyst analysts
        expert experts researcher researchers resident residents relative relatives family friend
        friends police military authority authorities government governments office department bureau
        cable cables tape tapes recording recordings video footage photographs image images map maps
        evidence file files log logs text texts draft assistant deputy secretary president man woman
        doctor doctors teacher teachers worker workers
    """
)

#: Nouns for a set of words that somebody sent or spoke on.
OCCASIONS = r"""
    statement|speech|interview|address|letter|e-?mail|memo|memorandum|message|note|post|tweet|
    thread|blog|column|article|essay|op-ed|book|memoir|preface|report|press\ release|release|
    communique|communiqué|filing|affidavit|testimony|lawsuit|complaint|brief|broadcast|podcast|
    programme|program|video|recording|call|phone\ call|telephone\ call|conference\ call|
    conversation|talk|lecture|sermon|debate|hearing|meeting|briefing|press\ conference|
    news\ conference|press\ briefing|rally|session|sitting|summit|ceremony|dinner|lunch|luncheon|
    breakfast|funeral|reception|event|forum|panel|court|trial|inquest|inquiry|town\ hall|visit|trip|
    televised\ address|appearance|exchange|remarks|comments|leaflet|pamphlet|advert|advertisement|
    text\ message|telegram|cable|conference|congress|convention|assembly|seminar|workshop|vigil|
    protest|march|campaign\ stop|prayer|toast
""".replace("\n", "").replace("    ", "")

#: Nouns that point back to what somebody else said.
CLAIMS = _set(
    """
        claim claims accusation accusations charge charges allegation allegations assertion assertions
        report reports account accounts suggestion suggestions story stories contention statement
        statements remark remarks criticism threat threats offer offers demand demands denial denials
        proposal proposals rumor rumors rumour rumours notion idea characterization characterisation
        version narrative finding findings figure figures comment comments argument arguments
        insinuation complaint complaints view
    """
)

#: Nouns of asking.
REQUESTS = (
    r"(?:requests?|questions?|inquir(?:y|ies)|enquir(?:y|ies)|quer(?:y|ies)|e-?mails?|messages?|voicemails?"
    r"|(?:phone |telephone )?"
    r"calls?|letters?|texts?|texted questions|invitations?|interview requests?|media requests?)"
)
#: What somebody who declines, declines to do.
ANSWERING = (
    r"(?:comment|answer|say|discuss|respond|reply|elaborate|confirm|name|identify|disclose|specify|explain"
    r"|reveal|divulge|"
    r"detail|describe|speculate|clarify|characteri[sz]e|weigh in|be interviewed|be drawn|take questions|"
    r"(?:speak|talk)(?= (?:to|with|about|publicly|further)\b|[.,;])|address(?= (?:the |those |that |any |a"
    r" )?(?:questions?|issues?|claims?|allegations?|matter|report))|"
    r"(?:give|provide|release|share|offer|make)(?= (?:any |further |more |the |specific |additional |a"
    r" ){0,2}(?:details?|information|comments?|"
    r"figures?|reasons?|explanations?|examples?|estimates?|specifics|numbers?|answers?|response)\b))"
)
#: What somebody who refuses, refuses to do where that is no answer, not an act.
REFUSING = (
    r"(?:comment|answer|say|discuss|respond|reply|elaborate|confirm|name|identify|specify|speculate|be"
    r" interviewed|"
    r"be drawn|take questions|explain|clarify)"
)
#: Names that are an outlet's.
OUTLET_NOUNS = _set(
    """
        post times news register journal herald tribune guardian telegraph courier dispatch gazette
        observer mail echo review chronicle star sun mirror standard independent express globe examiner
        inquirer press radio television tv agency monitor record bulletin ledger mercury argus sentinel
        messenger weekly magazine daily newspaper broadcaster reuters bbc ap afp cnn nbc cbs abc npr fox
        bloomberg itv upi dpa tass interfax xinhua ansa efe kyodo politico axios economist spiegel
        figaro monde
    """
)
