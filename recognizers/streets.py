"""What streets, floors and doors are called in Denmark and Norway."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_STRONG: Final = (
    "vej vejen gade gaden allé allén alléen stræde strædet boulevard boulevarden gate gata gaten vei veien veg vegen "
    "brogade hovedgade landevej smug smuget smauet esplanaden promenaden ringvej ringvei ringveg "
    "gatan vägen gränd straße strasse straat katu gasse"
).split()
_WEAK: Final = (
    "alle plads pladsen torv torvet torg torget plass plassen vænge vænget vang vangen have haven park parken "
    "bakke bakken bakkane skov skoven skog skogen "
    "toft toften mark marken marka eng engen enga krog krogen kroken sti stien gang gangen kaj kajen kai kaia "
    "kaien brygge bryggen brygga lund lunden dal dalen "
    "høj højen høi agre agrene ager ageren hegn hegnet dige diget sving svinget svingen løkke løkken løkka lykke "
    "lykken sund sundet dysse dyssen skrænt skrænten "
    "lodden boderne brink brinken bro broen kær kæret kærene passage passagen viadukt viadukten bue buen ring "
    "ringen gård gården gard garden tun tunet volden "
    "bugten strand stranden stranda jordet jorde haug haugen haugane li lia lien ås åsen åsane grend grenda høgda "
    "høyden faret far line lina myr myra nes neset "
    "vik vika topp toppen berg berget hage hagen stubben terrasse terrassen slette sletta fjære fjæra mo moen odde "
    "odden holme holmen sand sanden elv elva "
    "åker åkeren flat flata rabben trøa bøen bøvegen kvartalet centret senteret sletten kilen banke banken vold "
    "stræde led leddet kolonien havn havnen hamn hamna bygda bygdi grendi kleiva kleven myrane bråten tangen vollen "
    "vågen hella setra stølen tomta dammen fossen bekken gjerdet teigen steinen ura skaret egga rabben kollen brua "
    "kilden bækken mosen pynten klitten klit møllen mølleparken heden overdrevet skellet stien højden lodder lodderne "
    "bakker marker bakkerne haverne husene husa gårdene tofterne toftene parkerne engene agerne højene boligerne "
    "rækkerne kvarteret vængerne"
).split()
_ENDS_OTHERWISE: Final = tuple(
    "dager dagen dage eringen ingen kringen oppgave opgave utgave udgave avgang afgang gangene ligger skoen spark "
    "remark markedet online offline careline hotline deadline siden tiden biden liden raden boligen helgen "
    "overgang sentralen kvittering regning ordning melding samling polen kolen skolen salongen".split()
)
_ENDS_STRONG: Final = tuple(_STRONG)
_ENDS_WEAK: Final = tuple(
    word for word in _WEAK if len(word) > 2 and word not in ("far", "flat", "sand", "line", "ring", "have", "led")
)
_ALONE: Final = frozenset(
    "vej gade allé alle stræde boulevard gate gt gt. vei veg plads torv torg plass vænge vang have park agre bakke "
    "terrasse kaj kai brygge sti gård".split()
)
"""Words that make a street of the name before them: "Karl Johans gate"."""
_NEVER: Final = frozenset(
    "postboks riksveg riksvei riksvegen riksveien fylkesveg fylkesvei fylkesvegen fylkesveien europaveg europavei "
    "europavej primærvej sekundærvej motorvej motorvei motorveg "
    "hovedvej hovedvei hovudveg primærrute danmark noreg plassen pladsen passasje bolle vejen gaden veien vegen "
    "gata gaten alle undervejs underveis overvej vejen oppgave afgang adgang tilgang omgang indgang inngang udgang "
    "utgang opgang gang årgang "
    "gangen overgang forgang nedgang fremgang framgang begge ligge bygge skulle ville finde strand park parken "
    "skogen stranden bakken havnen banken hagen haven "
    "skov mark marken dal dalen kant hav oppgang parkering fredag lørdag mandag samtale vedvarende udgave utgave "
    "oppgave opgave gave utgift aftale avtale allerede "
    "vei veg vej gate gade plads plass torv torget torvet gavekort navigate investigate delegate kravet bilen "
    "silen filen mobilen profilen konsollen posten lien "
    "avgang overgangen omgangen tilgangen adgangen nedgangen fremgangen afgangen indgangen udgangen inngangen "
    "utgangen landet landevejen motorvejen motorveien motorvegen "
    "hovedvejen hovedveien hovudvegen måten haugen åsen dalen toppen stien kroken lunden odden holmen moen tunet "
    "ringen buen broen kaien kaia brygga bryggen gården "
    "garden jordet berget elva enga marka lia myra vika neset øya sanden stranda fjæra flata hvordan bestrand "
    "sjangrang undergang gjengang gangang bankgang".split()
)
MODIFIERS: Final = frozenset(
    "gamle gammel gl nordre nørre søndre sønder sdr nr vestre vester vesterbro østre øster store stor lille nedre "
    "øvre ny nye nyt sankt skt sct st indre ydre ved bag bak under "
    "over hans jens h.c. chr dronning kong kongens prins professor prof doktor dr biskop general admiral provst "
    "amtmand ndr ll prs kgs dr gml gml. vestr".split()
)
_CUT: Final = frozenset(
    "storgt kirkegt strandgt skolegt parkgt kongensgt dronningensgt prinsensgt jernbanegt sjøgt".split()
)
_CUT_ENDS: Final = ("vn", "sgt", "egt")
"""How streets are cut short without a full stop: "ullevålsvn 19"."""
_NOT_CUT: Final = (
    "navn",
    "havn",
    "jevn",
    "javn",
    "gavn",
    "ravn",
    "savn",
    "hævn",
    "tævn",
    "revn",
    "sovn",
    "søvn",
    "ovn",
)
_PLAIN: Final = frozenset(
    "hovedgade bygade landevej strandvej ringvej ringvei kirkevej byvej stationsvej bygdevei hovedgaden hovedvej "
    "kirkevei allé stræde strandgade".split()
)


@lru_cache(maxsize=65_536)
def street_strength(word: str) -> float:
    """How much a lower-case word looks like a street's name by its ending: 0 to 0.75."""
    if word in _NEVER or len(word) < 5 or word.endswith(_ENDS_OTHERWISE):
        return 0.0
    if word.endswith(_ENDS_STRONG) and not word.startswith(_ENDS_STRONG):
        return 0.75
    if word.endswith(_ENDS_STRONG) and len(word) > 7:
        return 0.75
    if word in _CUT or (word.endswith(_CUT_ENDS) and len(word) > 6 and not word.endswith(_NOT_CUT)):
        return 0.75
    if word.endswith(_ENDS_WEAK) and len(word) > 5 and word not in _ENDS_WEAK:
        return 0.35
    return 0.0


POSITIONS: Final = frozenset("nordre søndre søre vestre østre austre nedre øvre indre ytre store lille vesle".split())
"""What tells parts of a farm apart behind its name: "Tveit Østre 88"."""


def makes_street(word: str) -> bool:
    """Whether a lower-case word makes a street of the name before it."""
    return word in _ALONE


def takes_place(word: str) -> bool:
    """Whether a street word is so plain that a place's name stands before it: "Lyngby Hovedgade"."""
    return word in _PLAIN


_DOOR: Final = (
    r"(?:t\.? ?h\b\.?|t\.? ?v\b\.?|m\.? ?f\b\.?|til (?:højre|høyre|høgre|venstre)|højre|høyre|høgre|venstre|"
    r"midt ?for\b|midt ?i\b|dør ?\d{1,4})"
)
_ORDINALS: Final = (
    "stuen|stue|første|fyrste|anden|andre|tredje|tredie|fjerde|femte|sjette|syvende|sjuende|sjuande|ottende|"
    "åttende|åttande|niende|niande|tiende|tiande|kælderen|kælder|kjelleren|kjellar(?:en)?"
)
_SPOKEN_DIGIT: Final = r"(?:null?|en|ein|ett?|to|tre|fire|fem|seks|sju|syv|åtte|otte|ni|\d)"
_PARTS: Final = (
    r"(?:underetasje\w{0,2}|sokkel(?:en|etasje\w{0,2}|leilighet\w{0,2})?|kjellaretasje\w{0,2}|kjelleretasje\w{0,2}|"
    r"(?:kælder|kjeller|kjellar|lofts?)(?:lejlighed|leilighet|leilegheit|bolig)\w{0,2}|loftet|hybelen|annekset|"
    r"bagindgangen|bakinngangen|(?:bag|bak)?(?:ind|inn)gang(?: (?:fra|frå|på|ved|i|mot|mod|via))?(?: [^\W\d_]{3,14})?)"
    r"(?=\s*(?:$|[\n.,;!?)]))"
)
"""Parts of a house that are told in words, where no more is said of them: "underetasjen", "inngang fra gården"."""
FLOOR: Final = re.compile(
    r"(?:,? {1,2}(?:(?:øh|eh|øhm|ehm|altså) )?|,(?=[^\W\d]))(?:"
    rf"\d{{1,2}}\.? ?(?:sal|etg|etage|etasje|etasjen|høgda?|s)\b\.?(?:[ ,]{{1,2}}{_DOOR}| ?,? ?\d{{1,3}}\b)?|"
    rf"\d{{1,2}}\.?[ ,]{{0,2}}{_DOOR}|"
    rf"st\b\.?[ ,]{{0,2}}(?:{_DOOR}|\d{{1,2}}\b)?|kl\.?[ ,]{{1,2}}{_DOOR}|kld\b\.?(?:[ ,]{{1,2}}{_DOOR})?|"
    rf"(?:{_ORDINALS})(?: sal| etasje| etage| etg\.?)?(?:,? {_DOOR})|(?:{_ORDINALS}) (?:sal|etasje|etage|etg\.?)|"
    rf"stuen\b|"
    rf"[hukl] ?\d{{2}} ?\d{{2}}\b|[hukl] {_SPOKEN_DIGIT} {_SPOKEN_DIGIT} {_SPOKEN_DIGIT} {_SPOKEN_DIGIT}\b|"
    r"(?:oppgang|opgang|oppg\.?|opg\.?|indgang|inngang|indg\.?|inng\.?) [a-zæøå0-9]{1,2}\b|"
    r"(?:lejl|leil|lgh|leilighet|leilegheit|lejlighed|bolig|bustad|dør|hus|værelse|vær|rom|hybel|seksjon|nr)"
    r"\.? ?(?:nr\.? ?)?(?:[hukl] ?\d\d ?\d\d|[a-z]?\d{1,4})\b|"
    r"(?:i )?(?:baghuset|bakgården|bakgarden|forhuset|sidehuset|mellemhuset)|"
    r"\d{1,2}\.[ -]?\d{1,3}(?=[,.;?!\n]|$)|\d{1,2}\.(?=[,\s]|$)|"
    rf"{_DOOR}|{_PARTS})",
    re.I,
)
"""A floor or door after a house number."""
LETTER: Final = re.compile(r" ?(?:med )?(?:liten |stor |lille |store |bogstav |bokstav )?[a-hj-z](?![\w'-]|\.\w)", re.I)
"""A letter after a house number; not `i`, which is a word, nor `å`."""
