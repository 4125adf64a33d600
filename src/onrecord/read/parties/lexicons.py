"""Words that tell what a party is: roles, bodies, documents, outlets, groups, and the grammar around them.

Everything is in small letters and in the singular; plurals are derived. A word stands in one list, the one
of its commonest sense in news.
"""

from __future__ import annotations

from typing import Final


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


def plural_of(noun: str) -> str:
    """Return the regular plural of an English noun, and of those in -man and -person."""
    if noun.endswith(("man", "woman")):
        return noun[:-2] + "en"
    if noun.endswith("y") and noun[-2:-1] not in "aeou":
        return noun[:-1] + "ies"
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    return noun + "s"


# -- persons ---------------------------------------------------------------------------------------

MALE_ROLES: Final = word_set("""
    spokesman chairman congressman councilman policeman businessman fisherman fireman salesman statesman
    man boy father husband brother son uncle nephew grandfather grandson king prince duke lord sultan
    emir stepfather widower gentleman priest monk imam bishop archbishop cardinal pope rabbi landlord
    waiter actor anchorman cameraman gunman clergyman alderman assemblyman groom fiance godfather sheikh
    mullah cleric ayatollah foreman bakerman crewman seaman ombudsman
""")
FEMALE_ROLES: Final = word_set("""
    spokeswoman chairwoman congresswoman councilwoman policewoman businesswoman woman girl mother wife
    sister daughter aunt niece grandmother granddaughter queen princess duchess lady widow stepmother
    actress nun waitress landlady heiress hostess bride midwife mistress goddaughter schoolgirl
    assemblywoman
""")
KIN: Final = word_set("""
    father husband brother son uncle nephew grandfather grandson mother wife sister daughter aunt niece
    grandmother granddaughter widow widower stepfather stepmother cousin parent child partner fiance
    friend neighbour neighbor colleague relative twin sibling boyfriend girlfriend spouse
""")
# Whoever holds an office or speaks for one: "the official" may be any of these.
OFFICE_ROLES: Final = word_set("""
    president minister premier chancellor governor mayor senator ambassador consul diplomat official
    secretary commissioner director chief head chairman chairwoman chairperson spokesman spokeswoman
    spokesperson negotiator envoy aide adviser advisor deputy undersecretary general colonel major
    captain lieutenant admiral commander sergeant officer inspector superintendent sheriff judge justice
    prosecutor attorney councillor councilor councilman councilwoman congressman congresswoman lawmaker
    legislator mp mep representative delegate speaker leader whip treasurer administrator superior
    registrar magistrate marshal coroner ombudsman regulator inspector-general secretary-general king
    queen prince monarch emperor sultan emir vice-president policeman policewoman bureaucrat dean rector
    provost principal headteacher attaché brigadier constable detective trooper ranger alderman
    comptroller auditor mediator arbiter monitor servant functionary sovereign dictator ruler
""")
OTHER_ROLES: Final = word_set("""
    lawyer solicitor barrister counsel advocate expert analyst economist scientist researcher professor
    scholar historian doctor physician surgeon nurse hematologist haematologist epidemiologist
    psychologist psychiatrist biologist physicist chemist geologist glaciologist engineer architect
    surveyor designer teacher lecturer student pupil graduate author writer journalist reporter
    correspondent editor columnist presenter host anchor producer publisher blogger photographer critic
    reviewer commentator pollster strategist campaigner activist organizer organiser protester protestor
    demonstrator striker worker employee manager executive ceo founder owner co-owner co-founder
    investor trader banker broker shareholder entrepreneur businessperson consultant contractor farmer
    grower rancher baker shopkeeper grocer butcher brewer driver pilot sailor skipper captain trawlerman
    docker dockworker miner builder carpenter plumber electrician mechanic firefighter paramedic
    detective suspect defendant accused plaintiff claimant complainant victim survivor witness juror
    inmate prisoner detainee patient client customer tenant resident villager neighbour neighbor citizen
    voter candidate challenger incumbent rival opponent ally supporter defender backer donor sponsor
    volunteer member person individual insider source whistleblower informant refugee migrant asylum-
    seeker immigrant soldier fighter rebel militant veteran militiaman gunman guard athlete player coach
    trainer umpire referee goalkeeper striker singer musician composer conductor artist painter sculptor
    novelist poet playwright filmmaker choreographer curator librarian clerk secretary-treasurer
    assistant intern apprentice brakeman retiree pensioner widow parent child baby teenager boy girl
    adult passenger commuter pedestrian cyclist motorist visitor tourist guest caller reader viewer
    listener user customer buyer seller landowner homeowner householder developer lobbyist mediator
    negotiator observer bystander onlooker interviewer interviewee participant attendee colleague friend
    partner relative cousin sibling twin spouse god saint prophet imam cleric priest pastor minister-
    president preacher vicar bishop reverend astronomer astronaut cosmonaut meteorologist forecaster
    climatologist statistician demographer archaeologist anthropologist sociologist philosopher linguist
    theologian hacker programmer coder technologist inventor specialist fisher fishmonger harbourmaster
    harbormaster master operator helmsman crewman translator interpreter biographer successor
    predecessor heir murderer killer attacker assailant bomber hijacker kidnapper thief burglar robber
    counterpart boss luminary tycoon mogul billionaire millionaire magnate front-runner frontrunner nominee
    contender challenger runner-up co-host cohost newsman newswoman pundit staffer operative surrogate
    loyalist delegate superdelegate delegate policymaker policy-maker extremist terrorist jihadist
    insurgent captive hostage ex-president ex-minister ex-husband ex-wife moderator prelate farmhand
    labourer laborer navvy bailiff beadle parishioner squire steward housekeeper butler footman maid
    governess schoolmaster juryman foreman deponent petitioner appellant respondent litigant testator
    narrator announcer
    dealer smuggler trustee warden caretaker janitor cook chef waiter barber tailor librarian
""")
SPOKES: Final = word_set("spokesman spokeswoman spokesperson press-secretary")
PERSON_ROLES: Final = MALE_ROLES | FEMALE_ROLES | KIN | OFFICE_ROLES | OTHER_ROLES
# Roles that bodies and countries have as well: "Lothmere, an ally".
SHARED_ROLES: Final = word_set("""
    ally rival neighbour neighbor partner opponent member donor sponsor supplier buyer seller owner operator
    developer publisher employer regulator mediator supporter critic backer winner defender enemy client
    customer investor shareholder creditor lender producer monitor observer broker guest host heir successor
    predecessor plaintiff defendant claimant contractor contender participant
""")
# Names of bodies that are surnames as well: behind a title they are.
SURNAMES_LIKE_BODIES: Final = word_set("""
    church bank banks mill mills house brand guard college court chambers hall temple front star mercury
    mine post monitor shop park sage lodge
""")
IRREGULAR_PERSONS: Final = {
    "people": "person",
    "children": "child",
    "mps": "mp",
    "wives": "wife",
    "counsels": "counsel",
    "businesspeople": "businessperson",
    "staffers": "staffer",
}

# Words that stand before a name and are part of how it is written.
HONORIFICS: Final = {
    "mr": "m", "mr.": "m", "mister": "m", "sir": "m", "lord": "m", "monsieur": "m", "herr": "m", "señor": "m",
    "mrs": "f", "mrs.": "f", "ms": "f", "ms.": "f", "miss": "f", "madam": "f", "madame": "f", "lady": "f",
    "messrs": "m", "messrs.": "m", "mlle": "f", "mlle.": "f",
    "dame": "f", "frau": "f", "señora": "f", "mme": "f", "mme.": "f",
    "dr": None, "dr.": None, "prof": None, "prof.": None, "rev": None, "rev.": None,
    "hon": None, "hon.": None,
    "honourable": None, "honorable": None, "gov": None, "gov.": None, "sen": None, "sen.": None, "rep": None,
    "rep.": None, "gen": None, "gen.": None, "col": None, "col.": None, "lt": None, "lt.": None, "sgt": None,
    "sgt.": None, "capt": None, "capt.": None, "cmdr": None, "cmdr.": None, "adm": None, "adm.": None,
    "maj": None, "maj.": None, "insp": None, "insp.": None, "supt": None, "supt.": None, "det": None,
    "det.": None, "cllr": None, "cllr.": None, "pres": None, "pres.": None, "brig": None, "brig.": None,
    "st": None, "st.": None, "cpl": None, "cpl.": None, "sheikh": "m", "ayatollah": "m", "mullah": "m",
    "imam": "m", "comrade": None, "cardinal": "m", "pope": "m", "king": "m", "queen": "f", "prince": "m",
    "princess": "f", "father": "m", "sister": "f", "brother": "m", "saint": None, "excellency": None,
}  # fmt: skip
# What a short title stands for, so that "Gov. Tace" and "the governor" meet.
TITLE_ROLE: Final = {
    "gov": "governor", "sen": "senator", "rep": "representative", "gen": "general", "col": "colonel",
    "lt": "lieutenant", "sgt": "sergeant", "capt": "captain", "cmdr": "commander", "adm": "admiral",
    "maj": "major", "insp": "inspector", "supt": "superintendent", "det": "detective", "cllr": "councillor",
    "pres": "president", "prof": "professor", "dr": "doctor", "rev": "reverend", "brig": "brigadier",
}  # fmt: skip

# -- bodies ----------------------------------------------------------------------------------------

GOVERNMENT_BODIES: Final = word_set("""
    government ministry cabinet department administration presidency parliament senate congress embassy
    consulate treasury chancellery legislature junta regime state kingdom republic monarchy secretariat
    inspectorate pentagon duma knesset bundestag delegation politburo exchequer home-office commons
    lords municipality
""")
ORGANIZATION_BODIES: Final = word_set("""
    company firm corporation group organization organisation agency authority council commission
    committee board bank party union university college school institute institution foundation charity
    trust society association league club team museum hospital clinic laboratory lab centre center
    church mosque synagogue court tribunal police force army navy military militia office service
    services airline airport railway station network channel broadcaster watchdog regulator panel
    inquiry coalition alliance campaign opposition movement ngo think-tank exchange fund retailer studio
    bureau directorate federation theater theatre orchestra mission academy chamber guild cooperative
    co-operative partnership consortium syndicate lender insurer operator brand utility district
    assembly jury faculty guard corps command squad unit front brigade commune house management
    leadership bloc pact body fishery fisheries inc corp co ltd llc plc gmbh industries holdings
    partners associates instruments mutual research watch survey nations bureaucracy judiciary
    prosecution defence defense coastguard constabulary syndicate startup brewery bakery shop store
    hotel restaurant factory mill mine shipyard observatory
""")
# Last words of the names of firms and charities.
FIRM_WORDS: Final = word_set("""
    international global worldwide solutions systems technologies media entertainment energy motors airlines
    capital interactive software pharmaceuticals laboratories foods stores brothers sons securities
    consulting strategies communications networks resources logistics shipping steel railways
    brewing
""")
DOCUMENT_NAMES: Final = word_set("""
    poll report survey study memo treaty agreement accord protocol constitution charter census convention
""")
OUTLET_BODIES: Final = word_set("""
    newspaper paper daily weekly magazine journal post times herald tribune courier gazette telegraph
    guardian observer register echo chronicle dispatch mail mirror sun star globe review press radio
    television tv news wire bulletin examiner inquirer independent express standard argus advertiser
    sentinel monitor record estuary blog podcast tabloid broadsheet website mercury bugle ledger
    enquirer
""")
# Words of that list that are everyday nouns or documents where they are written small.
OUTLET_NOUNS: Final = word_set("""
    newspaper paper daily weekly magazine tabloid broadsheet broadcaster programme
""")
# "the paper", "the agency" and the like may stand for any body of these kinds.
HYPERNYMS: Final = {
    "newspaper": OUTLET_BODIES,
    "paper": OUTLET_BODIES,
    "daily": OUTLET_BODIES,
    "weekly": OUTLET_BODIES,
    "magazine": OUTLET_BODIES,
    "broadcaster": word_set("radio television tv network channel news broadcaster"),
    "company": word_set("""
    company firm corporation inc corp co ltd llc plc gmbh industries holdings group partners instruments
    mutual airline retailer manufacturer maker bank lender insurer developer fishery fisheries
"""),
    "firm": word_set("""
    company firm corporation inc corp co ltd llc plc gmbh industries holdings partners associates
    instruments mutual research manufacturer maker
"""),
    "group": word_set("""
    watch group organization organisation association alliance coalition movement front network campaign
"""),
    "organization": word_set("""
    organization organisation association union foundation institute group watch league
"""),
    "organisation": word_set("""
    organization organisation association union foundation institute group watch league
"""),
    "government": word_set("government cabinet administration regime"),
    "official": OFFICE_ROLES,
    "doctor": word_set("""
    doctor physician surgeon hematologist haematologist epidemiologist psychiatrist paediatrician
"""),
    "lawyer": word_set("lawyer solicitor barrister counsel attorney prosecutor advocate"),
    "scientist": word_set("""
    scientist researcher biologist physicist chemist geologist glaciologist epidemiologist astronomer
    meteorologist
"""),
    "politician": OFFICE_ROLES,
    "officer": word_set("""
    officer colonel major captain lieutenant sergeant inspector superintendent commander general
"""),
    "report": word_set("report study survey review"),
    "document": word_set("document memo memorandum report paper letter contract note"),
    "memo": word_set("memo memorandum"),
}  # fmt: skip
GENERIC_PERSON: Final = {"man": "m", "woman": "f", "boy": "m", "girl": "f"}

DOCUMENTS: Final = word_set("""
    report study survey poll map memo memorandum document letter statement note e-mail email message
    text transcript book article column editorial story headline record file dossier contract agreement
    treaty draft page chart graph figure statistic data datum result finding analysis audit assessment
    estimate forecast review index census spreadsheet ledger diary affidavit indictment complaint
    lawsuit filing ruling verdict judgment law act bill resolution communique communiqué manifesto
    leaflet pamphlet press-release release bulletin newsletter website tweet video recording tape
    footage photograph photo picture evidence test log receipt invoice warrant rule guideline guidance
    constitution charter convention white-paper cable dispatch obituary caption label sign database
    count tally history experience research reply answer post stake papers
""")
DOCUMENT_PLURALS_ONLY: Final = {
    "data": "data",
    "minutes": "minutes",
    "papers": "papers",
    "statistics": "statistic",
}

GROUPS: Final = word_set("""
    family crowd public community majority minority electorate population crew audience generation staff
    cast duo trio couple pair half third quarter percent side public management everyone everybody
    villagers leadership youth media
""")
# "3 of the four", "a majority of voters": the party is what follows "of".
PARTITIVES: Final = word_set("""
    majority minority number half third quarter percent group dozens scores hundreds thousands handful
    most many some several few both all none any each
""")

# -- grammar ---------------------------------------------------------------------------------------

DETERMINERS: Final = word_set("""
    the a an this that these those his her its their my our your no every each some any another
""")
NUMBERS: Final = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "dozen": 12, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "both": 2,
}  # fmt: skip
VAGUE_COUNTS: Final = word_set("""
    several multiple many numerous some few various dozens scores hundreds thousands most
""")
# Adjectives that stand before roles and bodies; in a phrase without an article only these are taken in.
MODIFIERS: Final = word_set("""
    former current senior junior deputy vice acting interim chief prime foreign finance interior defence
    defense justice trade health education labour labor energy transport agriculture environment
    military political economic federal national local regional state city county municipal provincial
    royal presidential parliamentary congressional ministerial top high-ranking high-level leading
    prominent veteran retired late new old young elder unnamed anonymous unidentified private public
    independent external outside western eastern northern southern european african asian arab american
    legal medical human-rights rights security intelligence police army naval government opposition
    press media general attorney assistant associate executive managing founding opposition party union
    diplomatic senior-most industry company council ministry office industry embassy palace campaign
    other two three four five six seven eight nine ten several multiple many numerous some few various
    registered likely younger older elected co-chief under permanent special shadow lead head principal
    customs force traffic water harbour harbor housing sports culture home external internal social
    financial commercial central united supreme high district hospital research
""")
PREPOSITIONS: Final = word_set("""
    in at from near to into of for with by on about against between among over under after before during
    without through across around behind beyond inside outside toward towards upon via since until
    within as than
""")
PLACE_PREPOSITIONS: Final = word_set("in at near from across around outside inside into")
# A phrase never runs over these.
STOPS: Final = PREPOSITIONS | word_set("""
    and or but nor so if that which who whom whose what when where why how because while although though
    is are was were be been being am has have had having do does did done will would shall should can
    could may might must ought not never said says say told tells asked asks added according i you he
    she it we they me him us them mine yours hers ours theirs himself herself itself themselves then now
    also only just there here too very more most yet still again even once ever already both either
    neither whether unless made make makes took take gave give got get went go came come saw see seen
    knew know called call put let quoted cited citing wrote called warned insisted denied accused urged
    replied
""")
# What stands in an outlet: "an article in Transmere".
PRINTED: Final = word_set("""
    article articles story report op-ed column interview piece editorial essay published writing letter
    review printed advertisement ad headline commentary quoted
""")
# Ends of the names of those who hold with a party or a cause: "Unionists", "Republicans".
ADHERENTS: Final = ("ists", "crats", "icans", "atives", "erals", "ians", "eans")
# Small words and months that are surnames as well.
SURNAMES_LIKE_WORDS: Final = word_set("will may so do see call june april august day long must might")
# Behind a word that may be grammar or a name, these tell that it is a name: "Will said".
SAYING: Final = word_set("said says told tells added wrote denied confirmed warned replied asked insisted")

# Capitalised at the beginning of a sentence and no name.
SENTENCE_OPENERS: Final = (
    STOPS
    | DETERMINERS
    | VAGUE_COUNTS
    | frozenset(NUMBERS)
    | word_set("""
    yes no well oh good morning evening meanwhile however moreover instead earlier later today yesterday
    tomorrow asked speaking opening according still nearly almost about last next first second third
    since perhaps maybe thanks thank please look let nobody everyone everybody someone somebody anyone
    nothing everything something anything whatever whoever despite given talks people residents critics
    police correction laughter applause none neither every each much many most few later recently
    finally afterwards indeed nonetheless nevertheless therefore thus hence only even q a two half
    between until in on under like unlike besides whenever wherever however poll fact abstract
    transcript statement such same other others own further less least enough rather quite always often
    sometimes usually ago away back down up off out again together apart aside above below along past
    just ever
""")
)
CALENDAR: Final = word_set("""
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december jan feb mar apr jun jul aug sep sept oct nov dec jan.
    feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec. christmas easter ramadan spring summer
    autumn winter am pm gmt est
""")
NAME_CONNECTORS: Final = word_set("""
    de la le van von der den bin al el da do dos du di ibn ben ter ten y e zu af av
""")
SUFFIXES: Final = word_set("jr jr. sr sr. ii iii iv")
PLACE_WORDS: Final = word_set("""
    river lake sea ocean mount mountain valley street road avenue square bridge island islands bay cape
    dam hall port harbour harbor reach north south east west upper lower city county town village
    province region peninsula coast gulf desert forest park airport station crossing district
""")
DOUBTFUL_ACRONYMS: Final = word_set("tv dna gdp ceo pm am ok id hiv aids dvd pdf host historian")

# -- pronouns --------------------------------------------------------------------------------------

#: word -> (number, gender): "s" or "p"; "m", "f", "n" or "" where the word does not tell.
PRONOUNS: Final = {
    "he": ("s", "m"), "him": ("s", "m"), "his": ("s", "m"), "himself": ("s", "m"),
    "she": ("s", "f"), "her": ("s", "f"), "hers": ("s", "f"), "herself": ("s", "f"),
    "it": ("s", "n"), "its": ("s", "n"), "itself": ("s", "n"),
    "they": ("p", ""), "them": ("p", ""), "their": ("p", ""), "theirs": ("p", ""), "themselves": ("p", ""),
}  # fmt: skip
FIRST_SINGULAR: Final = word_set("i me my mine myself")
FIRST_PLURAL: Final = word_set("we us our ours ourselves")
SECOND: Final = word_set("you your yours yourself yourselves")
POSSESSIVES: Final = word_set("his her its their my our your")
RELATIVES: Final = word_set("who which whom that this")
NOBODY: Final = word_set("nobody none nothing no-one neither")
ANYBODY: Final = word_set("everyone everybody anyone anybody all most many some others few")
OF_TWO: Final = word_set("former latter")
SOMEBODY: Final = word_set("someone somebody one")

# -- sources that are kept from the reader -----------------------------------------------------------

ANONYMOUS_HEADS: Final = word_set("source insider informant whistleblower")
SHIELDED_HEADS: Final = ANONYMOUS_HEADS | word_set("""
    official person people aide diplomat adviser advisor officer executive employee staffer member
    minister lawmaker negotiator colleague individual associate
""")
ANONYMOUS_WORDS: Final = word_set("unnamed anonymous unidentified undisclosed")

HEAD_PLURALS: Final = {
    **{plural_of(noun): noun for noun in PERSON_ROLES | GOVERNMENT_BODIES | ORGANIZATION_BODIES},
    **{plural_of(noun): noun for noun in DOCUMENTS | GROUPS},
    **{plural_of(noun): noun for noun in OUTLET_NOUNS},
    **IRREGULAR_PERSONS,
    **DOCUMENT_PLURALS_ONLY,
}  # fmt: skip
HEADS: Final = PERSON_ROLES | GOVERNMENT_BODIES | ORGANIZATION_BODIES | OUTLET_NOUNS | DOCUMENTS | GROUPS
