"""Randomness that is a pure function of seed, stream and index: any row can be made alone, in any order."""

from __future__ import annotations

import hashlib
import random
from functools import cache

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Bits = npt.NDArray[np.uint64]

_GOLDEN = 0x9E3779B97F4A7C15
_MASK = (1 << 64) - 1


@cache
def stream_key(seed: int, stream: str) -> int:
    """Make the 64-bit key of one named stream of one seed.

    Args:
        seed: the sample's seed.
        stream: what is drawn, such as `calls.talk`.

    Returns:
        64 bits of BLAKE2b.
    """
    return int.from_bytes(hashlib.blake2b(f"{seed}\0{stream}".encode(), digest_size=8).digest(), "little")


def bits(seed: int, stream: str, index: Ints) -> Bits:
    """Draw 64 bits for each index (SplitMix64's finaliser over a keyed counter).

    Args:
        seed: the sample's seed.
        stream: what is drawn.
        index: non-negative row or person numbers.

    Returns:
        An array of the same length.
    """
    with np.errstate(over="ignore"):
        x = (index.astype(np.uint64) + np.uint64(1)) * np.uint64(_GOLDEN) ^ np.uint64(stream_key(seed, stream))
        x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))


def below(seed: int, stream: str, index: Ints, limit: int) -> Ints:
    """Draw integers in [0, limit) for each index.

    Args:
        seed: the sample's seed.
        stream: what is drawn.
        index: row or person numbers.
        limit: at least 1, far below 2**40, so that the remainder's bias does not show.

    Returns:
        An int64 array of the same length.
    """
    return ((bits(seed, stream, index) >> np.uint64(8)) % np.uint64(limit)).astype(np.int64)


def one_below(seed: int, stream: str, index: int, limit: int) -> int:
    """Draw what `below` draws, for one index without an array.

    Args:
        seed: the sample's seed.
        stream: what is drawn.
        index: a row or person number.
        limit: at least 1.

    Returns:
        The same integer as `below(seed, stream, np.array([index]), limit)[0]`.
    """
    x = ((index + 1) * _GOLDEN & _MASK) ^ stream_key(seed, stream)
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9 & _MASK
    x = (x ^ (x >> 27)) * 0x94D049BB133111EB & _MASK
    return ((x ^ (x >> 31)) >> 8) % limit


def dice(seed: int, stream: str, index: int) -> random.Random:
    """Make Python's own generator for one thing that is built step by step, such as a dialogue.

    Args:
        seed: the sample's seed.
        stream: what is built.
        index: its number.

    Returns:
        A generator that only this thing uses.
    """
    return random.Random((stream_key(seed, stream) << 64) | index)
