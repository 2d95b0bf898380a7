"""Hand-written lines and words for generated passages."""

from __future__ import annotations

from pathlib import Path


def read_lines(name: str) -> list[str]:
    """The lines of a list, with line ends for each backslash and n."""
    text = Path(__file__).with_name(f"{name}.txt").read_text(encoding="utf-8")
    return [line.replace("\\n", "\n") for line in text.splitlines() if line]


def read_words(name: str) -> list[str]:
    """The words of a list."""
    return Path(__file__).with_name(f"{name}.txt").read_text(encoding="utf-8").split()
