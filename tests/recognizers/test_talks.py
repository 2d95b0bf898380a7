"""Conversations as people have them: `[[…]]` marks what must be found, and everything else must be left.

A line begins with who says it, `c` for the customer, `a` for the agent; `/` inside a line is a line break.
"""

from __future__ import annotations

import pytest

from slor.recognizers.analyzer import Detector
from slor.recognizers.spans import Conversation, Turn


@pytest.mark.parametrize(
    "lines",
    [
        ("c: mit nummer er [[22 33 44 56]] og et andet er [[99887766]]",),
        ("c: ring på [[22 33 44 56]], en gang til",),
        ("c: tlf [[22334456]] en time endnu",),
        ("a: hvad er dit telefonnummer?", "c: [[nitti sju tri null fire fem to seks]]"),
        ("a: ditt fødselsnummer", "c: [[nullseks nullsju nittitre to en en to tre]]"),
        ("a: hva er ansattnummeret", "c: [[ni ni to nulle seks]]"),
        ("a: ringes på", "c: [[niti null sju førti to seksti en]]"),
        # near misses
        ("a: hvor mange er I", "c: vi er tri stykker"),
        ("a: hvad blev resultatet", "c: nulle komma niks"),
    ],
)
def test_number_words_as_they_are_written(talk, lines):
    assert talk("voice", *lines) == list(lines)


@pytest.mark.parametrize(
    "lines",
    [
        (
            "a: Fra: [[lis@klinik.example]] / Emne: Din tid / Hvornår er du født? / Lis",
            "c: Fra: [[mo@post.example]] / Sendt: 22. april 2024 08:15 / Emne: SV: Din tid / Det er [[3. maj 1961]]",
        ),
        (
            "a: Hva er kundenummeret ditt?",
            "c: Til: [[kunde@strom.example]] / Dato: 12.11.2024 14:22 / Emne: SV / Kundenummeret er [[4410293]]",
        ),
        (
            "a: Hvad er telefonnummeret?",
            "c: From: [[mo@post.example]] / To: [[kunde@strom.example]] / Date: Mon, 14 Apr 2025 15:47:01 +0200 / "
            "Ring på [[22 33 44 55]]",
        ),
        (
            "a: > Sendt: torsdag 6. februar 2025 10:14 / > Hvilket kundenummer? / Hej igen",
            "c: Sendt: fredag 7. februar 2025 08:50 / Kundenummer [[5512093]]",
        ),
    ],
)
def test_when_a_mail_was_sent_is_no_answer(talk, lines):
    assert talk("email", *lines) == list(lines)


@pytest.mark.parametrize(
    "lines",
    [
        (
            "a: hva er nummeret?",
            "c: nummeret er [[958]]",
            "a: ja",
            "c: [[41]]",
            "a: mm",
            "c: [[207]] så, da har du det",
        ),
        ("a: Dit kortnummer?", "c: [[4539 0413]]", "c: [[0207 0848]]"),
        # near misses
        ("a: Hvilket nummer ringer du fra?", "c: De er to. Mørch har [[91160204]].", "a: Bra"),
        ("a: Ansattnr?", "c: Ny liste: / man 29.: Ebba / tir 30.: Minh / ons 31.: Hallgeir"),
        ("a: Medarbejdernummer?", "c: Jeg kan ikke d. 26, det stod i v3"),
        ("c: han bor i B-404 og har sol hele dagen, jeg bor i C-101", "a: ok"),
    ],
)
def test_numbers_typed_in_pieces(talk, lines):
    assert talk("chat", *lines) == list(lines)


@pytest.mark.parametrize(
    "lines",
    [
        ("a: engangspassordet er [[lama hatt grønn seks]]", "c: [[lama hatt grønn seks]] med mellomrom"),
        ("a: har du skiftet adgangskode", "c: i går til [[svaneke sommer 88]] uden mellemrum og stort s"),
        ("c: jeg tror passordet er [[kvist og måneskinn 12]] med stor k", "a: ikke si det høyt"),
        ("a: password er nulstillet til [[stor krabbe 77]]", "c: [[stor krabbe syvoghalvfjerds]]"),
        ("a: hva er brukernavnet", "c: det er [[viggo bandit]] ut i ett", "a: takk"),
        ("c: han kalder sig [[cykel bent ni otte]] derinde", "a: godt"),
        ("c: passordet var sikkert [[krokodille]]", "a: uff"),
        # near misses
        ("a: har du skiftet adgangskode", "c: i går til frokost sagde de at det var udløbet"),
        ("a: hvad er din adgangskode", "c: den er udløbet for længe siden"),
        ("a: jeg sender en kode har du en mobil", "c: ja konens den er altid slukket"),
    ],
)
def test_passwords_of_several_words(talk, lines):
    assert talk("voice", *lines) == list(lines)


@pytest.mark.parametrize(
    "lines",
    [
        ("c: brukernavnet er [[skogtroll ni]]", "a: da står det [[skogtroll9]] her"),
        ("c: passordet er [[blåfjell 332]] med stor b", "a: altså [[Blåfjell332]]", "c: ja [[blåfjell tri tri to]]"),
        ("a: er kundenummeret [[AB 447120]]", "c: jeg har [[AB447120]] her"),
        ("c: jeg bor på [[fjordgata 12]]", "a: så sender vi til [[fjordgata tolv]]"),
        # near misses
        ("c: passordet er sommer", "a: i sommer var det stengt", "c: ja i sommer"),
        ("c: kundenummeret er [[447120]]", "a: det koster 4471 kroner"),
    ],
)
def test_what_was_stated_is_found_again(talk, lines):
    assert talk("voice", *lines, language="nb") == list(lines)


@pytest.mark.parametrize(
    "lines",
    [
        ("c: jeg bor i [[vinnesvegen 31]] nei [[331]]", "a: altså [[vinnesvegen 331]]"),
        ("a: skal vi komme til [[frølandslia 8]]", "c: [[frølandslia atten]] ikke [[åtte]]", "a: [[18]] ja notert"),
        ("c: det fosser vann i nygårdsgaten utenfor [[nummer 114]]", "a: ja jeg hører"),
        ("c: jeg ringer fra [[lindeplads 3]] nej undskyld [[lindeplads 13]] i hasle", "a: okay"),
        ("a: hvor skal du hentes", "c: [[strandbygade æh nummer 61 st t v]]"),
        ("c: eg bur i [[tunet ni]] og har fått brev", "a: ja"),
        ("c: det er [[lange eng treogtyve]]", "a: [[lange eng 23]] så"),
        ("a: [[broparken tre]] eller", "c: [[tretten tredje sal]]"),
        ("a: kvar bur du", "c: [[seljordvegen 1190]]", "a: [[seljordvegen 1190]] ja"),
        # near misses
        ("c: jeg bor i [[fjordgata 12]] ja og 3 barn har jeg", "a: ja"),
        ("c: jeg bor i [[fjordgata 12]]", "a: 3 ganger har vi ringt"),
        ("c: du er nummer fjorten i køen", "a: ja"),
        ("c: tunet ligger der og ni hester", "a: ja"),
    ],
)
def test_houses_of_streets_that_were_named(talk, lines):
    assert talk("voice", *lines, language="nb") == list(lines)


@pytest.mark.parametrize(
    "lines",
    [
        (
            "a: Skriv navn og fødselsdato på jer alle",
            "c: Gitte [[12-06-72]], min mand Zoran [[3.1.60]], Isabella [[14/9 2009]] og Noah [[22/4 2012]]",
        ),
        ("a: og din fødselsdag", "c: [[4. juni 1991]] nej det er min datters min er [[23. marts 1966]]"),
        ("c: Lukas fyller år [[25. september 2019]]", "a: hurra"),
        # near misses
        ("a: Hvornår er du født?", "c: [[4. juni 1991]]. Flytningen er 1. maj kl. 10", "a: ok"),
        ("c: vi fyller opp 25 kasser hvert år", "a: ja"),
    ],
)
def test_several_dates_of_birth(talk, lines):
    assert talk("chat", *lines) == list(lines)


@pytest.mark.parametrize(
    "lines",
    [
        ("a: nummer du kan nåast på", "c: [[53 66]] nei vent det er dødt ta mobilen [[906 41 378]]"),
        ("a: kva er nummeret til dag ove", "c: vanleg er [[9 1 3 0 8]] nei [[0 9 6 4 4]]", "a: [[913 09 644]]"),
        ("c: boksen har i p [[hundre og nittito punktum hundre og sekstiåtte punktum tjue punktum én]]", "a: fint"),
        ("a: ditt nummer", "c: [[førtifem 28 40 91 66]]", "a: [[pluss førtifem 28 40 91 66]] takk"),
        (
            "a: er det [[98 22 50 19]] jeg ringer",
            "c: ja",
            "a: og hvor kan jeg nå deg",
            "c: [[fire null seks øh en ni ni og åtte sju]]",
        ),
        # near misses
        ("a: hva er fødselsnummeret", "c: [[ti null to trettiseks]] nei det er mor sitt ho er nitti", "a: ok"),
        ("a: hvilket kort er det", "c: det med [[4029 4169 3002 8888]]", "a: klokka er fjorten tjueto nå"),
        ("a: hva er kontonummeret", "c: jeg er enogtyve og har ingen konto"),
    ],
)
def test_numbers_put_right_and_read_back(talk, lines):
    assert talk("voice", *lines, language="nb") == list(lines)


@pytest.mark.parametrize(
    "lines",
    [
        ("a: og postnummeret", "c: [[enoghalvtreds]]", "a: ja", "c: [[tyve svendborg]]"),
        ("a: hva er postnummeret", "c: [[null fem åtte null oslo]]", "a: [[0580]] ja"),
        ("a: postnummer og sted", "c: [[nitti åtte hundre vadsø]]"),
        ("a: adressen", "c: det er [[h c ørsteds vej femogfyrre]]", "a: [[h c ørsteds vej 45]]"),
        ("a: er du medlem", "c: ja [[ein ein null fire fire sju]]"),
        ("c: den har nummerplade [[av syvogtyve tre nioghalvfems]]", "a: takk"),
        # near misses
        ("a: hva er postnummeret", "c: det vet jeg ikke jeg har bodd her i tjue år", "a: ok"),
        ("a: og postnummeret", "c: tyve minutter så er jeg der", "a: ja"),
        ("a: er du medlem", "c: ja i ti år"),
    ],
)
def test_postcodes_members_and_plates_that_are_said(talk, lines):
    assert talk("voice", *lines) == list(lines)


@pytest.mark.parametrize(
    "lines",
    [
        ("a: hvad er dit kodeord?", "c: [[rødgrød med fløde]]"),
        ("a: hvad kan jeg hjælpe med?", "c: har prøvet [[Lotte77 og lotte77]], begge koder er forkerte"),
        # near misses
        ("a: hvad er dit kodeord?", "c: kan ikke huske det"),
        ("a: hvad er dit kodeord?", "c: skal jeg give dig det i chatten"),
        ("c: passord til nettbrettet. ein elev i 6B har fått nettbrett",),
        ("c: den står under mine udgivelser med kode HERTHA20.",),
        ("c: jeg bruger sine erfaringer som underviser",),
        ("c: jeg logger ind som privatkunde og så sker der ingenting",),
    ],
)
def test_passwords_of_a_saying_and_codes_that_are_none(talk, lines):
    assert talk("chat", *lines) == list(lines)


@pytest.mark.parametrize(
    "lines",
    [
        ("a: har du kundenummer?", "c: [[2581433587]]", "a: fant den. lørdag mellom 9 og 14?"),
        ("a: har du kundenummer?", "c: [[40169815]]", "a: takk", "c: ikke glem at de 1 290 vil jeg ha tilbake"),
        ("a: hva er kundenummeret?", "c: kundenr [[440-8812]]", "a: er ruteren på?", "c: det er en Nokia 3310 her"),
        ("a: hva er kundenummeret?", "c: det er 44", "a: ja", "c: vent litt, jeg leter"),
        ("c: flytt den til [[Solveien 37]]", "a: til [[nr. 37]], ikke [[31]]?"),
        ("a: hva er personnummeret?", "c: de siste fem: [[11462]]"),
        ("a: fødselsdato og mobil?", "c: [[30.09.98]], [[40 66 81 53]]"),
        ("a: Skal den til [[Gamle Riksvei 244, H0201]], [[3057 Solbergelva]]?", "c: ja"),
        ("c: ja. de siste fire: [[1146]], den virket", "a: fint"),
    ],
)
def test_small_numbers_that_are_typed_answer_only_what_was_just_asked(talk, lines):
    assert talk("chat", *lines, language="nb") == list(lines)


@pytest.mark.parametrize(
    "lines",
    [
        (
            "a: Koden din for å identifisere deg i telefonen blir et ord: hva vil du ha?",
            "c: [[granateple]]",
        ),
        ("a: Du skal vælge et kodeord. Hvad skal det være?", "c: [[havregrød]]"),
        ("c: eg gløymde passordet", "a: Jau. Det nye er mellombels: [[Lunde-8-Havsule]], byt det straks."),
        ("a: Fødselsdatoane dykkar?", "c: min er [[3. mai 1962]], hans er [[4/9-1958]]"),
        ("a: Jeg skal bruge jeres fødselsdatoer", "c: min er [[21. december 1951]]. hans er vist [[12/12-1951]]"),
        ("a: Hva er kundenummeret?", "c: [[K2291]]"),
        ("c: jeg kan ikke komme ind med [[pileurt 44]]",),
        ("c: vi er logget inn som [[fjellrypa 12]]",),
        # near misses
        ("a: Du får en kode på sms. Hva vil du ha hjelp til?", "c: mobildata"),
        ("c: Feil brukernavn eller passord (kode 401-B)",),
        ("c: jeg bruger cisco anyconnect 4.10.07061",),
        ("c: Profilen har brukarnamn [[sjurpaatur]] og vart laga 03.06.2019.",),
        ("c: peer [[198.51.100.217]]:4500 not responding", "a: så er det port 4500 der bliver lukket"),
        ("a: Jeg sætter dig på fast IP, det er [[2001:db8:8eb:5d36::b97a]] på v6 og [[203.0.113.7]] på v4.",),
        ("a: kundenummer?", "c: [[4410928]]", "a: Du kan betale 12 x 201 eller 6 x 402."),
        ("a: kundenummer?", "c: [[4410928]]", "a: 24 rater á 1.249,50"),
        ("a: kundenummer?", "c: [[4410928]]", "a: Ruteren (Sagemcom F@st 5670) sendes i retur."),
        ("a: hvad er dit kundenummer?", "c: det er en Samsung WW90T534"),
        ("c: leveres til port 7, kl 9",),
        ("a: kundenummer?", "c: [[HB4471-08]]", "a: se IMG_4471.jpg"),
        ("c: ansattnr [[2211]], her er loggen 2025-02-11 09:14:02 Kernel-Power 41",),
        ("c: radiokanalane P1, P2 og P3.",),
        ("c: han ble nummer tre på 50 meter (26,57) og fire på 100-meteren (59,35)",),
        ("c: regjeringen to dokumentarfilmer",),
        ("c: det vart fødd 84 born, i 2008 var talet 109",),
        ("c: eg var ikkje eingong fødd då serien starta i 1975",),
        ("c: han kom inn som innbytar og gjorde både 2-1 og 3-1",),
        ("a: hvilken router har du? og dit kundenummer?", "c: Technicolor TG799"),
    ],
)
def test_typed_answers_and_things_that_are_none(talk, lines):
    assert talk("chat", *lines) == list(lines)


@pytest.mark.parametrize(
    ("said", "entity_type"),
    [
        ("organisasjonsnummeret er ni to sju tre tre en fem sju åtte", "NO_ORGANISASJONSNUMMER"),
        ("cvr tolv tretten nul to øh tres", "DK_CVR"),
        ("jeg har ansattnummer kp nitten nitten", "EMPLOYEE_ID"),
        ("bilen er kp nitten nitten to", "LICENSE_PLATE"),
    ],
)
def test_what_was_named_is_what_it_is(said, entity_type):
    turns = (Turn("customer", said),)
    found = Detector(names=False).detect(Conversation(id="1", language="nb", channel="voice", turns=turns))
    assert [span.entity_type for span in found[0]] == [entity_type]
