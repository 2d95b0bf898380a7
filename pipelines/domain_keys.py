"""The keys of one domain, opened: what makes tokens, seals, stand-ins and shifts."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any, Final, NoReturn

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from slor.pipelines.fpe import FF1

TOKEN_LENGTH: Final = 26
_ALPHABET: Final = np.frombuffer(b"abcdefghijklmnopqrstuvwxyz234567", dtype=np.uint8)
_PAIRS: Final = np.stack([np.repeat(_ALPHABET, 32), np.tile(_ALPHABET, 32)], axis=1).copy().view(np.uint16)[:, 0]
_SWEEP: Final = 4096  # digests that are written at a time: their temporaries stay in the processor's cache


class SealError(Exception):
    """A seal was not made with this domain's key, or was altered; the message holds no value."""


@functools.cache
def register_tink() -> None:
    """Makes Tink know the primitives used here; once a process."""
    from tink import daead, prf

    prf.register()
    daead.register()


class DomainKeys:
    """The opened keys of one domain; every input is bound to a label, so that equal digits of two kinds differ."""

    def __init__(self, domain: str, epoch: int, prf: Any, daead: Any, part: str = "") -> None:
        self.domain = domain
        self.epoch = epoch
        self._prf = prf
        self._daead = daead
        self._part = part

    def apart(self, part: str) -> DomainKeys:
        """The keys of one part of the domain, such as one client: its pseudonyms join with no other part's."""
        name = bytes(self._prf.compute(_prefix("part") + encode(part), 16)).hex()
        return DomainKeys(self.domain, self.epoch, self._prf, self._daead, f"{name}/")

    def prf(self, label: str, values: Sequence[str]) -> list[bytes]:
        """16 pseudorandom bytes a value."""
        compute = self._prf.compute
        prefix = _prefix(self._part + label)
        try:
            return [compute(prefix + value.encode(), 16) for value in values]
        except UnicodeEncodeError:
            return [compute(prefix + encode(value), 16) for value in values]

    def random_bytes(self, label: str, value: str, length: int) -> bytes:
        """Pseudorandom bytes of one value, up to 8,160."""
        return bytes(self._prf.compute(_prefix(self._part + label) + encode(value), length))

    def tokens(self, label: str, values: Sequence[str]) -> pa.StringArray:
        """One token a value: 128 bits as 26 characters of lower-case base32, without padding."""
        return encode_tokens(b"".join(self.prf(label, values)))

    def seal(self, label: str, values: Sequence[str]) -> list[str]:
        """Each value encrypted with AES-SIV under the label, as base64url without padding."""
        from base64 import urlsafe_b64encode

        encrypt = self._daead.encrypt_deterministically
        aad = (self._part + label).encode()
        return [urlsafe_b64encode(encrypt(encode(value), aad)).rstrip(b"=").decode() for value in values]

    def unseal(self, label: str, seals: Sequence[str]) -> list[str]:
        """The values that `seal` made these of.

        Raises:
            SealError: one of them is not a seal of this domain and label.
        """
        import binascii
        from base64 import urlsafe_b64decode

        import tink

        decrypt = self._daead.decrypt_deterministically
        aad = (self._part + label).encode()
        try:
            return [
                decrypt(urlsafe_b64decode(seal + "=" * (-len(seal) % 4)), aad).decode("utf-8", "surrogatepass")
                for seal in seals
            ]
        except (tink.TinkError, binascii.Error, ValueError):
            raise SealError(f"not a seal of {self.domain} for {label}") from None

    @functools.cached_property
    def ff1(self) -> FF1:
        """FF1 on decimal digits, with a key derived from the domain's PRF."""
        return FF1(bytes(self._prf.compute(_prefix(self._part + "ff1 key"), 32)), radix=10)

    def __repr__(self) -> str:
        return f"DomainKeys({self.domain!r})"

    def __reduce__(self) -> NoReturn:
        raise TypeError("keys are never pickled; let each worker load the keyring")


def encode(value: str) -> bytes:
    """UTF-8 that also takes a lone surrogate, which JSON input may hold."""
    return value.encode("utf-8", "surrogatepass")


def encode_tokens(digests: bytes) -> pa.StringArray:
    """Writes 16-byte digests that lie end to end as an array of tokens, in one sweep.

    >>> encode_tokens(bytes(16)).to_pylist()
    ['aaaaaaaaaaaaaaaaaaaaaaaaaa']
    """
    rows = len(digests) // 16
    table = np.frombuffer(digests, dtype=np.uint8).reshape(rows, 16)
    data = np.empty((rows, TOKEN_LENGTH // 2), dtype=np.uint16)
    for start in range(0, rows, _SWEEP):
        data[start : start + _SWEEP] = _letter_pairs(table[start : start + _SWEEP])
    offsets = np.arange(0, (rows + 1) * TOKEN_LENGTH, TOKEN_LENGTH, dtype=np.int32)
    return pa.StringArray.from_buffers(rows, pa.py_buffer(offsets), pa.py_buffer(data))


def _letter_pairs(digests: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint16]:
    """The 13 pairs of letters of each digest, shape (rows, 13): ten bits a pair."""
    padded = np.zeros((len(digests), 20), dtype=np.uint16)
    padded[:, :16] = digests
    five = padded.reshape(-1, 4, 5)
    pairs = np.empty((len(digests), 4, 4), dtype=np.uint16)
    for pair in range(4):
        high, low = five[:, :, pair], five[:, :, pair + 1]
        pairs[:, :, pair] = ((high << (2 + 2 * pair)) | (low >> (6 - 2 * pair))) & 1023
    return _PAIRS[pairs.reshape(-1, 16)[:, : TOKEN_LENGTH // 2]]


def _prefix(label: str) -> bytes:
    return label.encode() + b"\x00"
