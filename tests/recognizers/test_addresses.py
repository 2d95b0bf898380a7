"""Streets, floors, doors, postcodes and towns, as they are typed and said, and what only looks like them."""

from __future__ import annotations

import pytest

from slor.recognizers.addresses import PostalPlaceRecognizer, StreetAddressRecognizer
from slor.recognizers.streets import street_strength
from slor.recognizers.towns import town_length


@pytest.mark.parametrize(
    "marked",
    [
        "jeg bor på [[Strandvejen 12]]",
        "[[Nørregade 14, st. tv.]]",
        "[[Nørregade 14 B, 2. mf.]]",
        "[[nørregade 14, 3. th]] i aarhus",
        "[[H.C. Ørsteds Vej 14, 1. sal]]",
        "[[Gl. Landevej 88]]",
        "[[Søndre Ringvej 29 C, 1. sal, dør 4]]",
        "[[Vesterbrogade 2A, kl. tv.]]",
        "[[Karl Johans gate 22]]",
        "[[Tors gt. 12, H0302]]",
        "[[Storgt. 165A]]. Hvit boks",
        "[[storgata 7b]]",
        "[[Kirkeveien 103, leil. 203]]",
        "[[Furuvn. 9]]",
        "[[Øvrebøvegen 13]], Førde",
        "vi bor i [[Bjørkelia 4]], 3032 Drammen",
        "[[Myrvoll 3]], 1415 Oppegård",
        "[[Nordre Solberg 15]], 1400 Ski",
        "[[rosenørns alle 43]]",
        "[[Lyngby Hovedgade 7]]",
        "[[Sankt Hans Torv 11]]",
        "[[strandvejen nummer 47]]",
        "[[ringkøbingvej sytten]]",
        "[[storgata femtito b]]",
        "bor på [[bakkegårdsvej fire b]]",
        "[[Gartenstraße 27]], 50667 Köln",
        "[[Amiralsgatan 78]], Malmö",
        "[[ulica Lipowa 8 m 14]]",
        "[[12 Baker Street]], London",
        "[[14/2 Marchmont Road]], Edinburgh",
        "[[12 rue Mercière]], 69002 Lyon",
        "[[Kárász utca 8]], 6720 Szeged",
        "[[Witte de Withstraat 63-C]], 3012 BN Rotterdam",
        "[[Vråbyvej 44, hus 12]], 6792 Rømø",
        "send til [[Strandvej 4]], ikke [[Strandvej 6]]",
        "[[Nørregade\u00a014]]",
        "[[Nørregade １４]]",
        "[[N\u00f8rre\u00adgade 14]]",
        "[[Å\u200bgade 14]]",
        "bur på [[A\u030asgata 14]]",
        "[[Seljordvegen 1190]], vi bor der",
        "Ditte i [[Havnegade 55, kld.]] ringer",
        "til [[Amager Fælledvej 103, 1. tv.]]",
        "[[Ndr. Ringgade 54, st. th.]]",
        "[[h c ørsteds vej 45]]",
        "[[12 Baker Street, Flat 3]], London",
        "[[Calle Mayor 4 2º B]], 28013 Madrid",
        "[[Drottninggatan 8 lgh 1102]]",
        "flyttet fra [[ullevålsvn 19]]",
        "gården, [[Tveit Østre 88]], 4640 Søgne",
        "[[Nes nedre 12]], 6854 Kaupanger",
        "jeg bor på [[Forusbeen 50]]",
        "vi bor [[brøndsted 160]]",
        "adr: [[Suosjavrreluodda 18]]",
        "adressen er [[Ved Skellet 4]]",
        "Hva er adressen?\n[[toppen 9]], 1450",
        "bor på [[Sørbygda 210]] i tynset",
        "Er det stadig [[Solbakken 3]]?\nnej [[nr 5]]",
        "adressen er Myrvegen, leilighetsnummer [[H0203]]",
        "[[Gydevang 39-41]], indgangen fra gården",
        "[[Lyngbakkerne 14]], ikke 41",
        "[[Ådalen 16, Hjerting]] 6710 esbjerg v",
        "[[Kløvermarken 14 A, 1. 3]]",
        "[[Holstenstr. 12b]], 24937 Flensburg",
        "arbeidsplassen er [[Stortorvet 10]], men",
        "jeg bor i [[Ternevej 12]], naboen i [[nr. 14]] har samme problem",
        "Bor nå i [[Kirkegata 5, inngang fra gården]], 3616 Kongsberg",
        "adressen er [[Nygata 7, inngang bak]], rett ved kiosken",
        "jeg bor [[Havnegade 22, indgang fra gården]]",
        "eg bur i [[Fjordvegen 14, underetasjen]], same stad",
        "Adressa: [[Firdavegen 20 B, 3. høgda]], 6800 Førde",
        "Adresse: [[Solbakken 4, sokkelleilighet]]",
        "send den til [[Bekkeveien 9, kjelleretasjen]]",
        # near misses
        "jeg bor i [[Kirkegata 5]], inngang til banken er et annet sted",
        "vi mødes i [[Vestergade 3]], indgangen var låst",
        "eg bur i [[Fjordvegen 14]], underetasjen er leigd ut",
        "bråk fra leilighet H0302 i natt",
        "Emne: Fraflytning [[Tørskindvej 5, kld.]]",
        "jeg bor i Aarhus 2 dage om ugen",
        "vi flytter til Norge 1. maj",
        "vi flytter til Norge 12/4",
        "jeg bor i opgang 4",
        "flyttet til afdeling 12.",
        "bor du stadig på samme adresse?\n3 gange har jeg skrevet",
        "adressen er den samme, nr. 4 i køen",
        "adressen er den samme som i 2019",
        "Storgata 2019 var stengt",
        "Kirkeveien 3810 Gvarv",
        "på vej 3 km",
        "vejen 3",
        "siden 2019",
        "rute 12 fra gate 4",
        "i dag 12 kunder",
        "oppgave 3",
        "plads 12 i køen",
        "Riksveg 7 er stengt",
        "postboks 154",
        "den 3. etage er tom",
        "vi er alle 3 hjemme",
        "skole 4 timer",
        "gade 12 kr",
        "fredag 12 marts",
    ],
)
def test_street(found, marked):
    text = marked.replace("[[", "").replace("]]", "")
    assert found(StreetAddressRecognizer, marked) == marked, text


@pytest.mark.parametrize(
    "marked",
    [
        "Nørregade 14, [[8000 Aarhus C]]",
        "vi er flyttet fra [[5034]] til [[5052]]",
        "eg flytta frå [[6800]]",
        "jeg flyttede fra 2019 til 2021 mellem tre steder",
        "flyttet til 1500 kr i stedet",
        "Haugen 3, [[5455 Halsnøy kloster]], men",
        "strandvej 4 [[4700 næstved]]",
        "Nørregade 14\n[[8000 Aarhus C]]",
        "Storgata 157, [[1592 Våler i Østfold]]",
        "[[2400 københavn nv]]",
        "[[4900 nakskov]] og så",
        "det er [[7054 ranheim]] da",
        "[[97 60 nordvågen]]",
        "[[DK-8600 Silkeborg]]",
        "[[NO-0260 Oslo]]",
        "postnummeret er [[5500 Middelfart]]",
        "i [[niogfyrre hundrede nakskov]]",
        "[[null sju fem to oslo]]",
        "Vej 1, [[7620 Lem St]]",
        "[[5772 Kværndrup]] er min mors",
        "[[8600\u00a0Silkeborg]]",
        "[[８６００ Silkeborg]]",
        "[[3000 Helsing\u00f8r]]",
        "Gartenstraße 27, [[50667 Köln]]",
        "Amiralsgatan 78, [[214 37 Malmö]]",
        "12 Baker Street, Flat 3, [[London NW1 6XE]]",
        "Avenida del Mar 22, 3A, [[29600 Marbella]]",
        "Nørregade 31 [[5250]]",
        "Solbakken 9, [[1450]]",
        "postnummeret mitt er [[9610]]",
        "kundenr 12, postnr [[7030]]",
        "Fossvegen 12, [[6973 sande i sunnfjord]]",
        "Hovlandsbrotet 5, [[5776 Nå]]",
        # near misses
        "Nørregade 14, 2019.",
        "4471 Nå ringer de igen",
        "postnummeret er forkert, 2200 kr for meget",
        "i 1998 oslo",
        "siden 2019 Oslo",
        "den 12. mars 2024 Oslo",
        "2024 modellen",
        "1250 kroner",
        "4700 kunder",
        "kl 1400 Ski",
        "ca. 8000 mennesker",
        "fejl 2233 igen",
    ],
)
def test_postal_place(found, marked):
    assert found(PostalPlaceRecognizer, marked) == marked


@pytest.mark.parametrize(("word", "looks"), [("strandvejen", True), ("storgata", True), ("kirkeveien", True)])
def test_street_words(word, looks):
    assert (street_strength(word) > 0.5) is looks


@pytest.mark.parametrize("word", ["dagen", "riksveg", "oppgave", "postboks", "online", "vejen", "gate"])
def test_words_that_only_end_like_streets(word):
    assert street_strength(word) == 0


@pytest.mark.parametrize(
    ("words", "length"),
    [("nykøbing falster nu", 2), ("oslo er", 1), ("vik i sogn og", 3), ("kgs lyngby", 2), ("ingen by", 0), ("", 0)],
)
def test_towns(words, length):
    assert town_length(words.split()) == length
