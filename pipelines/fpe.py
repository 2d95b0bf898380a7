"""FF1, the format-preserving encryption of NIST SP 800-38G, on AES from `cryptography`.

The one well-kept FF1 package for Python (fpr-ff1, MIT) asks for Python 3.12; Slør runs on 3.11. The tests hold all nine
of NIST's sample vectors.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

MIN_DOMAIN: Final = 1_000_000
_ROUNDS: Final = 10
_WIDE: Final = 18  # up to this many decimal digits a half and its round value fit 64 bits
_BATCH: Final = 8192


class FF1:
    """FF1 under one key and radix; numerals are sequences of ints below the radix."""

    def __init__(self, key: bytes, radix: int) -> None:
        self.radix = radix
        self._cipher = Cipher(algorithms.AES(key), modes.ECB())  # noqa: S305 - FF1 is built of single AES blocks

    def encrypt(self, numerals: Sequence[int], tweak: bytes = b"") -> list[int]:
        """Encrypts numerals into as many numerals.

        Raises:
            ValueError: there are fewer than `MIN_DOMAIN` such sequences.
        """
        return self._feistel(numerals, tweak, decrypt=False)

    def decrypt(self, numerals: Sequence[int], tweak: bytes = b"") -> list[int]:
        """Undoes `encrypt`."""
        return self._feistel(numerals, tweak, decrypt=True)

    def encrypt_digits(self, values: Sequence[str], tweak: bytes = b"") -> list[str]:
        """Encrypts strings of ASCII decimal digits, each into as many digits; many of one length go together."""
        return self._digits(values, tweak, decrypt=False)

    def decrypt_digits(self, values: Sequence[str], tweak: bytes = b"") -> list[str]:
        """Undoes `encrypt_digits`."""
        return self._digits(values, tweak, decrypt=True)

    def _digits(self, values: Sequence[str], tweak: bytes, *, decrypt: bool) -> list[str]:
        if self.radix != 10:
            raise ValueError("digits need radix 10")
        by_length: dict[int, list[int]] = {}
        for row, value in enumerate(values):
            by_length.setdefault(len(value), []).append(row)
        out = [""] * len(values)
        for length, rows in by_length.items():
            if length > _WIDE or len(rows) == 1:
                for row in rows:
                    numerals = self._feistel([int(digit) for digit in values[row]], tweak, decrypt=decrypt)
                    out[row] = "".join(map(str, numerals))
                continue
            for start in range(0, len(rows), _BATCH):
                some = rows[start : start + _BATCH]
                for row, done in zip(some, self._batch([values[r] for r in some], tweak, decrypt), strict=True):
                    out[row] = done
        return out

    def _feistel(self, numerals: Sequence[int], tweak: bytes, *, decrypt: bool) -> list[int]:
        radix, length = self.radix, len(numerals)
        _check_domain(radix, length)
        half = length // 2
        a, b = _number(numerals[:half], radix), _number(numerals[half:], radix)
        moduli = (radix**half, radix ** (length - half))
        width, tail = _widths(radix, length)
        encrypt = self._cipher.encryptor().update  # one for each call: threads share the key, not its state
        start = encrypt(self._first_block(length, len(tweak)))
        pad = bytes((-len(tweak) - width - 1) % 16)
        for i in reversed(range(_ROUNDS)) if decrypt else range(_ROUNDS):
            fixed, changing = (a, b) if decrypt else (b, a)
            y = _round(encrypt, start, tweak + pad + bytes([i]) + fixed.to_bytes(width, "big"), tail)
            changed = (changing - y if decrypt else changing + y) % moduli[i % 2]
            a, b = (changed, a) if decrypt else (b, changed)
        return _numerals(a, radix, half) + _numerals(b, radix, length - half)

    def _first_block(self, length: int, tweak_length: int) -> bytes:
        """NIST's block P, which is the same in all rounds."""
        return (
            b"\x01\x02\x01"
            + self.radix.to_bytes(3, "big")
            + bytes([10, (length // 2) % 256])
            + length.to_bytes(4, "big")
            + tweak_length.to_bytes(4, "big")
        )

    def _batch(self, values: list[str], tweak: bytes, decrypt: bool) -> list[str]:
        """`_feistel` on many decimal strings of one length of at most 18: one AES call a block and round."""
        length, count = len(values[0]), len(values)
        _check_domain(10, length)
        half = length // 2
        a = np.array([int(value[:half]) for value in values], dtype=np.uint64)
        b = np.array([int(value[half:]) for value in values], dtype=np.uint64)
        moduli = (np.uint64(10**half), np.uint64(10 ** (length - half)))
        width, tail = _widths(10, length)
        encrypt = self._cipher.encryptor().update
        start = np.frombuffer(encrypt(self._first_block(length, len(tweak))), dtype=np.uint8)
        head = np.frombuffer(tweak + bytes((-len(tweak) - width - 1) % 16), dtype=np.uint8)
        q = np.empty((count, len(head) + 1 + width), dtype=np.uint8)
        q[:, : len(head)] = head
        for i in reversed(range(_ROUNDS)) if decrypt else range(_ROUNDS):
            fixed, changing = (a, b) if decrypt else (b, a)
            q[:, len(head)] = i
            q[:, len(head) + 1 :] = fixed.astype(">u8").view(np.uint8).reshape(count, 8)[:, 8 - width :]
            state = np.broadcast_to(start, (count, 16))
            for at in range(0, q.shape[1], 16):
                blocks = np.ascontiguousarray(state ^ q[:, at : at + 16]).tobytes()
                state = np.frombuffer(encrypt(blocks), dtype=np.uint8).reshape(count, 16)
            word = np.zeros((count, 8), dtype=np.uint8)
            word[:, 8 - tail :] = state[:, :tail]
            modulus = moduli[i % 2]
            y = word.view(">u8").astype(np.uint64).reshape(count) % modulus
            changed = (changing + (modulus - y if decrypt else y)) % modulus
            a, b = (changed, a) if decrypt else (b, changed)
        rest = length - half
        return [f"{x:0{half}d}{y:0{rest}d}" for x, y in zip(a.tolist(), b.tolist(), strict=True)]


def _round(encrypt: Callable[[bytes], bytes], start: bytes, q: bytes, tail: int) -> int:
    """NIST's y: the CBC-MAC of block Q, stretched to `tail` bytes."""
    state = start
    for at in range(0, len(q), 16):
        state = encrypt(_xor(state, q[at : at + 16]))
    stream = state
    for j in range(1, -(-tail // 16)):
        stream += encrypt(_xor(state, j.to_bytes(16, "big")))
    return int.from_bytes(stream[:tail], "big")


def _check_domain(radix: int, length: int) -> None:
    if length < 2 or radix**length < MIN_DOMAIN:
        raise ValueError(f"FF1 needs a domain of at least {MIN_DOMAIN} values")


def _widths(radix: int, length: int) -> tuple[int, int]:
    """NIST's b and d: bytes of a half, and of a round's output."""
    width = ((radix ** (length - length // 2) - 1).bit_length() + 7) // 8
    return width, 4 * -(-width // 4) + 4


def _number(numerals: Sequence[int], radix: int) -> int:
    value = 0
    for numeral in numerals:
        if not 0 <= numeral < radix:
            raise ValueError("a numeral is outside the radix")
        value = value * radix + numeral
    return value


def _numerals(value: int, radix: int, length: int) -> list[int]:
    out = [0] * length
    for at in reversed(range(length)):
        value, out[at] = divmod(value, radix)
    return out


def _xor(left: bytes, right: bytes) -> bytes:
    return (int.from_bytes(left, "big") ^ int.from_bytes(right, "big")).to_bytes(16, "big")
