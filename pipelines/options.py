"""What a user asks of a run, checked where it is built."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from slor.pipelines.errors import UsageError

KEYRING_VARIABLE = "SLOR_KEYRING"
KEYRING_DEFAULT = "slor-keyring.json"


@dataclass(frozen=True)
class RunOptions:
    """The options of `slor run` and `slor stream`.

    Attributes:
        policy: a shipped policy's name, or a file.
        input, output: folders on any of Beam's filesystems.
        releases: those to make; empty for all of the policy's.
        as_of: the day on which retention is judged; None for today.
        keyring: the keyring file.
        workers: processes on this machine.
        incremental: skip inputs that are finished.
        max_rejects: `N` rows or `P%` of them.
        quiet: print nothing but errors.
        beam: options that are Beam's own.
    """

    policy: str
    input: str
    output: str
    releases: tuple[str, ...] = ()
    as_of: date | None = None
    keyring: str = ""
    workers: int = 1
    incremental: bool = False
    max_rejects: str = "0.1%"
    quiet: bool = False
    beam: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        if self.workers < 1:
            raise UsageError("--workers: must be 1 or more")
        if not self.input or not self.output:
            raise UsageError("--input and --output: both must name a folder")
        if _inside(self.output, self.input) or _inside(self.input, self.output):
            raise UsageError("--output: lies inside --input, or the other way round; choose two folders side by side")
        parse_rejects(self.max_rejects)


def keyring_path(option: str) -> str:
    """Finds the keyring: the option, else the variable SLOR_KEYRING, else `slor-keyring.json` in this folder."""
    return option or os.environ.get(KEYRING_VARIABLE) or KEYRING_DEFAULT


def parse_rejects(text: str) -> tuple[float, bool]:
    """Reads `N` or `P%` as (number, whether it is a share).

    Raises:
        UsageError: it is neither.

    >>> parse_rejects("0.1%"), parse_rejects("20")
    ((0.001, True), (20.0, False))
    """
    match = re.fullmatch(r"(\d+(?:\.\d+)?)(%?)", text.strip())
    if match is None or (not match[2] and "." in match[1]) or (match[2] and float(match[1]) > 100):
        raise UsageError("--max-rejects: must be a number of rows, such as 20, or a share of them, such as 0.1%")
    return (float(match[1]) / 100, True) if match[2] else (float(match[1]), False)


def parse_day(text: str) -> date:
    """Reads a day, `YYYY-MM-DD`.

    Raises:
        UsageError: it is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError("--as-of: must be a day such as 2026-11-21") from None


def beam_options(options: RunOptions, extra: Sequence[str] = ()) -> list[str]:
    """Puts Beam's arguments together: what the user gave, and what `--workers` means on this machine."""
    given = ["--default_sdk_harness_log_level=CRITICAL", *options.beam]
    if options.workers > 1 and not any(arg.startswith("--direct_num_workers") for arg in given):
        given.append(f"--direct_num_workers={options.workers}")
    return [*given, *extra]


def _inside(inner: str, outer: str) -> bool:
    return (inner.rstrip("/") + "/").startswith(outer.rstrip("/") + "/")
