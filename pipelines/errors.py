"""Errors a user sees: one line that says what is wrong, where, and how to mend it. None carries a value from a record.

SlorError            exit 2
├── UsageError       an option, a folder or the machine is not as it must be
├── InputError       input files that cannot be read as the policy says; carries one line a problem
└── RunError        exit 1: the run's books, its gate or its rejects
"""

from __future__ import annotations

from collections.abc import Sequence


class SlorError(Exception):
    """Anything that ends a command with a plain message."""

    exit_code = 2


class UsageError(SlorError):
    """An option, a folder or the machine is not as it must be."""


class InputError(SlorError):
    """Input that cannot be read as the policy says."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problems))


class RunError(SlorError):
    """The run's books do not balance, its gate did not open, or it rejected too much."""

    exit_code = 1
