"""Bank accounts, IBANs and cards."""

from __future__ import annotations

import pytest

from slor.recognizers.payments import (
    NordicBankAccountRecognizer,
    NordicCardRecognizer,
    NordicIbanRecognizer,
    has_account_checksum,
    has_iban_checksum,
    has_luhn,
)


@pytest.mark.parametrize(
    "marked",
    [
        "kontonr [[1503.22.65410]]",
        "konto [[1503 22 65410]]",
        "kontonummer: [[15032265410]]",
        "betal til [[1503.22.65410]]",
        "reg. [[2217]] konto [[8970112233]]",
        "reg.nr. [[9570]] kontonr. [[0012345678]]",
        "overfør til [[9570-0012345678]]",
        "konto [[9570 12345678]]",
        "min konto: [[9570 0012 345 678]]",
        "kontonr [[１５０３.２２.６５４１０]]",
        "konto [[1503\u00a022\u00a065410]]",
        # near misses
        "WAN 1: 93.162.80.42 /30, gateway",
        "ring 22 33 44 55",
        "1250 kr",
        "fnr 120561 39271",
        "ordre 99887766554",
        "kundenummer 15032265",
    ],
)
def test_bank_account(found, marked):
    assert found(NordicBankAccountRecognizer, marked) == marked


@pytest.mark.parametrize(
    "marked",
    [
        "IBAN [[DK50 0040 0440 1162 43]]",
        "[[NO9386011117947]]",
        "iban: [[no93 8601 1117 947]]",
        "[[DE89 3704 0044 0532 0130 00]]",
        "[[SE45 5000 0000 0583 9825 7466]]",
        "[[GB29 NWBK 6016 1331 9268 19]]",
        "til [[FO62 6460 0001 6316 34]] tak",
        "IBAN [[DK50-0040-0440-1162-43]]",
        "[[ＤＫ50 0040 0440 1162 43]]",
        "[[NO93\u00a08601\u00a01117\u00a0947]]",
        # near misses
        "DK50 0040",
        "model DE89-3704",
        "Vedtaket om å gi 30.000 offentlig ansatte ett år",
        "NO 12 34",
    ],
)
def test_iban(found, marked):
    assert found(NordicIbanRecognizer, marked) == marked


@pytest.mark.parametrize(
    "marked",
    [
        "kort [[4571 9900 0000 0001]]",
        "visa [[4571990000000001]]",
        "[[4571-9900-0000-0001]]",
        "kortnummer [[5413 3300 8909 9999]]",
        "amex [[3714 496353 98431]]",
        "dankort [[5019 7170 1010 3742]]",
        "[[４５７１ ９９００ ００００ ０００１]]",
        "visa [[4925 **** **** 1022]]",
        "kort [[457112******9012]]",
        "kort [[5299-1001-1606-2958]] 08/28",
        "betalt med [[5413 8876 5484 0123]] 22. august",
        # near misses
        "linjen **** er tom",
        "imei 352811049912047",
        "ordre 4571",
        "kid 1234567890123456789012",
        "12 34 56 78",
    ],
)
def test_card(found, marked):
    assert found(NordicCardRecognizer, marked) == marked


def test_checksums():
    assert has_account_checksum("86011117947") and not has_account_checksum("86011117948")
    assert has_iban_checksum("NO9386011117947") and not has_iban_checksum("NO9386011117948")
    assert has_luhn("4539578763621486") and not has_luhn("4539578763621487")


def test_a_right_checksum_raises_the_score():
    right, wrong = (
        NordicIbanRecognizer().analyze(text, ["IBAN_CODE"])[0].score for text in ("NO9386011117947", "NO9386011117948")
    )
    assert right > wrong
