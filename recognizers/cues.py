"""The words around an identifier, as people say them: what is asked for, what is no identifier, what only fills.

Everything here is a table from a lower-case word to a class. `MASK` is consulted once for every word of a conversation.
"""

from __future__ import annotations

from typing import Final

from slor.recognizers.number_words import WORDS

NUMBER: Final = 1
FILLER: Final = 2
SEPARATOR: Final = 4
CUE: Final = 8
UNIT: Final = 16
NEGATIVE: Final = 32
MONTH: Final = 64
ORDINAL: Final = 128
REVISION: Final = 256
STOP: Final = 512
SLOT: Final = 1024
FIGURES: Final = 2048
LETTER: Final = 4096

LAST: Final = frozenset({"sidste", "siste", "seneste"})
"""What, before a count, says that the end of a number comes: "de sidste fire"."""

COUNTED: Final = frozenset({"siffer", "sifre", "cifre"})
"""What is counted where a number is spoken of: "åtte siffer"."""

_ENDINGS_NUMBER: Final = ("nummer", "nummeret", "nummerets", "nr", "numre", "nummera", "numret", "numer", "nummret")


def _split(words: str) -> list[str]:
    return words.split()


def _numbers(stems: str) -> list[str]:
    return [stem + ending for stem in stems.split() for ending in _ENDINGS_NUMBER]


def _defined(stems: str, endings: str = "_ en et ens ets a n ane ene er") -> list[str]:
    """Stems with the endings of the definite forms; `_` is none."""
    return [stem + ending.replace("_", "") for stem in stems.split() for ending in endings.split()]


CUES: Final[dict[str, str]] = {
    word: entity_type
    for entity_type, words in (
        ("PLACE", _defined("adresse", "_ n ns s") + _split("adressa bor bur boende bostedsadresse postnummer "
                                                           "postnummeret")),
        ("NUMBER", _split("nummer nummeret nr nummre numret numrene numer nummera")),
        (
            "PHONE_NUMBER",
            _numbers("telefon mobil tlf fastnet fasttelefon direkte direktetelefon kontakt ring arbejds jobb job "
                     "hjemme lokal")
            + _defined("telefon mobil mobiltelefon fastnettelefon hustelefon", "_ en ens")
            + _split("tlf tlfnr mob sms smse ring ringe ringer ringes fange"),
        ),
        (
            "CUSTOMER_ID",
            _numbers(
                "kunde klient abonnements abonnement abonnent medlems medlem aftale avtale forældre patient låner låne "
                "elev studie bruker bruger kontrakt forsikrings forsikring police polise kundekonto konto-kunde "
                "gæste gjeste "
                "kort-kunde rejsekort bonus fordels klubb klub kunde-"
            )
            + _split("medlem medlemmet")
            + _split("kundeid kundeident kundeidentitet kundeidet kundenumret aftaleid avtaleid abonnementsid"),
        ),
        ("DK_CPR", _numbers("cpr cpr- person") + _split("cpr cpren personnummer personnummeret cprnummer")),
        ("NO_FODSELSNUMMER", _numbers("fødsels fødsel d f fødelse") + _split("fnr dnr fødselsnummer "
                                                                             "fødselsnummeret dnummer")),
        ("DK_CVR", _numbers("cvr cvr- se") + _split("cvr cvrnummer cvrnummeret")),
        ("NO_ORGANISASJONSNUMMER", _numbers("org organisasjons foretaks") + _split("orgnr orgnummer orgnummeret")),
        (
            "DATE_OF_BIRTH",
            _split("født fødd fødte fødselsdag fødselsdagen fødselsdato fødselsdatoen fødselsdatoene fødselsår "
                   "fødselsdata føtt født fødselsdatoer fødselsdatoar fødselsdatoane "
                   "fødselsdatoerne fødselsdage fødselsdager fødselsdagar"),
        ),
        (
            "BANK_ACCOUNT",
            _numbers("konto bankkonto reg bank løn lønns registrerings- clearing")
            + _defined("konto nemkonto lønkonto bankkonto lønnskonto sparekonto budgetkonto brukskonto fælleskonto "
                       "felleskonto", "_ en ens")
            + _split("reg regnr"),
        ),
        (
            "CREDIT_CARD",
            _numbers("kort kredittkort kreditkort bankkort betalingskort visa dankort")
            + _defined("kort kredittkort kreditkort bankkort betalingskort visakort firmakort", "_ et ets")
            + _split("visa mastercard dankort dankortet visakortet kreditkortet maestro amex"),
        ),
        ("IBAN_CODE", _numbers("iban") + _split("iban ibanen ibannummer")),
        ("IMEI", _numbers("imei") + _split("imei imeien imeinummer imeinummeret imeikoden imeikode")),
        ("IMSI", _numbers("imsi") + _split("imsi")),
        ("ICCID", _numbers("iccid sim simkort icc") + _split("iccid sim simkort simkortet simen simmet iccid icc")),
        ("MAC_ADDRESS", _split("mac macadresse macadressen macadressa macen nettkort nettkortet nettverkskort "
                               "nettverkskortet netkort netkortet netværkskort netværkskortet hardwareadresse "
                               "hardwareadressen hardwareadressa")),
        ("IP_ADDRESS", _split("ip ipadresse ipadressen ipadressa ipen ip-adresse")),
        (
            "LICENSE_PLATE",
            _numbers("registrerings bil reg. skilt plade nummerplade registrering bilens")
            + _defined("bil nummerplade skilt bilskilt nummerskilt nummerplate registreringsplade", "_ n en et r ne")
            + _split("bilnummer bilnummeret registreringsnummer registreringsnummeret regnummer regnummeret"),
        ),
        (
            "EMPLOYEE_ID",
            _numbers("medarbejder ansatt ansatte ans lønn løn tjeneste tjenste ansett tilsett agent medarbeider "
                     "personale personal stempel operatør vagt vakt sagsbehandler saksbehandler konsulent rådgiver "
                     "ressurs betjent tekniker løns lønns")
            + _split("medarbejder ansattnummer ansnr signatur signaturen initialer initialene initialerne "
                     "initialar ansattid medarbejderid"),
        ),
        (
            "USERNAME",
            _split(
                "brugernavn brugernavnet brukernavn brukernavnet brukarnamn brukarnamnet brukarnavn brukarnavnet "
                "brukernamn "
                "brugerid brukerid brukarid username loginnavn visningsnavn profilnavn nick nicket brugernamn"
            ),
        ),
        (
            "PASSWORD",
            _split(
                "adgangskode adgangskoden adgangskoder passord passordet passorda password passwordet kodeord "
                "kodeordet løsenord "
                "sikkerhedsord sikkerhedsordet sikkerhetsord sikkerhetsordet kodefrase kodefrasen "
                "passkode kodeorda engangspassord engangspassordet engongspassord passorder"
            ),
        ),
        (
            "LOGIN",
            _split(
                "login loginnet logger logge logga logget bruger brugeren bruker brukeren brukar brukaren "
                "innlogging innlogginga "
                "innlogget brukarkonto brukerkonto brugerkonto"
            ),
        ),
        ("CODE", _split("koden kode koder kodene")),
        (
            "EMAIL_ADDRESS",
            _split(
                "mail mailen mails mailadresse mailadressen mailadressa email emailen emailadresse emailadressen "
                "e-mail epost "
                "eposten epostadresse epostadressen epostadressa jobbmailen jobmailen jobmail jobbmail privatmail"
            ),
        ),
        (
            "NOTHING",
            _numbers(
                "ordre sags sag saks sak faktura serie måler målar linje rom værelse referanse reference referance "
                "billet "
                "bestillings bestilling vare artikel artikkel parti lot del konto-bilags bilags skade side kø ko "
                "bord sete sæde "
                "hus gate gade etasje model modell versions kanal dør tog vogn rute fly flight spor lugar kahyt "
                "pakke sendings "
                "sporings følgebrevs kvitterings kapittel kapitel utgave intern lokal kid kolli versjons øre rekke "
                "plads plass "
                "nøgle nøkkel hylde"
            )
            + _split("fejlkode fejlkoden feilkode feilkoden feilmelding fejlmelding pinkode pin puk pinkoden "
                     "engangskode engangskoden "
                     "engongskode kid kidnummer kidnummeret serienummer ordrenummer sagsnummer saksnummer ordre "
                     "sag sagen saken sak"),
        ),
    )
    for word in words
}  # fmt: skip

# What a number counts when one of these follows it.
_UNITS: Final = _split(
    "kroner krone kr kroners kronar øre dollar euro euros pund prosent procent pct timer time timar timen minutter "
    "minut minutt "
    "minuttar sekunder sekund sekundar uger uge uker uke veker veke vekene dage dag dager dagar døgn døgnet "
    "måneder måned "
    "månader månad mnd år års åra årene årets nætter netter nat natt gange gang ganger gonger gong stykker stykk "
    "stk stykke "
    "personer person personar mennesker mand mann mannen meter metre metrar kilometer km mil centimeter cm "
    "millimeter liter "
    "kilo gram kg milligram mg megabit mbit mb gb gigabyte giga gigabit megabyte megawatt watt kilowatt kwh kubikmeter "
    "kilowatttimer kilowattimer kilowattimar kilowatttimar "
    "kvadratmeter kvadrat kvm grader grader grad volt ampere tommer prikker streger tegn teikn siffer cifre tal "
    "tall bogstaver "
    "bokstaver bokstavar billetter billettar stole bord børn barn unger ungar søsken søskende venner kollegaer "
    "hverdage "
    "virkedager virkedagar arbejdsdage arbeidsdager millioner million mio milliarder tusind tusen steder stader "
    "plasser pladser "
    "ord linjer linjene sider rom værelser etasjer etager trin pakker esker kasser flasker poser brev breve mail mails "
    "meldinger beskeder opkald samtaler telefoner telefon kort simkort numre nummer enheder enheter einingar punkt "
    "punkter poeng "
    "point promille halvdel del dele deler delar gangen hundre hundrede omgange runder forsøg forsøk prøver piller "
    "glas kopper "
    "par ad over per pr hunde hundar hunder katter katte biler bilar passeringer turer tur turar rate rater kasser ks"
)
# What a number is not an identifier after.
_NEGATIVES: Final = _split(
    "klokken klokka kloka klokkene kl fejl feil fejlen feilen error uge uke veke kanal side sal version versjon "
    "model modell stue "
    "kasse kassen spor linje linja kahyt kahytten lugar lugaren værelse værelset romnummer klasse klassen bus "
    "bussen bus rute "
    "ruten tog toget vogn afsnit paragraf kapitel kapittel trin steg halv kvart kvarter fase niveau nivå dæk dekk "
    "gate stuen "
    "niende lokale lokalet bord bordet hylde hylle størrelse str omgang runde sæson sesong nødkode zone sone "
    "terminal knap "
    "zonen sonen "
    "mellem mellom tast taste tryk trykk trykke trykker port porten opgang etasje etage afdeling avdeling blok "
    "blokk post billet omkring "
    "cirka ca næsten nesten omtrent rundt over under mindst minst højst maks max pris prisen prisene koster kostar "
    "kosta "
    "kostede kostet beløb beløp beløpet minus gange delt plusset"
)
_FILLERS: Final = _split(
    "øh øhm øhh eh ehm ehh æh æhm hm hmm mm mhm mmm ja jo jau jaja jepp jep yes ok okay okei nå og så sådan sånn altså "
    "liksom jamen "
    "men da vent lige litt lidt litt lite ett et øjeblik øyeblikk augeblikk til sidst slutt slutten resten "
    "deretter derefter "
    "etterpå bagefter komma så-så derpå ikke sant vel rett rigtig riktig stemmer det er den der du med hva hvad "
    "igen igjen att "
    "haha hehe hov ups uff da no nå nu vil si seie vil jeg eg æ siger sier seier"
)
TIMES: Final = frozenset("gange ganger gonger".split())
"""How often a digit is said, or a thing happens: "tre ganger null"."""
HESITATIONS: Final = frozenset("øh øhm øhh eh ehm ehh æh æhm hm hmm mm mhm ja og altså så komma liksom".split())
PURE_HESITATIONS: Final = frozenset("øh øhm øhh eh ehm ehh æh æhm hm hmm komma".split())
_REVISIONS: Final = _split(
    "nej nei nix næh vent hov undskyld unnskyld orsak beklager forkert feil fejl feilt mener meiner meinte mente"
)
SEPARATORS: Final[dict[str, str]] = {
    "punktum": ".", "prik": ".", "dot": ".", "punkt": ".", "dott": ".", "dått": ".",
    "bindestreg": "-", "bindestrek": "-", "streg": "-", "strek": "-", "minus": "-", "dash": "-",
    "understreg": "_", "understrek": "_", "underscore": "_", "underline": "_", "understrekk": "_",
    "understregning": "_", "understrekning": "_", "understregningstegn": "_", "bundstreg": "_", "lavstrek": "_",
    "skråstreg": "/", "skråstrek": "/", "slash": "/", "skråstrekk": "/",
    "kolon": ":", "semikolon": ";",
    "krøllalfa": "@", "alfakrøll": "@", "snabela": "@", "alfa": "@", "krøllalf": "@",
    "krøllealfa": "@",
    "plus": "+", "pluss": "+",
}  # fmt: skip
MONTHS: Final[dict[str, int]] = {
    name: number
    for number, names in enumerate(
        (
            "januar jan", "februar feb", "marts mars mar", "april apr", "maj mai", "juni jun", "juli", "august aug",
            "september sept sep", "oktober okt", "november nov", "december desember dec des",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip


def _ordinals() -> dict[str, int]:
    ordinals = {
        word: value
        for value, words in enumerate(
            (
                "første fyrste", "anden andre andet", "tredje tredie", "fjerde", "femte", "sjette",
                "syvende sjuende sjuande", "ottende åttende åttande", "niende niande", "tiende tiande",
                "ellevte ellefte elvte", "tolvte tolvde", "trettende trettande", "fjortende fjortande",
                "femtende femtande", "sekstende sekstande", "syttende syttande", "attende attande",
                "nittende nittande", "tyvende tjuende tjuande",
            ),
            start=1,
        )
        for word in words.split()
    }  # fmt: skip
    units = _split("en to tre fire fem seks syv otte ni")
    for ten, stems in ((20, "tyvende tjuende"), (30, "tredivte trettiende tredevte tredivende")):
        for stem in stems.split():
            ordinals.setdefault(stem, ten)
            for unit, word in enumerate(units, start=1):
                ordinals[f"{word}og{stem}"] = ten + unit
    for ten, stems in ((20, "tjue tjuge"), (30, "tretti")):
        for stem in stems.split():
            for word, value in list(ordinals.items()):
                if value < 10 and "og" not in word:
                    ordinals[stem + word] = ten + value
    ordinals["trettiande"] = 30
    return ordinals


ORDINALS: Final = _ordinals()
# Words that are never a town, a user name, a password or a part of an address
STOPS: Final = frozenset(
    _split(
        "jeg eg æ du han hun ho hon det den de vi i me dere dykk dokker der her da nå nu når er e var va være vere "
        "har ha hadde havde "
        "hedder heter heiter hette hed het kan kunne skal skulle sku vil ville må måtte bliver blir blev ble bli "
        "vart står stod sto "
        "stor kommer kom kjem kjæm går gik gikk får fik fikk fekk siger sier sagde sa sej tager tar tog tok ringer "
        "ringte ringede "
        "ringe sender skriver skriv hører høre ser så set sett ved vet veit veit tror trur bor bur boede bodde "
        "flytter flyttet "
        "og eller men for fordi at som om hvis når mens så ikke ikkje ikke it itt itj bare berre også også òg "
        "endnu ennå enda jo då "
        "ja nej nei jamen mm okay ok okei tak takk fint flott godt bra supert perfekt stemmer passer rigtig riktig "
        "rett korrekt "
        "med uten uden til fra frå hos på under over ved av af mod mot i ud ut ind inn op opp ned om mellem mellom "
        "efter etter før "
        "min mit mine mitt mi din dit dine ditt di sin sit sitt sine si hans hendes hennes hennar deres vores vår "
        "vårt vores vår "
        "hvad hva kva hvem hven kven hvor kor hvordan hvilken hvilket hvilke hvorfor korleis alt alle alt noget "
        "noe nokon noko nogen "
        "en et ei ein eit ett denne dette disse den dem dei seg sig mig meg deg dig os oss jer selv sjøl selve "
        "vent lige litt lidt liksom altså øh eh øhm ehm æh hm vel sant ikke gang gange ganger kroner kr klokken "
        "klokka lille stor "
        "store stort små samme begge meget mye mykje mere mer meir mest helt heilt hele heile sammen ord ett ét ét i't "
        "stavet stavet staver skrevet skrive skreve skrevet skrives "
        "glemt gløymt forkert feil låst lukket spærret sperret udløbet utløpt ny nye nyt nytt gammel gamle gammelt "
        "gamal "
        "midlertidig midlertidigt midlertidige mellombels mellombelse "
        "virker fungerer funker skifte bytte byttet nulstille nullstille nulstillet nullstilt sendt sende lavet "
        "laget sidst sist "
        "adressen adresse adressa mail mailen nummer nummeret navn navnet namn namnet post telefon tlf konto "
        "kontoen kort kortet"
    )
)


def _mask() -> dict[str, int]:
    mask: dict[str, int] = {}
    for words, bit in (
        (WORDS, NUMBER),
        (_FILLERS, FILLER),
        (SEPARATORS, SEPARATOR),
        (CUES, CUE),
        (_UNITS, UNIT),
        (_NEGATIVES, NEGATIVE),
        (MONTHS, MONTH),
        (ORDINALS, ORDINAL),
        (_REVISIONS, REVISION),
        (STOPS, STOP),
    ):
        for word in words:
            mask[word] = mask.get(word, 0) | bit
    return mask


MASK: Final = _mask()
