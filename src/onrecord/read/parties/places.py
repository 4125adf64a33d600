"""Countries with what else they are called, their capitals and palaces; common given names."""

from __future__ import annotations

from typing import Final

from onrecord.read.parties.lexicons import word_set

# country: other names, people and adjectives | capital | palaces and offices that stand for its government.
_COUNTRIES: Final = """
united states: u.s. us usa america american americans u.s.a. | washington | white house
united kingdom: u.k. uk britain british briton britons england english | london | downing street, whitehall
russia: russian russians russian-federation | moscow | kremlin
ukraine: ukrainian ukrainians | kyiv, kiev | bankova
china: chinese prc | beijing | zhongnanhai
france: french frenchman | paris | elysee, élysée, quai d'orsay
germany: german germans | berlin | chancellery
italy: italian italians | rome | quirinale
spain: spanish spaniard | madrid | moncloa
portugal: portuguese | lisbon |
poland: polish poles | warsaw |
hungary: hungarian hungarians | budapest |
austria: austrian austrians | vienna |
switzerland: swiss | bern |
belgium: belgian belgians |  |
netherlands: dutch holland | hague |
denmark: danish danes | copenhagen |
sweden: swedish swedes | stockholm |
norway: norwegian norwegians | oslo |
finland: finnish finns | helsinki |
iceland: icelandic icelanders | reykjavik |
ireland: irish | dublin |
greece: greek greeks | athens |
turkey: turkish turks türkiye | ankara |
czech republic: czech czechs czechia | prague |
slovakia: slovak slovaks | bratislava |
romania: romanian romanians | bucharest |
bulgaria: bulgarian bulgarians | sofia |
serbia: serbian serbs yugoslavia yugoslav | belgrade |
croatia: croatian croats | zagreb |
bosnia: bosnian bosnians | sarajevo |
albania: albanian albanians | tirana |
kosovo: kosovar | pristina |
moldova: moldovan | chisinau |
belarus: belarusian belarusians | minsk |
georgia: georgian georgians | tbilisi |
armenia: armenian armenians | yerevan |
azerbaijan: azerbaijani azeri | baku |
kazakhstan: kazakh | astana |
uzbekistan: uzbek uzbeks | tashkent |
tajikistan: tajik tajiks | dushanbe |
turkmenistan: turkmen |  |
kyrgyzstan: kyrgyz | bishkek |
israel: israeli israelis | jerusalem |
palestine: palestinian palestinians | ramallah |
egypt: egyptian egyptians | cairo |
jordan: jordanian jordanians | amman |
syria: syrian syrians | damascus |
lebanon: lebanese | beirut |
iraq: iraqi iraqis | baghdad |
iran: iranian iranians | tehran, teheran |
saudi arabia: saudi saudis | riyadh |
yemen: yemeni yemenis | sanaa |
kuwait: kuwaiti kuwaitis |  |
qatar: qatari | doha |
united arab emirates: uae emirati | abu dhabi |
oman: omani | muscat |
bahrain: bahraini | manama |
afghanistan: afghan afghans | kabul |
pakistan: pakistani pakistanis | islamabad |
india: indian indians | new delhi, delhi |
bangladesh: bangladeshi | dhaka |
sri lanka: sri-lankan | colombo |
nepal: nepalese nepali | kathmandu |
myanmar: burma burmese | naypyidaw |
thailand: thai thais | bangkok |
vietnam: vietnamese | hanoi |
cambodia: cambodian | phnom penh |
laos: laotian | vientiane |
malaysia: malaysian malaysians | kuala lumpur |
singapore: singaporean |  |
indonesia: indonesian indonesians | jakarta |
philippines: philippine filipino filipinos | manila | malacanang
taiwan: taiwanese | taipei |
japan: japanese | tokyo |
south korea: south-korean korean koreans | seoul | blue house
north korea: north-korean | pyongyang |
mongolia: mongolian | ulan bator |
australia: australian australians | canberra |
new zealand: new-zealander | wellington | beehive
canada: canadian canadians | ottawa |
mexico: mexican mexicans | mexico city |
cuba: cuban cubans | havana |
haiti: haitian haitians | port-au-prince |
venezuela: venezuelan venezuelans | caracas | miraflores
colombia: colombian colombians | bogota, bogotá |
brazil: brazilian brazilians | brasilia | planalto
argentina: argentine argentinian argentines | buenos aires | casa rosada
chile: chilean chileans | santiago | la moneda
peru: peruvian peruvians | lima |
bolivia: bolivian | la paz |
ecuador: ecuadorean ecuadorian | quito |
uruguay: uruguayan | montevideo |
paraguay: paraguayan | asuncion |
south africa: south-african | pretoria |
zimbabwe: zimbabwean zimbabweans | harare |
zambia: zambian | lusaka |
mozambique: mozambican | maputo |
botswana: botswanan | gaborone |
namibia: namibian | windhoek |
angola: angolan | luanda |
kenya: kenyan kenyans | nairobi |
uganda: ugandan ugandans | kampala |
tanzania: tanzanian | dodoma |
rwanda: rwandan rwandans | kigali |
congo: congolese | kinshasa |
ethiopia: ethiopian ethiopians | addis ababa |
somalia: somali somalis | mogadishu |
sudan: sudanese | khartoum |
libya: libyan libyans | tripoli |
tunisia: tunisian tunisians | tunis |
algeria: algerian algerians | algiers |
morocco: moroccan moroccans | rabat |
nigeria: nigerian nigerians | abuja |
ghana: ghanaian | accra |
senegal: senegalese | dakar |
european union: eu | brussels |
"""


def _tables() -> tuple[dict[str, str], dict[str, str]]:
    """Return every name of a country (its adjectives too) and every capital or palace, with the country."""
    names: dict[str, str] = {}
    seats: dict[str, str] = {}
    for line in _COUNTRIES.strip().splitlines():
        country, rest = line.split(":", 1)
        others, capitals, palaces = (part.strip() for part in rest.split("|"))
        names[country] = country
        for other in others.split():
            names[other.replace("-", " ")] = country
        for seat in (*capitals.split(","), *palaces.split(",")):
            if seat.strip():
                seats[seat.strip()] = country
    return names, seats


COUNTRY_NAMES, SEATS = _tables()
#: Names of the countries themselves; adjectives and names of people are left out ("French", "Swedes").
COUNTRIES: Final = frozenset(COUNTRY_NAMES.values()) | word_set(
    "u.s. us usa u.s.a. america britain england uk u.k. prc uae burma eu holland yugoslavia czechia türkiye"
)
DEMONYM_ENDS: Final = ("ish", "ian", "ean", "ese", "an", "ic", "i")
SHARED_ROOT: Final = 5  # "Brennick" and "Brennish", "Orvane" and "Orvanian" share at least five letters


def country_of(name: str) -> str | None:
    """Return the country that a name, adjective, capital or palace stands for, in small letters."""
    return COUNTRY_NAMES.get(name) or SEATS.get(name)


def same_owner(left: str, right: str) -> bool:
    """Return whether two names in small letters are of one place: "Brennick" and "Brennish"."""
    if left == right:
        return True
    known_left, known_right = COUNTRY_NAMES.get(left), COUNTRY_NAMES.get(right)
    if known_left or known_right:
        return known_left == known_right
    if not left.endswith(DEMONYM_ENDS) and not right.endswith(DEMONYM_ENDS):
        return False
    shared = min(SHARED_ROOT, len(left), len(right))
    return len(left) > 3 and len(right) > 3 and left[:shared] == right[:shared]


# Given names that nearly always are a woman's or a man's, in several languages. Weak evidence: a pronoun
# that is tied by other means overrules them.
MALE_NAMES: Final = word_set("""
    john james robert michael william david richard joseph thomas charles christopher daniel matthew
    anthony mark donald steven paul andrew joshua kenneth kevin brian george edward ronald timothy jason
    jeffrey jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory
    frank alexander raymond patrick jack dennis jerry tyler aaron jose adam henry nathan peter zachary
    kyle walter ethan jeremy harold keith christian roger noah gerald carl terry sean austin arthur
    lawrence jesse dylan bryan joe jordan billy bruce albert willie gabriel logan alan juan wayne roy
    ralph randy eugene vincent russell louis philip bobby johnny bradley hugh ian simon nigel graham
    colin neil alastair duncan malcolm angus fergus vladimir boris dmitry dmitri sergei sergey ivan igor
    nikolai mikhail yuri oleg alexei viktor victor anatoly mohammed muhammad mohamed mohammad ahmed
    ahmad ali hassan hussein omar osman khalid abdullah abdul ibrahim mustafa yusuf karim tariq saddam
    yasser yasir ariel benjamin shimon ehud moshe avi hans karl klaus jurgen wolfgang dieter gerhard
    helmut franz fritz otto jean pierre jacques francois michel alain laurent philippe luc giovanni
    marco mario luigi giuseppe antonio carlos luis miguel jorge pedro fernando hugo diego manuel
    francisco javier rafael eduardo fidel raul roberto sergio pablo alberto kofi nelson thabo robert
    morgan junichiro hiroshi kenji takeshi yoshiro rajiv sanjay amit rahul anil atal tony bill bob jim
    tom tim ben sam dan ken ron ray fred max leo felix oscar emil lars erik olaf sven nils gunnar bjorn
    josip janos istvan pavel jan vaclav lech tomas stefan andrei davin tobin joss bram huw rafe oren gus
    hal desmond ivor edmund jonas imre ferdinand leonard stanley norman clive trevor barry geoffrey
    gordon derek ernest herbert cyril
""")
FEMALE_NAMES: Final = word_set("""
    mary patricia jennifer linda elizabeth barbara susan jessica sarah karen nancy lisa margaret betty
    sandra ashley dorothy kimberly emily donna michelle carol amanda melissa deborah stephanie rebecca
    laura sharon cynthia kathleen amy shirley angela helen anna brenda pamela nicole ruth katherine
    samantha christine emma catherine debra virginia rachel carolyn janet maria heather diane julie
    joyce victoria kelly christina joan evelyn lauren judith olivia frances martha cheryl megan andrea
    hannah jacqueline ann anne jean alice kathryn gloria teresa doris sara janice julia grace judy
    theresa rose beverly denise marilyn amber danielle brittany diana abigail jane lori fiona siobhan
    moira ingrid astrid greta helga ursula gertrud ilse heidi elena olga natalia natasha tatiana
    svetlana irina ludmila galina ekaterina anastasia yulia fatima aisha leila layla zainab khadija
    amina mariam noor hana lucia isabel carmen pilar dolores rosa ana sofia gabriela marisol claudia
    monica silvia francesca giulia chiara paola marie claire sophie isabelle brigitte helene camille
    margot simone yoko keiko akiko naoko mei indira sonia priya benazir condoleezza hillary madeleine
    nancy maud edda celia gwen petra philippa louisa beatrix orla ruta lene anita nadira mara runa perla
    pia ines lenora anke phyllis edith winifred hilda agnes ada ida ella eva nora clara martina katja
    birgit
""")
