"""Each notice's system, sampled in its own shape and released under its policy; its policy with lines changed."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from slor.pipelines import batch
from slor.pipelines.domain_keys import DomainKeys
from slor.pipelines.keys import Keyring, create_keyring
from slor.pipelines.options import RunOptions
from slor.pipelines.screening import screen
from slor.sample_data import write_sample
from slor.sample_data.sample import AS_OF
from slor.schemas.conform import conform
from slor.schemas.policy import Policy, PolicyError
from slor.schemas.policy_loader import load_policy, parse_policy

CALLS, SEED = 1000, 7
DIALOGUES = {"topcall": 48, "telenor_2involve": 20, "tdc_net": 24, "flexfone": 20, "tdc_cc_touchpoint": 15}


@dataclass(frozen=True)
class Run:
    """One system's sample and what was released of it.

    Attributes:
        policy: the shipped policy.
        source, output: folders.
        keyring: file.
    """

    policy: Policy
    source: Path
    output: Path
    keyring: Path

    def files(self, release: str, dataset: str) -> list[Path]:
        return sorted((self.output / release / dataset).rglob("*.parquet"))

    def rows(self, release: str, dataset: str) -> list[dict[str, Any]]:
        """Released rows."""
        return [row for path in self.files(release, dataset) for row in pq.ParquetFile(path).read().to_pylist()]

    def came_in(self, dataset: str) -> list[dict[str, Any]]:
        """The rows that came in, by the policy's names."""
        ours = self.policy.datasets[dataset]
        found: list[dict[str, Any]] = []
        for path in sorted((self.source / ours.folder).glob("*.parquet")):
            found += conform(pq.ParquetFile(path).read(), ours, self.policy.zone).table.to_pylist()
        return found

    def manifest(self, release: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.output / release / "_manifest.json").read_text(encoding="utf-8"))
        return found

    def books(self, release: str, dataset: str) -> dict[str, Any]:
        found: dict[str, Any] = self.manifest(release)["datasets"][dataset]
        return found

    def all_text(self, release: str) -> str:
        """Everything that a release says, in one string."""
        return "\n".join(
            json.dumps(row, default=str, ensure_ascii=False)
            for dataset in self.policy.releases[release].datasets
            for row in self.rows(release, dataset)
        )

    @cached_property
    def _ring(self) -> Keyring:
        return Keyring.load(str(self.keyring))

    def keys(self, release: str) -> DomainKeys:
        return self._ring.domain(self.policy.system, release)


@pytest.fixture(scope="session")
def run_of(made_once: Callable[[str, Callable[[Path], None]], Path]) -> Callable[[str], Run]:
    """Makes a system's sample and releases it, once."""

    def make(system: str, home: Path) -> None:
        run = _run(system, home)
        write_sample(run.source, CALLS, SEED, system=system, dialogues=DIALOGUES[system])
        create_keyring(system, list(run.policy.releases), str(run.keyring))
        batch.run(
            RunOptions(
                policy=system,
                input=str(run.source),
                output=str(run.output),
                as_of=AS_OF,
                keyring=str(run.keyring),
                max_rejects="1%",
                quiet=True,
            )
        )

    @cache
    def released(system: str) -> Run:
        return _run(system, made_once(f"system-{system}", lambda home: make(system, home)))

    return released


def _run(system: str, home: Path) -> Run:
    return Run(load_policy(system), home / "in", home / "out", home / "keys.json")


@pytest.fixture(scope="session")
def mistakes() -> Callable[..., list[str]]:
    """What a user sees where a shipped policy is changed: `mistakes(system, (old, new), …)`."""

    def say(system: str, *edits: tuple[str, str]) -> list[str]:
        text = (resources.files("slor.schemas") / "policies" / f"{system}.yaml").read_text(encoding="utf-8")
        for old, new in edits:
            assert old in text, old
            text = text.replace(old, new, 1)
        try:
            parse_policy(text.encode(), "p.yaml")
        except PolicyError as error:
            return [problem.partition(" ")[2] for problem in error.problems]
        return []

    return say


@pytest.fixture(scope="session")
def screened() -> Callable[..., list[bool]]:
    """Which of some hand-made rows a release may have on a day: `(system, release, dataset, day, column=[…])`."""

    def kept(system: str, release: str, dataset: str, as_of: str, **columns: list[Any]) -> list[bool]:
        policy = load_policy(system)
        schema = policy.datasets[dataset].schema()
        rows = len(next(iter(columns.values())))
        if (apart := policy.releases[release].separate_by) is not None:
            columns.setdefault(apart, ["one"] * rows)
        arrays = [pa.array(columns.get(field.name, [None] * rows), field.type) for field in schema]
        table = pa.Table.from_arrays(arrays, schema=schema)
        found = screen(table, np.arange(rows), policy, release, dataset, dt.date.fromisoformat(as_of))
        return [bool(keep) for keep in found.keep]

    return kept


@pytest.fixture(scope="session")
def local() -> Callable[..., dt.datetime]:
    """A local time as an instant."""
    return lambda text, zone="Europe/Copenhagen": dt.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))
