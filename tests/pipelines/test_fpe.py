"""FF1 against NIST's sample vectors, and what format-preserving encryption promises."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slor.pipelines.fpe import FF1

KEY = "2B7E151628AED2A6ABF7158809CF4F3CEF4359D8D580AA4F7F036D6F04FC6A94"
DECIMAL_TWEAK = "39383736353433323130"
BASE36_TWEAK = "3737373770717273373737"
BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"

# NIST, "Block Cipher Modes of Operation: FF1 samples", samples 1 to 9
NIST = [
    (128, 10, "", "0123456789", "2433477484"),
    (128, 10, DECIMAL_TWEAK, "0123456789", "6124200773"),
    (128, 36, BASE36_TWEAK, "0123456789abcdefghi", "a9tv40mll9kdu509eum"),
    (192, 10, "", "0123456789", "2830668132"),
    (192, 10, DECIMAL_TWEAK, "0123456789", "2496655549"),
    (192, 36, BASE36_TWEAK, "0123456789abcdefghi", "xbj3kv35jrawxv32ysr"),
    (256, 10, "", "0123456789", "6657667009"),
    (256, 10, DECIMAL_TWEAK, "0123456789", "1001623463"),
    (256, 36, BASE36_TWEAK, "0123456789abcdefghi", "xs8a0azh2avyalyzuwd"),
]

digits = st.text("0123456789", min_size=6, max_size=40)
cipher = FF1(bytes(range(32)), radix=10)


@pytest.mark.parametrize(("bits", "radix", "tweak", "plain", "sealed"), NIST)
def test_nist_samples(bits: int, radix: int, tweak: str, plain: str, sealed: str) -> None:
    ff1 = FF1(bytes.fromhex(KEY)[: bits // 8], radix)
    encrypted = ff1.encrypt([BASE36.index(c) for c in plain], bytes.fromhex(tweak))
    assert "".join(BASE36[n] for n in encrypted) == sealed
    assert ff1.decrypt(encrypted, bytes.fromhex(tweak)) == [BASE36.index(c) for c in plain]


@pytest.mark.parametrize(("bits", "radix", "tweak", "plain", "sealed"), [s for s in NIST if s[1] == 10])
def test_nist_samples_in_a_batch(bits: int, radix: int, tweak: str, plain: str, sealed: str) -> None:
    ff1 = FF1(bytes.fromhex(KEY)[: bits // 8], radix)
    assert ff1.encrypt_digits([plain, plain], bytes.fromhex(tweak)) == [sealed, sealed]


@given(st.lists(digits, max_size=8), st.binary(max_size=20))
def test_batch_is_one_by_one_and_goes_back(values: list[str], tweak: bytes) -> None:
    encrypted = cipher.encrypt_digits(values, tweak)
    assert encrypted == [cipher.encrypt_digits([value], tweak)[0] for value in values]
    assert [len(e) for e in encrypted] == [len(v) for v in values]
    assert cipher.decrypt_digits(encrypted, tweak) == values


def test_it_is_a_permutation() -> None:
    values = [f"{n:06d}" for n in range(20_000)]
    assert len(set(cipher.encrypt_digits(values))) == len(values)


@pytest.mark.parametrize("short", ["", "1", "12345"])
def test_a_small_domain_is_refused(short: str) -> None:
    with pytest.raises(ValueError, match="at least 1000000"):
        cipher.encrypt_digits([short])


def test_a_numeral_outside_the_radix_is_refused() -> None:
    with pytest.raises(ValueError, match="outside the radix"):
        FF1(bytes(16), radix=10).encrypt([1, 2, 3, 4, 5, 10])
