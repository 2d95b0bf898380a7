"""E-mail addresses told over several turns, read back and put right."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "lines",
    [
        (
            "a: og mailadressen",
            "c: det er [[jens b nielsen syvogtres]]",
            "a: ja",
            "c: [[krøllealfa hotmail]]",
            "a: okay og så",
            "c: [[punktum dk]]",
        ),
        (
            "a: kan du stave din mail",
            "c: [[k a r s t e n understregning l snabel a]]",
            "a: ja",
            "c: [[stofanet punktum dk]]",
            "a: [[karsten understregning l snabel a stofanet punktum dk]]",
        ),
        (
            "a: hvilken mail skal jeg sende den til",
            "c: det er [[lone punktum ravn snabel-a yahoo punktum dk]]",
            "a: [[lone punktum ravn]] ja",
            "c: ja",
            "a: [[yahoo punktum dk]]",
        ),
        ("c: mailen er [[h j snabel a post punktum tele punktum dk]]", "a: [[hj]]", "c: ja [[h j]]"),
        # near misses
        ("a: har du en mail", "c: ja", "a: hvilken", "c: den gamle"),
    ],
)
def test_danish_addresses_over_turns(heard, lines):
    assert heard("da", lines) == lines


@pytest.mark.parametrize(
    "lines",
    [
        (
            "a: eposten din",
            "c: [[l a r s understrek førtito]]",
            "a: ja",
            "c: [[alfakrøll]]",
            "a: ja",
            "c: [[gmail punktum com]]",
        ),
        ("c: ja fredrikke uten k og så [[krøllalfa kjappost punktum no]]",),
        ("c: ja olga punktum moen alt i ett [[krøllalfa hjemnett punktum no]]",),
        ("c: nei vent med o e [[torunn punktum boe krøllalfa outlook punktum com]]",),
        ("c: nei den er med punktum imellom [[krøllalfa posten bindestrek vest punktum no]]",),
        ("a: er det e-posten din [[asgeir punktum haug krøllalfa fjordpost punktum no]]",),
        (
            "c: [[gunn punktum myr krøllalfa enivest punktum net]]",
            "a: [[gunn punktum myr]]",
            "c: ja og så [[enivest punktum net]]",
            "a: notert",
        ),
    ],
)
def test_norwegian_addresses_over_turns(heard, lines):
    assert heard("nb", lines) == lines
