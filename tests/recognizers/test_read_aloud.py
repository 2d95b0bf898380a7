"""Numbers and dates read aloud over many turns: heard, misheard, repeated, put right. Notation as in `test_talks`."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "lines",
    [
        (
            "a: må jeg få et nummer at ringe tilbage på",
            "c: så her er det [[femogtyve]]",
            "c: [[halvtreds]]",
            "c: [[enoghalvfjerds]]",
            "c: [[fire]]",
            "a: [[fire]]",
            "c: nej [[fireogfirs]]",
        ),
        (
            "a: mobil",
            "c: [[fireogtyve elleve]]",
            "a: undskyld forbindelsen er dårlig",
            "c: [[fire og tyve elleve]]",
            "a: ja",
            "c: [[otte syv]]",
            "a: [[otteoghalvfems]] sagde du",
            "c: nej [[otte syv og tre tre]]",
        ),
        (
            "c: så ring på [[nitten fireogtredive seksoghalvtreds otteoghalvfjerds]]",
            "a: altså [[niogtyve fireogtredive seksoghalvtreds otteoghalvfjerds]]",
        ),
        (
            "a: jeg tager kortet over telefonen bare fire og fire",
            "c: [[femogfyrre enoghalvfjerds]]",
            "a: ja",
            "c: [[femoghalvfems nul syv nioghalvtreds halvtreds]]",
        ),
        # near misses
        ("a: hvor mange linjer har I", "c: fire", "a: fire", "c: nej fem"),
        ("a: hvad koster det", "c: fireogtyve tusind tak", "a: selv tak"),
    ],
)
def test_a_number_as_it_is_heard(heard, lines):
    assert heard("da", lines) == lines


@pytest.mark.parametrize(
    "lines",
    [
        (
            "a: og så dit cpr nummer",
            "c: ja det er [[den fjerde i femte nittenseksogfirs]] og så [[toogtyve enogfyrre]]",
        ),
        ("a: dit cpr nummer tak", "c: [[treogtyvende i tolvte otteogfyrre]] bindestreg [[nul syv enogtres]]"),
        ("c: min mor er født i [[otteogtredive den nittende november]]",),
        ("a: hvornår er du født", "c: i [[toogfyrre den tolvte i tiende]]"),
        (
            "c: hans cpr er [[ellevte]]",
            "a: [[ellevte]]",
            "c: [[i niende]]",
            "a: ja",
            "c: [[nul to]]",
            "a: og de fire sidste",
            "c: [[halvtreds tretten]]",
        ),
        (
            "a: hvad er dit cpr nummer",
            "c: [[den fjerde]]",
            "a: [[fjerde]]",
            "c: [[i femte]]",
            "a: ja",
            "c: [[nitten seksogfirs]]",
            "a: og",
            "c: [[syvogtyve fire to]]",
        ),
        (
            "a: hvilken dag har du fødselsdag",
            "c: [[den sekstende]]",
            "a: i hvilken måned",
            "c: [[april]]",
            "a: og årstal",
            "c: [[nitten fireogtres]]",
        ),
        (
            "c: mit cpr er [[elvte]] nej vent [[tolvte februar nitten fireogtyve]] og så er det "
            "[[nul otte tooghalvtreds]]",
            "a: tak",
        ),
        ("a: hvad er din fødselsdato", "c: [[atten nul fem seksogfirs]]", "a: [[attende i femte seksogfirs]] tak"),
        # near misses
        ("c: jeg har fødselsdag i morgen jeg bliver tooghalvfjerds", "a: tillykke", "c: vi bliver seksogtyve"),
        ("a: hvornår blev det bestilt", "c: den fjerde", "a: i hvilken måned", "c: femte"),
        ("a: dit cpr nummer", "c: [[260462 2061]]", "a: du er meldt ledig den tredje"),
    ],
)
def test_birth_dates_over_turns(heard, lines):
    assert heard("da", lines) == lines


@pytest.mark.parametrize(
    "lines",
    [
        (
            "c: så ring på [[tolv fireogtredive seksoghalvtreds otteoghalvfjerds]]",
            "a: så det var [[tolv fireogtredive seksoghalvtreds otteoghalvfjerds]]",
            "c: næsten det er [[niogtyve]] i starten ikke [[tolv]]",
        ),
        (
            "a: jeg læser det op [[treogtyve femogfyrre syvogtres nioghalvfems]]",
            "c: nej det er [[otteoghalvfems]] til sidst",
            "a: [[otteoghalvfems]] godt",
        ),
        (
            "c: der står [[tyve tyve fire fire]] men mit nummer skal være [[tyve tyve femten fire fire]]",
            "a: altså [[tyve tyve femten fireogfyrre]]",
        ),
        # near misses
        ("c: scoren blev enogtyve nitten og så toogtyve tyve", "a: det var tæt"),
        ("a: og kundenummeret", "c: prisen det var femogtredive hundrede og otteoghalvtreds"),
    ],
)
def test_bits_put_right(heard, lines):
    assert heard("da", lines) == lines


@pytest.mark.parametrize(
    "lines",
    [
        ("c: du kan ringe meg på [[nisju nullnull tolv nittifire]]",),
        (
            "a: kva er telefonnummeret ditt",
            "c: det er [[nitti åtte og førr]]",
            "a: ja",
            "c: [[eitt og tjue sju og sytti]]",
        ),
        ("a: har du kundenummer", "c: ja [[førtifire tusen to hundre og elleve]]", "a: [[44211]] der var du"),
        (
            "a: nummeret er [[førtien tjueto seksten null null]]",
            "c: [[førtien tjueto]] ja så [[sytten]] ikke [[seksten]]",
        ),
        (
            "a: hva er nummeret",
            "c: [[null null førtisju sju fem åtte null]] og så [[fem seks null en]]",
            "a: [[pluss førtisju syttifem åtti femtiseks null en]] da ringer vi",
        ),
        # near misses
        ("a: og kundenummeret", "c: det vet jeg ikke men summen er tolv hundre og femti"),
        ("c: egenandelen er seks tusen men bonusen beholder du",),
    ],
)
def test_norwegian_numbers_put_together(heard, lines):
    assert heard("nb", lines) == lines
