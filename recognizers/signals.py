"""Signal words: what the words around a written number say that it is, in Danish, bokmål and nynorsk."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate
from typing import Final, NamedTuple


class Signal(NamedTuple):
    """A word or two that say what a value near them is.

    Attributes:
        start, end: offsets into the text.
        kind: a key of `SIGNAL_WORDS`.
    """

    start: int
    end: int
    kind: str


_N: Final = r"(?:nummer(?:et|ets|a)?|numre(?:ne)?|nr|nummre|num|id(?:en)?)"
"""How "number" ends a compound."""

SIGNAL_WORDS: Final[dict[str, str]] = {
    "FNR": rf"(?:fødsels?|fødse|pers(?:on)?|foedsels|fodsels){_N}|fnr|fødnr|dnr|[dh]{_N}|pnr|personnumre?t?",
    "CPR": r"cpr\w*|personnum+er\w*|erstatningscpr",
    "BIRTH": r"født|fødd|fødte|fødde|født(?:dato|dag)|fødsels?(?:dato|dag|år|data)\w*|bursdag\w*|fdato|f|foedt|fodt",
    "ORG": rf"cvr\w*|org{_N}|organisasjons{_N}|org|foretaks{_N}|moms{_N}|mva|se{_N}|virksomheds{_N}|firma{_N}|vat",
    "CARD": r"kort(?:et|a|ene|nummer|nummeret|nr)?|visa\w*|master\w*|dankort\w*|amex|"
    r"\w*(?:betalings|kredit|kreditt|debet|debit|bank|tank|firma|visa)kort\w*|betalkort",
    "IBAN": r"iban\w*",
    "ACCOUNT": r"(?!kunde)\w*konto(?:en|nr|nummer|nummeret|nummera|n)?|kto|reg|regnr|registreringsn(?:umme)?r\w*|"
    r"regn(?:umme)?r\w*|"
    r"bank|kontonum+er\w*|swift|bic|lønkonto\w*",
    "IMEI": r"imei\w*|imie\w*|imeien",
    "ICCID": r"iccid\w*|icc|\w*sim(?:kort\w*|et|men|mene|en|nummer\w*)?|esim",
    "IMSI": r"imsi\w*",
    "MAC": r"mac(?:en|adr\w*|adress\w*|n|nummer\w*)?",
    "IP": r"ip(?:en|adr\w*|adresse\w*|v4|v6|nummer\w*)?",
    "EMPLOYEE": rf"(?:medarbejd(?:er|ar)|medarb|ansatt|ansat|tilsett|tilset|agent|løns?|lønns?|tjeneste|teneste|"
    rf"konsulent|tekniker|teknikar|montør|personal[ef]?|ressurs|ressource|operatør|vagt|vakt|rådgiver|rådgivar|"
    rf"sagsbehandler|saks(?:behandl[ea]r|handsamar)|betjent|stempel|ekspedient|kasserer|sjåfør|chauffør|konduktør|bemanning){_N}|"
    r"(?:medarbejder|ansatt?|tilsett?|vakt|vagt|operatør)koden?|medarbejder(?:en)?|medarb|ansatt|tilsett|ansnr|ans|kollega(?:en)?|initial\w*|signatur(?:en)?|"
    r"(?:adgangs|tilgangs|nøgle|nøkkel|id|ansatt|medarbejder|personale?)kort(?:et|nr|nummer\w*)?|medarbeid[ae]r\w*",
    "IDENT": r"id(?:en|et)?|ident(?:en)?",
    "ROLE": r"(?:vakt|vagt|betjent|agent|konduktør|tekniker|teknikar|montør|sjåfør|chauffør|ekspedient|operatør|"
    r"konsulent|rådgiver|rådgivar|sagsbehandler|saks(?:behandl[ea]r|handsamar))(?:en)?",
    "PLATE": r"nummerplade\w*|nummerskilt\w*|skilt(?:et|nummer|nr)?|plade(?:n)?|regnr|registreringsn(?:umme)?r\w*|"
    r"kjenne(?:merke|teikn|tegn)\w*|bil(?:en|nr|nummer|ene|er|a)?|\w*(?:vogn|vognen|bil|bilen)|kenteken|"
    r"indregistrer\w*|nrplade\w*|\w*trailer(?:en)?|tilheng[ea]r(?:en)?|hengar(?:en)?|tilhengjar(?:en)?|"
    r"påhængsvogn\w*|motorcyk\w*|motorsyk\w*|mc(?:en)?|moped(?:en)?|knallert(?:en)?|scooter(?:en)?",
    "CUSTOMER": rf"(?:\w*kunde|kunda|kundes|medlem|medlems|abonnement|abonnements|abonnent|aftale|avtale|lejer|"
    rf"leier|låner|bruger|brukar|bruker|"
    rf"elev|forælder|foreldre|forældre|borger|bonus|police|polise|andel|kontrakt|klient|klub|klubb|studie|patient|"
    rf"pasient|fordel|kartotek|"
    rf"profil|leverandør){_N}|kundn(?:umme)?r\w*|knr|(?:nett?|privat|bedrifts?|erhvervs|stam)?kunde|kunde(?:forhold|konto)\w*|kundenum\w*|andelseie\w*|kartoteket|kdnr|kundr",
    "AGREEMENT": r"a[fv]talen?|låne(?:r)?kort\w*|leieforhold\w*|lejeforhold\w*|lejemål\w*|medlem(?:skap|skab)?\w*|"
    r"kontrakt(?:en)?|police(?:n)?|polise(?:n)?|abonnement(?:et)?",
    "PHONE": r"(?:\w*(?:tlf|telefon|mobil)(?:nr|nummer|nummeret|numre|numra|nummera|en|ar|er)?|tel|mob|mobnr|fax|"
    r"telefax|direkte|dir|"
    r"sentralbord\w*|hovednummer\w*|fastnet\w*|ring|ringe|ringer|ringes|ringt|ringte|ringje|ringjer|ringa|ringde|"
    r"sms|opkald|"
    r"oppringing|træffes|treffes|nås|nåast|kontaktnummer\w*|porter\w*|whatsapp|cell|phone|call|vipps\w*|mobilepay|"
    r"taletid\w*|fastlinje\w*)",
    "NUMBER": r"nummer|nummeret|nr|numre|numrene|nummera|numeret|numer|numra|number",
    "REFERENCE": r"sag(?:en|s?n(?:umme)?r\w*|snr|snummer\w*|sid)?|sak(?:en|a|s?n(?:umme)?r\w*|snummer\w*|sid)?|"
    r"\w*ordre\w*|bestilling\w*|"
    r"\w*faktura\w*|\w*booking\w*|kid\w*|ref|refer\w*|ticket\w*|skade(?:nr|nummer\w*|sag\w*|sak\w*)?|kvittering\w*|"
    r"\w*pakke(?:n|nr|nummer\w*)?|spor(?:ing|ings\w*)|bon(?:en)?|tilbud\w*|rekvisition\w*|journal\w*|anmeldelse\w*|"
    r"regning(?:en|s\w*)?|reservation\w*|reservasjon\w*|billet\w*|forsendelse\w*|sending\w*|henvendelse\w*|"
    r"transaktion\w*|"
    r"transaksjon\w*|inc|rma|retur(?:nr|nummer\w*|label)|følgeseddel\w*|giro\w*|gavekort\w*|bilag\w*",
    "THING": r"serie\w*|serial|vare|varen(?:r|umme)\w*|artik\w*|\w*måler\w*|\w*målar\w*|meter(?:en|nummer\w*)|model|"
    r"modell|modellen|fejl\w*|"
    r"feil\w*|error|version\w*|versjon\w*|bygg|build|firmware|ean|gln|chip\w*|produktn\w*|del(?:nr|nummer\w*)|"
    r"statuskode|container(?:en|e|ne)?",
    "CODE": r"pin(?:kode\w*|koden)?|puk\w*|engangs\w*|cvc|cvv|kode(?:n)?|sikkerhedskode\w*|bekræftelseskode\w*|"
    r"sms-?kode\w*|otp|dørkode\w*",
    "MONEY": r"kr|kroner|krone|dkk|nok|sek|eur|euro|beløb\w*|beløp\w*|pris(?:en)?|saldo|kostede|kosta|kostet|sum|"
    r"summen|gebyr\w*",
    "UNIT": r"kwh|kw|km|kilometer|kilometre|mil|gb|mb|tb|mbit|kbit|gbit|m2|m3|kg|gram|liter|stk|styk|stykk|"
    r"pakker|bytes|filer|visninger|"
    r"visningar|kunder|kundar|"
    r"gange|ganger|gonger|enheder|enheter|personer|mennesker|menneske|indbyggere|innbyggere|innbyggjarar|timer|"
    r"timar|minutter|minutt|"
    r"sekunder|sekund|dage|dager|dagar|uger|uker|veker|måneder|månader|år|poeng|point|prosent|procent|pct|grader|"
    r"meter|cm|mm|"
    r"hk|watt|volt|hz|mhz|ghz|ms|tusind|tusen|mio|mia|millioner|sider",
    "ADDRESS": r"adress\w*|adr|bor|boende|bur|bosat|busett|bopæl\w*|flyt\w*|leveres|levering\w*|bustad\w*|bostad\w*",
    "POSTCODE": r"postn(?:umme)?r\w*|postkode\w*|poststed|poststad",
    "USER": r"(?:bruger|bruker|brukar)(?:navn\w*|namn\w*|en|e|ne|ar|ane|id|konto\w*|ident)?|login(?:navn|et|namn)?|"
    r"logge[rt]?|logg(?:a|er|et|ar)|"
    r"username|userid|logind|profil(?:en|navn\w*)?|nickname|nick(?:et)?|kallena[mv]n\w*|alias|brugernam|brukernam|"
    r"kontoer|kontoar|snap(?:en|chat)?|insta(?:gram|en)?|discord|gamertag|tiktok|twitch|skype(?:navn\w*)?|handle",
    "PASSWORD": r"tast(?:e|er|a|et)?|nøgleboks\w*|nøkkelboks\w*|stikord\w*|stikkord\w*|password\w*|\w*passord\w*|"
    r"sikkerheds?ord\w*|sikkerhetsord\w*|kodefrase\w*|wpa[23]?|(?:\w*nettverk|\w*netværk|wifi)s?n(?:øk|y)(?:kel|kkel|jel)\w*|"
    r"(?:\w*netværk|wifi|wpa)s?nøgle\w*|"
    r"passwd|(?:start|standard|felles|fælles|gjeste?|gæste)koden?|\w*adgangskode\w*|f(?:ør|yr)stegangskode\w*|\w*kodeord\w*|kode(?:n|r)?|pass|lösenord|pwd|pw|tilgangskode\w*|wifikode\w*",
    "EMAIL": r"e?-?mail\w*|e-?post\w*|epost\w*|mailadress\w*|meil|emailen|\w*mailen",
    "LAST": r"sidste|siste|seneste|slutter|sluttar|ender|endar|endende|sluttcifre|slutsifre|sluttsifre",
}
"""Kind of signal → what a word of that kind looks like, lower case, whole word."""

_PAIRS: Final[dict[str, str]] = {
    "BIRTH": r"f[yø]l(?:ler|der) år",
    "CUSTOMER": rf"(?:kunde|kunda|kundes|medlems?|abonnements?|aftale|avtale|borger|bruger|låner|lejer|kontrakt) {_N}",
    "FNR": rf"(?:fødsels|føds|pers(?:on)?|d|h|fødsel) {_N}",
    "CPR": rf"(?:cpr|person) {_N}",
    "ORG": rf"(?:org|cvr|se|organisasjons|foretaks) {_N}",
    "EMPLOYEE": rf"(?:medarbejder|medarb|ansatt|ansat|tilsett|agent|løns?|lønns?|betjent|vakt|vagt|konduktør|kasserer|"
    rf"sjåfør|sagsbehandler|saks(?:behandl[ea]r|handsamar)|konsulent|rådgiver|rådgivar|operatør|teknik[ea]r|montør|personale?|ressurs|"
    rf"tjeneste)"
    rf" (?:{_N}|kode|initialer|signatur)|(?:id|adgangs|tilgangs|nøgle|nøkkel) kort\w*",
    "PHONE": rf"(?:telefon|mobil|tlf|direkte|kontakt|fastnet) {_N}",
    "REFERENCE": rf"(?:sags?|saks?|ordre|faktura|booking|bestillings?|ticket|kid|ref|skade|sporings?|pakke) {_N}",
    "THING": rf"(?:serie|vare|artikel|måler|model|del|chip) {_N}|s n",
    "ACCOUNT": rf"(?:reg|registrerings|konto|bank) {_N}",
    "PLATE": rf"(?:bil|reg|plade) {_N}",
    "PASSWORD": r"(?:hemmelig|hemmelege?|løynleg)(?:e|t)? (?:ord|ordet|koden?|kodeord)",
    "ICCID": r"sim (?:kort\w*|nummer\w*)",
}

_WORD: Final = re.compile(r"([^\W\d_]+(?:'[^\W\d_]+)?)")
_KINDS: Final = {kind: re.compile(rf"(?:{pattern})") for kind, pattern in SIGNAL_WORDS.items()}
_PAIR_KINDS: Final = {kind: re.compile(rf"(?:{pattern})") for kind, pattern in _PAIRS.items()}
_LONGEST: Final = 32


@lru_cache(maxsize=65_536)
def word_kinds(word: str) -> tuple[str, ...]:
    """The kinds of signal that one lower-case word is; none for most words."""
    if len(word) > _LONGEST:
        return ()
    return tuple(kind for kind, pattern in _KINDS.items() if pattern.fullmatch(word))


@lru_cache(maxsize=65_536)
def _pair_kinds(first: str, second: str) -> tuple[str, ...]:
    """The kinds of signal that two lower-case words are together."""
    if len(first) > _LONGEST or len(second) > _LONGEST:
        return ()
    return tuple(kind for kind, pattern in _PAIR_KINDS.items() if pattern.fullmatch(f"{first} {second}"))


_HEADS: Final = re.compile(_N)


@lru_cache(maxsize=65_536)
def _is_head(word: str) -> bool:
    """Whether a word can be the second of a pair."""
    return len(word) < _LONGEST and (
        word in ("kode", "initialer", "signatur", "n", "år", "ord", "ordet", "koden", "kodeord")
        or bool(_HEADS.fullmatch(word))
        or word.startswith(("kort", "nummer"))
    )


def find_words(lower: str) -> list[tuple[int, int, str]]:
    """All words of letters in a lower-case text: start, end and the word, in order."""
    parts = _WORD.split(lower)  # a gap, a word, a gap, a word …
    ends = list(accumulate(map(len, parts)))
    return list(zip(ends[:-1:2], ends[1::2], parts[1::2], strict=True))


def find_signals(words: list[tuple[int, int, str]]) -> list[Signal]:
    """All signal words of a text, in order.

    Args:
        words: from `find_words`.

    Returns:
        The signals by start; a word of several kinds gives one for each. Linear in the number of words.

    >>> [(s.kind, s.start) for s in find_signals(find_words("mit kunde nummer er 12"))]
    [('CUSTOMER', 4), ('CUSTOMER', 4), ('NUMBER', 10)]
    """
    signals: list[Signal] = []
    speaking = set(filter(_speaks, {word for _, _, word in words}))
    for i in [i for i, (_, _, word) in enumerate(words) if word in speaking]:
        start, end, word = words[i]
        if i and start - words[i - 1][1] <= 2 and _is_head(word):
            signals.extend(Signal(words[i - 1][0], end, kind) for kind in _pair_kinds(words[i - 1][2], word))
        signals.extend(Signal(start, end, kind) for kind in word_kinds(word))
    signals.sort()
    return signals


@lru_cache(maxsize=65_536)
def _speaks(word: str) -> bool:
    """Whether a lower-case word is a signal, or can be the second word of one."""
    return bool(word_kinds(word)) or _is_head(word)
