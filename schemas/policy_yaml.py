"""YAML as a policy uses it: plain values with the line of each, so that a mistake can be pointed at.

A small, strict part of YAML: strings stay as they are written (`NO` is Norway, not false), only `true` and `false` are
flags, keys do not repeat, and there are no merge keys.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Final

import yaml

Data = str | int | float | bool | None | list["Data"] | dict[str, "Data"]

_WHOLE: Final = re.compile(r"-?(0|[1-9][0-9]{0,17})", re.ASCII)
_DECIMAL: Final = re.compile(r"-?[0-9]{1,17}\.[0-9]{1,17}", re.ASCII)


@dataclass
class Findings:
    """The mistakes found so far, and the lines that they are told with.

    Attributes:
        file: how messages call the file.
        lines: YAML path to line, from 1.
        found: line and message of each mistake.
    """

    file: str
    lines: dict[str, int] = field(default_factory=dict)
    found: list[tuple[int, str]] = field(default_factory=list)

    def add(self, path: str, wrong: str, mend: str, line: int | None = None) -> None:
        """Notes a mistake at a YAML path; the line is that of the nearest path known."""
        line = line or self.line(path)
        where = f" {path}:" if path else ""
        message = f"{self.file}:{line}:{where} {wrong}; {mend}"
        if (line, message) not in self.found:
            self.found.append((line, message))

    def line(self, path: str) -> int:
        """The line of a path, or of the nearest one above it."""
        while path and path not in self.lines:
            path = path.rpartition(".")[0]
        return self.lines.get(path, 1)

    def problems(self) -> tuple[str, ...]:
        """Every mistake, in the file's order."""
        return tuple(message for _, message in sorted(self.found, key=lambda each: each[0]))


def read_yaml(text: str, findings: Findings) -> Data:
    """Reads one YAML document into plain values, noting the line of each and what is not allowed."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        findings.add("", f"not valid YAML ({error.problem})", "mend the indentation or the quotes",
                     line=mark.line + 1 if mark else 1)  # fmt: skip
        return None
    except yaml.YAMLError:
        findings.add("", "not valid YAML (a character that is not allowed)", "write the file as plain UTF-8 text")
        return None
    return None if node is None else _plain(node, "", findings, frozenset())


def _plain(node: yaml.Node, path: str, findings: Findings, above: frozenset[int]) -> Data:
    findings.lines.setdefault(path, node.start_mark.line + 1)
    if id(node) in above:
        findings.add(path, "an anchor that contains itself", "write the value out")
        return None
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node)
    above |= {id(node)}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, f"{path}.{number}", findings, above) for number, item in enumerate(node.value)]
    values: dict[str, Data] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode) or key_node.value == "<<":
            findings.add(path, "a key that is not a word", "use plain words as keys and write merged keys out", line)
            continue
        key = key_node.value
        below = f"{path}.{key}" if path else key
        if key in values:
            findings.add(below, "stands twice", "keep one of the two", line)
            continue
        findings.lines.setdefault(below, line)
        values[key] = _plain(value_node, below, findings, above)
    return values


def _scalar(node: yaml.ScalarNode) -> Data:
    text: str = node.value
    if node.style in ("'", '"', "|", ">"):
        return text
    if text in ("true", "false"):
        return text == "true"
    if text in ("", "null", "~"):
        return None
    if _WHOLE.fullmatch(text):
        return int(text)
    return float(text) if _DECIMAL.fullmatch(text) else text


def suggest(word: str, known: Iterable[str]) -> str:
    """How to mend an unknown word: the nearest known one, or all of them.

    >>> suggest("tokn", ["token", "keep"])
    'did you mean token?'
    """
    known = sorted(known) if isinstance(known, Set) else list(known)
    folded = {name.casefold(): name for name in known}
    near = get_close_matches(word.casefold(), folded, n=1, cutoff=0.7)
    near = near or [name for name in folded if len(word) > 2 and name.startswith(word.casefold())][:1]
    return f"did you mean {folded[near[0]]}?" if near else f"use {_either(known)}"


def _either(known: list[str]) -> str:
    if len(known) > 12:
        return f"one of {', '.join(known)}"
    return known[0] if len(known) == 1 else f"{', '.join(known[:-1])} or {known[-1]}" if known else "no word here"


class Fields:
    """One mapping of the policy, asked key by key; what is asked in vain or never asked is a mistake."""

    def __init__(self, data: Data, path: str, findings: Findings, keys: tuple[str, ...]) -> None:
        self.path = path
        self.findings = findings
        self.data: dict[str, Data] = data if isinstance(data, dict) else {}
        if not isinstance(data, dict):
            findings.add(path, "is not a mapping", f"write it as `key: value` lines with {', '.join(keys)}")
        for key in self.data:
            if key not in keys:
                findings.add(self.at(key), "unknown key", suggest(key, keys))

    def at(self, key: str) -> str:
        """The path of a key."""
        return f"{self.path}.{key}" if self.path else key

    def get(self, key: str) -> Data:
        """The value of a key, or None."""
        return self.data.get(key)

    def text(self, key: str, mend: str, default: str | None = None) -> str:
        """A key's text; a mistake where there is none and no default.

        Args:
            key: the key.
            mend: what to write, for the message.
            default: the value where the key is absent; None: the key is required.
        """
        value = self.data.get(key)
        if value is None:
            if default is None and (key in self.data or self.data):
                self.findings.add(self.at(key) if key in self.data else self.path, f"{key} is missing", mend)
            return default or ""
        if isinstance(value, str) and value.strip():
            return value.strip()
        self.findings.add(self.at(key), f"{key} is not a text", mend)
        return default or ""

    def texts(self, key: str, mend: str, *, required: bool = False) -> tuple[str, ...]:
        """A key's list of texts; empty where it is absent, which is a mistake where it is required."""
        value = self.data.get(key)
        if value is None:
            if required and (key in self.data or self.data):
                self.findings.add(self.at(key) if key in self.data else self.path, f"{key} is missing", mend)
            return ()
        if isinstance(value, list) and value and all(isinstance(item, str) and item for item in value):
            return tuple(str(item) for item in value)
        self.findings.add(self.at(key), f"{key} is not a list of texts", mend)
        return ()

    def choices(
        self, key: str, mend: str, known: Iterable[str], what: str, *, required: bool = False
    ) -> tuple[str, ...]:
        """A key's list of texts, each one of the known ones."""
        known = list(known)
        values = self.texts(key, mend, required=required)
        for number, value in enumerate(values):
            if value not in known:
                self.findings.add(f"{self.at(key)}.{number}", f"unknown {what} {value}", suggest(value, known))
        return values

    def flag(self, key: str) -> bool:
        """A key's flag, false where absent."""
        value = self.data.get(key, False)
        if isinstance(value, bool):
            return value
        self.findings.add(self.at(key), f"{key} is not a flag", "write true or false")
        return False

    def mapping(self, key: str, mend: str, *, required: bool = True) -> dict[str, Data]:
        """A key's mapping; a mistake where it is missing, empty, or something else."""
        value = self.data.get(key)
        if isinstance(value, dict) and value:
            return value
        if key in self.data:
            self.findings.add(self.at(key), f"{key} is empty or not a mapping", mend)
        elif required and self.data:
            self.findings.add(self.path, f"{key} is missing", mend)
        return {}

    def choice(self, key: str, mend: str, known: Iterable[str], what: str, default: str | None = None) -> str:
        """A key's text, which is one of the known ones."""
        known = list(known)
        value = self.text(key, mend, default)
        if value and value not in known:
            self.findings.add(self.at(key), f"unknown {what} {value}", suggest(value, known))
        return value
