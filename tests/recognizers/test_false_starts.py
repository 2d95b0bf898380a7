"""Identifiers that are begun, broken off and begun anew.

`[[…]]` marks what must be found, and everything else must be left.

A line begins with who says it, `c` for the customer, `a` for the agent.
"""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "da",
            (
                "a: hvad er dit telefonnummer",
                "c: [[enogtyve]] nej [[toogtyve fireogtyve syv seks fem ni]]",
            ),
        ),
        (
            "nb",
            (
                "a: hva er nummeret",
                "c: [[førti]] nei [[førtien sekstito atten nitti]]",
            ),
        ),
        (
            "nn",
            (
                "a: mobilnummeret",
                "c: [[nitti]] nei vent [[nittiein førti tjueto trettiseks]]",
            ),
        ),
        (
            "da",
            (
                "a: og registreringsnummeret på kontoen",
                "c: [[ni nul]] nej [[ni tre halvfems]] og kontonummeret [[fire fire tolv øh syv syv nul en]]",
            ),
        ),
        (
            "nb",
            (
                "a: kontonummeret",
                "c: [[femten]] nei [[seksten null sju trettito elleve to null sju en]]",
            ),
        ),
        (
            "nb",
            (
                "a: kundenummeret",
                "c: [[fire fire null]] og så [[strek sju en]]",
            ),
        ),
        (
            "da",
            (
                "a: hvad er medarbejdernummeret",
                "c: [[otte nul bindestreg toogfyrre]]",
            ),
        ),
        (
            "da",
            (
                "a: hvad er nummerpladen",
                "c: det er [[c k]] som i kaj og så [[fireogtyve otte nul to]]",
            ),
        ),
        (
            "nb",
            (
                "a: registreringsnummeret",
                "c: [[e for elektrisk l]] og så [[niogførti ni sju tre]]",
            ),
        ),
        (
            "nn",
            (
                "a: kva skilt har bilen",
                "c: [[s v]] og så [[tjueto]] nei [[tjuetre null åtte fem]]",
            ),
        ),
        (
            "da",
            (
                "a: hvad er dit login",
                "c: jeg tror det er [[mette punktum holm otte]] eller noget",
            ),
        ),
        ("nb", ("c: jeg logger inn med [[kari understrek berg sju]] men passordet er glemt",)),
        (
            "nn",
            (
                "a: kva brukarnamn har du",
                "c: [[o hauge tjueein]] trur eg nei [[o hauge tjueto]]",
            ),
        ),
        (
            "da",
            (
                "a: hvor bor du",
                "c: [[øster farimagsgade et hundrede og to tredje til venstre]]",
            ),
        ),
        (
            "nb",
            (
                "a: hvor skal pakken",
                "c: til [[seljeveien nummer elleve b]] i [[tretten sekstien østerås]]",
            ),
        ),
        (
            "nn",
            (
                "a: adressa di",
                "c: eg bur i [[skuleråsa tre]]",
            ),
        ),
        ("da", ("c: vi er flyttet fra [[elmegade ni]] til [[rosenhaven tyve]] sidste fredag",)),
        ("nb", ("c: det er [[gamle drammensvei femogførti oppgang to]]",)),
        (
            "da",
            (
                "a: hvilken adresse er det",
                "c: [[vedbæk strandvej tre hundrede og elleve]] [[to ni fem nul vedbæk]]",
            ),
        ),
        (
            "nb",
            (
                "a: hva er ip adressen",
                "c: [[en ni to punktum en seks åtte punktum null punktum en]]",
            ),
        ),
        (
            "da",
            (
                "a: kan du læse imei",
                "c: [[tre fem otte]] ja [[ni nul nul et]] hov [[ni nul nul to tre tre fire fire fem fem seks]]",
            ),
        ),
        (
            "nn",
            (
                "a: fødselsdatoen hennar",
                "c: [[nittande i tolvte]] og så årstalet [[nittenåttito]]",
            ),
        ),
        (
            "da",
            (
                "a: hvornår er han født",
                "c: i [[halvfjerds den niende oktober]]",
            ),
        ),
        (
            "nb",
            (
                "a: når er du født",
                "c: [[den tjueniende eh februar]] skuddår vet du [[seksogfemti]]",
            ),
        ),
        (
            "da",
            (
                "a: hvad skal koden være",
                "c: adgangskoden er [[solsikke toogfyrre]] med stort s",
            ),
        ),
        (
            "nn",
            (
                "a: fødselsnummer takk",
                "c: [[nul fire nul fem seksti]]",
                "a: ja",
                "c: og så [[tre eh tre åtte]]",
                "a: ja",
                "c: [[null sju]]",
            ),
        ),
        (
            "nb",
            (
                "a: da trenger jeg fødselsnummeret ditt",
                "c: [[sytten null åtte sekstisju]] og de siste husker jeg aldri vent [[tre fire to åtte en]]",
            ),
        ),
    ],
)
def test_what_is_begun_anew(heard, language, lines):
    assert heard(language, lines) == lines
