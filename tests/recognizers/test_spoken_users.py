"""User names that are agreed on in speech.

`[[…]]` marks what must be found, and everything else must be left.

A line begins with who says it, `c` for the customer, `a` for the agent.
"""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "nn",
            (
                "a: du treng eit nytt brukarnamn i nettbanken òg det gamle [[sveinmagnegull]] er låst no "
                "kallar eg deg [[s ytreøyna femtisju]]",
                "c: kan vi ikkje kalle det [[svein båt]]",
                "a: nei det er berre bokstavar og tal men du får [[sveinbåt sju]] om det passar",
            ),
        ),
        (
            "da",
            (
                "a: jeg laver et nyt brugernavn til dig så kalder jeg dig [[knudholt otteogtyve]]",
                "c: kan i ikke kalde mig [[knud ålegård]] i stedet",
                "a: nej men du får [[knudål seks]] er det i orden",
            ),
        ),
        ("da", ("a: hvad er din mail", "c: yusra", "a: og så", "c: den [[a l h a m]] så tallene [[nul og tre]]")),
        ("nb", ("a: les opp det som står på måleren", "c: tallet er fire to åtte")),
        (
            "nb",
            (
                "a: brukernavnet ditt er sperret så jeg kaller deg [[tordivel sytten]] fra nå",
                "c: ok",
            ),
        ),
        (
            "nb",
            (
                "a: du trenger et nytt brukernavn",
                "c: kan det være [[havskumring åtte]]",
                "a: den er tatt men du kan få [[havskumring åttini]]",
            ),
        ),
        (
            "nn",
            (
                "a: kva er brukarnamnet til dykk",
                "c: det er [[fossheim revy]] i eitt ord og så [[to fire]]",
                "a: [[fossheimrevy]] [[tjuefire]] og kva seier skjermen",
            ),
        ),
        (
            "da",
            (
                "a: hvad er jeres brugernavn",
                "c: [[havnegade kor]] i et ord og så [[syv syv]]",
                "a: [[havnegadekor]] [[syvoghalvfjerds]] tak",
            ),
        ),
        (
            "nb",
            (
                "a: hva er brukernavnet",
                "c: det er [[skogmus]] i ett ord og så [[null tre]] bak",
                "a: [[skogmus null tre]] fant den",
            ),
        ),
        ("da", ("c: min bruger er [[asante enoghalvfems]] og den siger fejl fem hundrede og tre",)),
        (
            "da",
            (
                "a: hvad logger du ind med",
                "c: [[villads pilegård]] ud i et og så [[ni to]]",
                "a: [[villadspilegård tooghalvfems]]",
            ),
        ),
        (
            "nb",
            (
                "a: du trenger et nytt brukernavn",
                "c: ja vi kaller den bilen bare traktoren",
                "a: ok du får en melding om ti minutter",
            ),
        ),
        (
            "da",
            (
                "c: vi kalder ham bare den lille",
                "a: du får et nyt kort om tre dage",
            ),
        ),
        (
            "nn",
            (
                "a: kva er brukarnamnet",
                "c: eg hugsar det ikkje kan de kalle meg opp seinare",
                "a: ja du får svar klokka to",
            ),
        ),
        ("da", ("a: brugernavnet er nulstillet og du får tre forsøg",)),
    ],
)
def test_user_names_that_are_agreed_on(heard, language, lines):
    assert heard(language, lines) == lines
