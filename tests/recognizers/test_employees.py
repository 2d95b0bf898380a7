"""Employee numbers and initials, and the capitals that are no colleague."""

from __future__ import annotations

import pytest

from slor.recognizers.employees import EmployeeIdRecognizer


@pytest.mark.parametrize(
    "marked",
    [
        "ansattnr [[30417]]",
        "medarbejdernummer: [[4471]]",
        "medarbejder [[4471]]",
        "ansattnummeret mitt er [[3017]]",
        "Medarbejdernr. [[M-2207]]",
        "sagsbehandler-id [[SB-2207]]",
        "mitt ressursnummer er [[77102]]",
        "lønnsnummer [[5512]]",
        "vagtnummer [[V-118]], jeg sidder i receptionen",
        "operatør-id [[OP4471]]",
        "adgangskort [[11902]]",
        "lappen: vakt [[4407]] var her 12/3",
        "Eg er agent [[NB-204]]",
        "sagsbehandler [[1402]] svarede",
        "initialer [[MEHO]]",
        "signaturen min i systemet er [[toha]]",
        "Betjent nr. [[214]] skreiv det ut",
        "kollega [[MHOL]] ringer",
        "Jeg er ansatt [[20418]] her",
        "Mette Holm ([[MEHO]])",
        "Sorcha Livija Nielsen ([[SLNI]])",
        "Cecilie Ø. Bang, init. [[CEØB]]",
        "Sagen ligger hos [[JOBK]], som ringer",
        "Saken er tildelt [[KASO]]",
        "Jeg har skrevet til butikken, at [[LHAS]] har godkendt det, kunden ved det",
        "telefonen: [[THOSAN]] tar [[LIVHAUs]] kveldsvakt",
        "kunden: [[YBC]] lukker sagen",
        "sig [[VIHO3]], så får kunden fat i mig",
        "på lappen til kunden: [[JBJ-07]], og det er",
        "ho står med [[mabz-07]] i kundesystemet",
        "Oprettet af [[SYLI]] i kundens sag",
        "sagen: [[ＪＯＢＫ]] ringer",
        "mit lokale id er [[ab4471]]",
        "ID-kort [[P-22019]]",
        "Registrert av [[BJHA]], fulgt opp av [[IDNE]]",
        "Jeg setter deg over til [[ASKR]] på teknisk",
        "sakshandsamar [[4402]] ringde",
        "Mvh Ådne, tilsettnr. [[7730-Å]]",
        "medarb.nr. [[4471-B]]",
        "Hans nummer på skiltet er det [[4471]]?",
        "nummeret på hans skilt var [[4471]]",
        "nummeret på skiltet hennar er [[5518]]",
        "nummeret på navneskiltet var [[2218]]",
        "der stod [[8812]] på hendes navneskilt",
        "Hilsen\nIb ([[ibk3]])",
        "Mvh Lone ([[lhk]])",
        "Dine initialer?\n[[lhk]]",
        "Hva er initialene dine?\nde er [[tso]].",
        "Betjent nr. [[214]] var her",
        "ansattnr. [[310]], f. 30.09.2001",
        "montør nr [[0418]]",
        "Kunden fik et notat fra vores tekniker ([[JKR]]) i går",
        # near misses
        "har det blitt tilsett 15 nye menneske",
        "vi har ansatt 12 i år",
        "kunden skriver EORI på papiret",
        "kunden er Svea Kulkompani AS (SVKU)",
        "ho er tilsett ved sjukehuset sia 1998",
        "sports-tv-kanalen SPNW (Sports Network) er kjøpt",
        "Dine initialer?\nhvad",
        "bussens nummer på skiltet er 4471",
        "Hilsen Ib (ibrugtagning)",
        "Hilsen Per (privat)",
        "bestillings-id er ab4471",
        "HVORFOR SVARER I IKKE PÅ MAIL",
        "jeg bruger TDC og har MitID",
        "IKEA har ringet om kunden",
        "brug HDMI, ikke USB",
        "OECD tar stilling",
        "NATO har sagt det",
        "prisen er 200 DKK",
        "sendt som PDF til kunden",
        "jeg ALDRIG har bestilt det, kundenr 22",
        "kunden er ansat i SSAB og handler i JYSK",
        "Containeren HLXU står på kaj 4, sig det til kunden",
        "signaturen mangler",
        "vores konsulent (CRM) hjælper kunden",
        "en tekniker 14. maj",
        "tekniker 2500 kr i timen",
        "sagsbehandler 1200-1400",
        "ansat siden 2019",
        "vi er 30 ansatte",
        "kundens log:\n[08:02:11] [AUTH] src=10.50.14.201 result=FAIL",
    ],
)
def test_employee_id(found, marked):
    assert found(EmployeeIdRecognizer, marked) == marked


def test_initials_between_turns(found):
    marked = "Hej, hvem talte jeg med?\nDet var [[HEBR]] du havde i røret"
    assert found(EmployeeIdRecognizer, marked) == marked
