"""E-mail addresses, written, quoted, obfuscated and spoken."""

from __future__ import annotations

import pytest

from slor.recognizers.emails import AddressRecognizer
from slor.recognizers.spoken import SpokenEmailRecognizer, SpokenUrlRecognizer


@pytest.mark.parametrize(
    "marked",
    [
        "[[mette@holm.example]]",
        "skriv til [[mette.holm+faktura@firma.example]], tak",
        "<[[mette@holm.example]]>",
        "Fra: Mette Holm <[[mette_h@holm.example]]>",
        "([[mette@holm.example]])",
        "[[søren@blåbærgrød.example]]",
        "[[kjærsti@ålesund.example]]",
        '[["mette holm"@firma.example]]',
        "[[METTE@HOLM.EXAMPLE]].",
        "[[m@h.dk]]",
        "to: [[a.b@c.example]]; [[d-e@f.example]]",
        "[[mette snabel-a holm punktum dk]]",
        "er det stadig [[asq krøllalfa vesterbad punktum dk]]",
        "send det til nevøen [[ivar punktum holm krøllalfa post punktum no]]",
        "mailen er [[mette punktum holm snabel-a firma punktum dk]]",
        "det er [[siri krøllalfa nettpost punktum no]]",
        "[[siri alfakrøll nettpost punktum no]]",
        "[[mette(at)holm.dk]]",
        "[[mette (at) holm.dk]]",
        "skriv til [[mette.h(a)holm.example]]",
        "[[torkild (snabel) cykler.example]]",
        "[[mette [at] holm [dot] dk]]",
        "[[ｍｅｔｔｅ@holm.example]]",
        "[[met\u00adte@holm.example]]",
        "[[mette@ho\u200blm.example]]",
        "[[mаtte@holm.example]]",
        "[[a\u030ase@holm.example]]",
        "skriv til [[nina @ post.example]]",
        "den hedder [[nina@post . example]] uden mellemrum",
        # near misses
        "vi mødes @ torvet. Vi tager",
        "@mette på insta",
        "mette@holm",
        "3 stk @ 49,50",
        "møt meg at the station",
        "punkt (a) og (b) i aftalen",
        "prisen er 40 kr/stk@butik",
    ],
)
def test_written(found, marked):
    assert found(AddressRecognizer, marked) == marked


@pytest.mark.parametrize(
    "marked",
    [
        "[[mette punktum holm snabel a firma punktum dk]]",
        "det er [[lone krag snabela postkasse punktum dk]]",
        "[[jens bindestreg peter snabel a gmail punktum com]]",
        "[[t o v e punktum lie krøllalfa jobb punktum no]]",
        "skriv [[per understreg lund snabel a outlook dot dk]] så",
        "[[ola syttini krøllalfa nett punktum no]]",
        "[[thorkild bohn i et ord snabel a bakkely punktum example]]",
        # near misses
        "en krøllet alfa romeo",
        "punktum og slut",
        "hun er alfa i flokken",
    ],
)
def test_spoken(found, marked):
    assert found(SpokenEmailRecognizer, marked) == marked


@pytest.mark.parametrize(
    "marked",
    [
        "gå ind på [[firma punktum dk skråstreg mette bindestreg holm]]",
        "lenka er [[firma punktum no skråstrek kunde skråstrek to hundre og fire]]",
        "firma punktum dk skråstreg hjælp",
        "enten skråstreg eller",
    ],
)
def test_spoken_web_addresses_only_of_people(found, marked):
    assert found(SpokenUrlRecognizer, marked) == marked
