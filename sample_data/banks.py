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
