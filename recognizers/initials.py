"""Initials that serve as a colleague's name: `MHOL`, `THOSAN`, `VIHO3`, `JBJ-07`, in capitals among other words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from slor.recognizers.common_words import common_words
from slor.recognizers.recognizer import Match
from slor.recognizers.scan import Scan

ACRONYMS: Final = frozenset(
    "IBAN IMEI ICCID IMSI NOTE VIPPS ADSL VDSL FTTH HTTP HTTPS WIFI SMS MMS HDMI USB USBC JPEG JPG PNG PDF AS ASA "
    "APS SIM MSISDN "
    "ESIM PUK PIN BANK COOP REMA OBOS NSB NAVN DANMARK NORGE NOREG VISA SKAT IKEA ELLER IKKE IKKJE OGSÅ ALTID "
    "ALDRI NAV "
    "DSB BOKS HELE ALLE MEGET SNART HVAD HVOR HVEM FRAM TELIA TDC GDPR DPIA POST NETS MITID BANKID NEMID APPEN APP ROM "
    "LAGER BUTIK KUNDE TEAM HELP SALG GRATIS MAIL MAIN NATO MAC CPR CVR SFO PDP ERR LID VPN GPS EAN SEK DKK NOK "
    "EUR USD MVH "
    "FEJL FEIL HASTER HASTAR HJELP HJÆLP STOPP STOP SVAR VARSEL SISTE SIDSTE FØRST KID AFP IKT SIP LAN WLAN DHCP "
    "DNS URL "
    "HTML XLSX DOCX ZIP LTE GSM VOIP VOLTE MVA MOMS ORG LED LCD OLED QLED SSD HDD RAM CPU BIOS NFC QR CVC CVV OTP "
    "SWIFT BIC "
    "SEPA EHF FAQ ASAP FYI OBS VIGTIG VIKTIG HUSK HUSKE INFO TLF MOB EMNE FRA TIL DATO KOPI OPPGAVE ORDRE FAKTURA "
    "NORD SYD "
    "ØST VEST OSLO BERGEN USA OECD UNICEF UNESCO UNHCR IAEA AIDS OPEC SAAB OSSE TINE NUPI NTNU DFDS NRK VTR TV "
    "ISBN ISSN "
    "COVID HIV DAB RDS FM AM PC IT HR EU UK EØS NTB SSB NHO LO HK FTF KLP DNB SAS KLM BMW VW AUDI FORD OPEL KIA "
    "SONY LG "
    "PDA MP3 MP4 HEVC POE UPS AC DC KWH KW GB MB TB MBIT GHZ MHZ RPM ABS ESP EL BIL VIN OBD NAT SSH FTP SSL TLS "
    "WPA WPA2 "
    "SSAB JYSK ISS ECCO LEGO ESSO DHL UPS GLS DAO DSV COWI NKT ALDI LIDL KIWI MENY XXL SPAR BILKA ATEA ABB KONE OMYA "
    "NVE UDI UDIR IMDI FHI NIVA NILU SIFO NOKUT OUS AHUS DNT NAF NIF NFF KFUM KFUK USBL BORI SATS DSS NAVE DIBK DMP "
    "SIRI BUPL FOA DBU DIF DGI SOSU HHX HTX STX VUC ATP PFA PKA AAU DTU CBS RUC ITU DMI GEUS BDO PWC KPMG NGO FBI CIA "
    "NASA FIFA UEFA ESPN CNBC SVT YLE BBC CNN NBC AUF KRF FRP MDG LHBT LHBTQ LGBT BMX BTS ABBA KFOR IMF WHO WTO EFTA "
    "ISDN GPON DECT UMTS HSPA EDGE FTTB DVB DVBT DVBC IPTV HDCP HDTV MPEG JSON CSV PPPOE SAML LDAP MESH NTFS UEFI RAID "
    "SATA NVME SQL CRM ERP KPI SLA IVR NPS SAP IMAP SMTP POP3 EPUB VOD OEM RFID EMV SCA AML BBR SKI HMS FDV "
    "EORI WADA NELFO VTB NORWAC NASN COIN IFE SINTEF NGI NGU NIBIO NHH BBL NAAF UNIO YS NTL NITO NNN HSH VIRKE NOAS "
    "HELO EHLO RCPT ACK NAK EOF CRLF "
    "PCR MRSA ADHD KOLS KOL EKG DNA RNA LSD PTSD PDF RTF "
    "WEP SSID WPS PUK1 PUK2 PIN1 PIN2 EVA START SLUTT SLUT NULSTIL TESTE TEST KONGE HAVDE HADDE IGEN IGJEN".split()
)
"""Capitals that stand for a thing, a firm or a shout."""
_USUAL: Final = 4
"""How many letters initials mostly have: two of the first name and two of the last."""
_CODE: Final = re.compile(r"(?<![\w./@-])[A-ZÆØÅ]{2,6}(?:-\d{1,3}|\d{1,3})?s?(?![\w-]|\.\w)")
_SMALL: Final = re.compile(r"(?<![\w./@-])[a-zæøå]{4}-?\d\d(?![\w-]|\.\w)")
_BEFORE: Final = re.compile(
    r"(?<!\w)(?:at|sig|si|sei|om|efter|etter|hos|af|av|til|fra|frå|med|som|kollega|kollegaen|kollegaer|v/|v|hilsen|"
    r"helsing|"
    r"spørg|spør|kontakt|bed|bedt|bad|be|ring|tildelt|oprettet af|mvh|vh|helsing|init\.?:?|initialer:?|initialar:?|"
    r"sign\.?:?|signatur:?|notat|note|vagt|vakt|"
    r"vakthavende|"
    r"betjent|sagsbehandler|saksbehandler|saksbehandlar|konsulent|agent|jeg er|eg er|mitt er|mit er|login|kode|"
    r"opgiv|oppgi|"
    r"oppgje|nummer|of:|av:|af:|og) ?\(?$",
    re.I,
)
_DOER: Final = re.compile(
    r"(?:(?:registrert|registreret|skrevet|skrive|oppretta|opprettet|oprettet|behandlet|behandla|beh\.|notert|noteret|"
    r"tildelt|modtaget|mottatt|fulgt opp|følges op|godkendt|godkjent|godkjend|lukket|utført|udført|besvaret|besvart|"
    r"redigeret|endret|rettet|sagsbeh\.|saksbeh\.) (?:av|af)|"
    r"(?:setter|sætter|stiller|set) (?:(?:dig|deg|over|om|videre) ){1,3}til) $|"
    r"(?<!\w)(?:tekniker|teknikar|montør|konsulent|kollega|medarbe[ij]d[ae]r|(?:sags|saks)behandl[ae]r|rådgiver|"
    r"rådgivar|elektriker|elektrikar)(?:en)? \($"
)
"""Who did something or whom one is put through to, also in a text without turns."""
_LOGGED: Final = re.compile(r"(?:=|\[|\] )$")
"""What stands before a word of a system's log: "[08:02:11] AUTH user=toles", "result=FAIL"."""
_VERBS: Final = frozenset(
    "har havde hadde tar tager tog tok siger sier seier sagde sa skriver skriv skrev skreiv lukker lukket lagde la "
    "lagde "
    "godkendte godkjente godkjende ringer ringte ringde kommer kjem følger overtager overtar svarer svarar hjelper "
    "hjælper "
    "fikser fiksar sender sendte sjekker tjekker meldte noterte noterede kan skal vil ser byttede byttet bytta "
    "opretter "
    "oppretter lovede lovet lova tilføjede afsluttede avsluttet var så følgjer tek sjekkar noterer er".split()
)
_SURE_VERBS: Final = _VERBS - frozenset("har havde hadde kan skal vil er var så kommer kjem".split())
_SIGNED: Final = ("init", "sign", "kolleg", "hilsen", "mvh", "vh", "helsing")
_OFFICE: Final = frozenset(
    "CUSTOMER PHONE REFERENCE EMAIL USER PASSWORD EMPLOYEE ACCOUNT ADDRESS CARD IMEI ICCID MAC".split()
)
"""Signals of a contact centre's text; a newspaper's sentence with capitals has few of them."""
_FIRM: Final = re.compile(r"(?<!\w)(?:AS|ASA|A/S|ApS|BA|SA|ANS|DA|IS) \($")
"""The end of a firm's name before what it is called for short: "Kulkompani AS (SNSK)"."""
_NAME: Final = re.compile(r"(?<!\w)[A-ZÆØÅ][^\W\d_]*\.?(?:[ -][A-ZÆØÅ][^\W\d_]*\.?){1,4}")
_AFTER: Final = re.compile(r" ?([^\W\d_]+)")


def read_initials(scan: Scan) -> Iterator[Match]:
    """Finds capitals that stand for a person.

    Args:
        scan: the shared scan.

    Returns:
        Matches. What is put together from a name in the same text is clear by itself; other capitals need the talk of
        a contact centre and a place in the sentence where people stand ("skriv til MDAM", "LHAS har godkendt det").
    """
    codes = [
        found
        for found in _CODE.finditer(scan.text)
        if _may_be_code(found[0]) and not _LOGGED.search(scan.text, max(0, found.start() - 2), found.start())
    ]
    small = list(_SMALL.finditer(scan.text))
    if not codes and not small:
        return
    names: list[str] | None = None
    for found in codes:
        if _DOER.search(scan.lower, max(0, found.start() - 30), found.start()):
            yield Match(found.start(), found.end(), 0.6)
    turns = "\n" in scan.text
    office = turns or "kund" in scan.lower or any(signal.kind in _OFFICE for signal in scan.signals)
    for found in codes:
        letters = found[0].rstrip("s0123456789-")
        if is_shouted(scan.text, found.start(), found.end()) or scan.named(found.start(), ("THING", "MONEY"), 3):
            continue
        if _FIRM.search(scan.text, max(0, found.start() - 8), found.start()) or (
            not office and scan.text.startswith(" (", found.end())
        ):
            continue  # what letters stand for: "NASN (North American Sports Network)"
        names = [name[0].lower() for name in _NAME.finditer(scan.text)] if names is None else names
        if len(letters) > 3 - office and any(_is_built(letters.lower(), name) for name in names):
            yield Match(found.start(), found.end(), 0.7)
        elif (turns and len(letters) == len(found[0]) == _USUAL) or (
            office and _stands_for_person(scan, found, letters)
        ):
            yield Match(found.start(), found.end(), 0.5)
    if office:
        for found in small:
            if found[0].rstrip("0123456789-") not in common_words():
                yield Match(found.start(), found.end(), 0.5)


def _may_be_code(code: str) -> bool:
    """Whether capitals may be somebody's: no known acronym, no word that is only shouted."""
    letters = code.rstrip("s0123456789-")
    return (
        letters not in ACRONYMS
        and code not in ACRONYMS
        and letters.lower() not in common_words()
        and (len(letters) > 3 or len(code) > len(letters) or len(letters) == 3)
        and not (len(letters) < 4 and code.endswith("s"))
    )


def _stands_for_person(scan: Scan, found: re.Match[str], letters: str) -> bool:
    """Whether the words around capitals are such as stand around a colleague's name."""
    tail = found[0][len(letters) :].rstrip("s")
    before = _BEFORE.search(scan.lower, max(0, found.start() - 24), found.start())
    following = _AFTER.match(scan.lower, found.end())
    verb = following[1] if following else ""
    if len(letters) == 3 and not tail:
        return verb in _SURE_VERBS or bool(before and before[0].rstrip(" (:.").startswith(_SIGNED))
    if len(letters) < 3 and not (tail.startswith("-") and len(tail) > 2):
        return False
    if tail and not tail.startswith("-") and (len(tail) > 2 or len(letters) > _USUAL):
        return False
    genitive = found[0].endswith("s") and len(letters) > 3
    numbered = len(letters) == 3 and len(tail) == 3 and not scan.named(found.start(), ("REFERENCE", "CODE"), 12)
    return bool(before) or verb in _VERBS or genitive or numbered


def _is_built(code: str, name: str) -> bool:
    """Whether letters are put together from the beginnings of a name's parts, one to four letters of each."""
    parts = re.split(r"[ .-]+", name)
    reached = {(0, 0)}  # letters used, parts used
    for part in parts:
        for used, count in list(reached):
            for size in range(1, 5):
                if size <= len(part) and code.startswith(part[:size], used):
                    reached.add((used + size, count + 1))
    return any(used == len(code) and count > 1 for used, count in reached)


def is_shouted(text: str, start: int, end: int) -> bool:
    """Whether the words around are in capitals too."""
    around = re.findall(r"[^\W\d_]{3,}", text[max(0, start - 30) : start] + " " + text[end : end + 30])
    return len(around) > 1 and sum(word.isupper() for word in around) > len(around) // 2
