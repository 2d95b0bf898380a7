"""Usernames and passwords where the text says that they are, and the words that are neither."""

from __future__ import annotations

import pytest

from slor.recognizers.passwords import PasswordRecognizer
from slor.recognizers.usernames import UsernameRecognizer


@pytest.mark.parametrize(
    "marked",
    [
        "brugernavn: [[jespermikkel]]",
        "brukernavn [[fjellgeita]]",
        "mit brugernavn er [[tulipan77]]",
        "mit login er [[tulipan_per]]",
        "jeg er logget ind som [[birgit.sorthøj]]",
        "brukarnamnet er [[fjelltausa]]",
        "username: [[mholm88]]",
        "discord: [[kornblomst#4471]]",
        "Sinan får brugernavnet [[sinyil-mid]] til netbank",
        "logg inn på sentralen med [[fjelltun-adm]] og passordet Rev4og2Mus",
        "brukernavn eller e-post virker ikke",
        "logg inn med min-side.no og passord",
        "brugernavn [[lars understreg bang]]",
        "kan du rette [[hr_bang]] i systemet",
        "logger ind med [[ｍholm88]]",
        "brugernavn: [[m\u00adholm88]]",
        "prøv at slå [[jkr0412]] op, det er mit login",
        "jeg bruker [[steinar-h7]] som brukernavn",
        "kontoen min heter [[fjellrev]] på nettsida",
        "profilen min heter [[skogstroll]]",
        "eg er [[hallv71]] på mi side",
        "jeg hedder [[rikke.rask.3]] på messenger",
        "snapen min er [[idaa.05]]",
        "mit discord er [[viking99#4471]]",
        "kan dere slette kontoen [[lillegull92]]",
        "jeg har to kontoer, [[ranheim88]]",
        "logget på som [[EKSTERN\\svea]]",
        "i loggen står: user [[tlr@kontoret]] not found",
        "login failed for user=[[torgils_a]] from",
        "logger inn som [[mona@resepsjon]]",
        "hvad er dit login?\n[[jnh]]",
        "Hva er brukernavnet ditt?\ndet er [[mkb]].",
        "kallenavnet mitt er [[fjellgeita]]",
        "vipps-navnet mitt er [[fjellrypa]]",
        "vippsnamnet er [[kari.fjell]].",
        "mit mobilepay-navn er [[boks4471]]",
        # near misses
        "vipps-navnet er feil",
        "epost som går under kallenavnet dritt, men",
        "brugernavn og kode får du på vores side, holmvand.dk/selvbetjening, i dag",
        "brukernavnet står i fila liste_2024.xlsx",
        "Hva er brukernavnet ditt?\nvet ikke",
        "hvad er dit login?\nikke nu",
        "i loggen står: user not found",
        "brukernavn: ingen, men FORTI-402 feil",
        "C:\\brukere\\felles er full",
        "min konto hedder budgetkonto",
        "profilen min heter det samme som før",
        "jeg kan ikke logge ind som privatkunde",
        "jeg er her.men ingen kommer",
        "jeg er covid19 smittet",
        "XR-2200 er ikke brugernavnet",
        "brugernavnet virker ikke",
        "brugernavnet er forkert",
        "jeg har glemt brugernavn og kode",
        "log ind på siden",
        "brugernavn og adgangskode",
        "billede img_2041.jpg er vedhæftet",
        "logger du ind med MitID?",
    ],
)
def test_username(found, marked):
    assert found(UsernameRecognizer, marked) == marked


@pytest.mark.parametrize(
    "marked",
    [
        "password: [[Hund3hvalp!]]",
        "koden er [[Bølgen-22]]",
        "passord [[Elv3bredden]]",
        "passordet er [[Sol&Regn2020]] nå",
        "adgangskoden er [[sommerhus]]",
        "wifi-koden: [[q8Tz-77-bnk]]",
        "kodeord [[Brunost_77]]",
        "passord: [[kvikklunsj4ever]]",
        "adgangskode: [[rabarber udråbstegn ti]]",
        "kode: [[Bølgen\u201122]]",
        "passordet er nullstilt. Det står bare [[Kx7-pRTu-09]] på lappen",
        "Hytte | Passord\nH0302 | [[torsk-sei-hyse]]",
        "engangspassord: [[Lamahatt6]]",
        "nøkkelen er [[417230-090552-338811-604219-170038-552486-019327-441760]]",
        "det hemmelige ord er [[citronmåne]]",
        "koden til nettet er [[kjøttkaker]]",
        "nettverksnøkkelen er [[A7B9C1D2E3]]",
        "WPA nøglen er [[1234567890abcdef]]",
        "Passordet er gått ut.\nok\nDet nye er mellombels: [[Lunde-8-Havsule]], byt det straks.",
        "login: fam.berg / [[Sommerhus!7]]",
        "wifi-kode: [[82134577]]",
        "Fælles startkode er [[Forår_Sol_12]], og den skal skiftes",
        "har lagt inn et kodeord på deg. Det er [[Hestehov]], og vi spør etter det",
        'på lappen står det "admin / [[kaffi2020]]"',
        "gjest/[[Skogsti7]] er satt opp",
        "Førstegangskode: [[Tag.Sten.Bro.5]]. Du bliver bedt om en ny",
        # near misses
        "Bilder (ikke noe passord). Kameraet sier 17:42:09, kamera nr 4.",
        "passord 8 tegn minimum",
        "koden til nettet er feil",
        "koden til nettbanken er sperret",
        "koden til routeren er væk",
        "Feil brukarnamn eller passord (AUTH-302)",
        "passordet fungerer ikke",
        "jeg har glemt passordet",
        "koden er forkert",
        "fejl med kode E-07",
        "rabatkode på 10 %",
        "adgangskoden skal være lang",
        "password og brugernavn",
        "passordet mitt virker ikke lenger",
        "passord til Wi-Fi-ruteren og e-post-kontoen",
        "417230-090552 er ordrenummeret",
    ],
)
def test_password(found, marked):
    assert found(PasswordRecognizer, marked) == marked


def test_a_made_up_word_is_found_again(found):
    marked = "koden er [[Tulipan77x]]. Nå, du skriver [[Tulipan77x]]? Ja."
    assert found(PasswordRecognizer, marked) == marked
