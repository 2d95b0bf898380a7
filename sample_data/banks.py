"""The words in `data/`, read once: names, places and the phrase banks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class NameGroup:
    """First names and surnames of people of one background."""

    name: str
    country: str
    share: int
    f: tuple[str, ...]
    m: tuple[str, ...]
    last: tuple[str, ...]

    @property
    def elder(self) -> bool:
        """Whether these are the names of the old."""
        return self.name.endswith("_elder")

    @property
    def immigrant(self) -> bool:
        """Whether the family came from elsewhere."""
        return "_" in self.name and not self.elder


@cache
def bank(name: str) -> dict[str, Any]:
    """Read one file of `data/`.

    Args:
        name: its name without `.yaml`.

    Returns:
        Its content.
    """
    text = files("slor.sample_data").joinpath("data", f"{name}.yaml").read_text(encoding="utf-8")
    content: dict[str, Any] = yaml.load(text, Loader=_LOADER)  # noqa: S506 - a safe loader, in C where there is one
    return content


@cache
def names() -> list[NameGroup]:
    """Read the groups of names.

    Returns:
        Groups in the order of the file.
    """
    return [
        NameGroup(name, g["country"], g["share"], tuple(g["f"]), tuple(g["m"]), tuple(g["last"]))
        for name, g in bank("names")["groups"].items()
    ]


def places(key: str) -> Any:
    """Look up one entry of the places.

    Args:
        key: `DK`, `NO`, `domains`, …

    Returns:
        What the file says under it.
    """
    return bank("places")[key]


@cache
def phrases(language: str) -> dict[str, Any]:
    """Read the phrases of one language, those of its mails under `mail`.

    Args:
        language: da, nb or nn.

    Returns:
        What `phrases.<language>.yaml` and `mails.<language>.yaml` say.
    """
    return {**bank(f"phrases.{language}"), **bank(f"mails.{language}")}


@cache
def lines(language: str, path: str) -> tuple[str, ...]:
    """Read the phrases of one kind in one language.

    Args:
        language: da, nb or nn.
        path: where they stand among the phrases, such as `ask.phone`.

    Returns:
        One phrase a line, empty ones left out.
    """
    content: Any = phrases(language)
    for key in path.split("."):
        content = content[key]
    return tuple(line.strip() for line in content.splitlines() if line.strip())


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing people contact a centre about, in one language."""

    name: str
    sector: str
    queue: int
    ids: tuple[str, ...]
    problem: tuple[str, ...]
    detail: tuple[str, ...]
    fix: tuple[str, ...]


@cache
def topics(language: str) -> tuple[Topic, ...]:
    """Read all topics of one language.

    Args:
        language: da, nb or nn.

    Returns:
        Topics in the order of the files.
    """

    def split(text: str) -> tuple[str, ...]:
        return tuple(line.strip() for line in text.splitlines() if line.strip())

    return tuple(
        Topic(name, t["sector"], t["queue"], tuple(t["ids"]), split(t["problem"]), split(t["detail"]), split(t["fix"]))
        for file in ("topics", "topics_services")
        for name, t in bank(f"{file}.{language}").items()
    )
