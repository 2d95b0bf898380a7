"""What a worker opens once and keeps: keys, treatments, recognisers, the directory. Nothing of it is pickled."""

from __future__ import annotations

import functools
import threading
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from slor.pipelines import storage
from slor.pipelines.detection import Employees, known_of
from slor.pipelines.errors import InputError
from slor.pipelines.forgetting import DIRECTORY
from slor.pipelines.inputs import InputFile, Unit, identify, open_parquet, pattern, read_unit
from slor.pipelines.plan import RunPlan
from slor.recognizers.spans import Known
from slor.schemas.conform import conform
from slor.schemas.policy import Dataset

if TYPE_CHECKING:
    from slor.pipelines.keys import Keyring
    from slor.pipelines.treatments import Treater
    from slor.recognizers.analyzer import Detector

TREATERS = 256  # kept open at once, where each client has keys of its own
_lock = threading.RLock()


@functools.cache
def _keyring(path: str) -> Keyring:
    from slor.pipelines.keys import Keyring

    return Keyring.load(path)


@functools.cache
def _detector(threshold: float) -> Detector:
    from slor.recognizers.analyzer import Detector

    return Detector(threshold=threshold)


@functools.lru_cache(TREATERS)
def _treater(path: str, system: str, release: str, countries: tuple[str, ...], part: str | None) -> Treater:
    from slor.pipelines.treatments import Treater

    keys = _keyring(path).domain(system, release)
    return Treater(keys if part is None else keys.apart(part), countries=countries)


def open_keyring(plan: RunPlan) -> Keyring:
    """Opens the keyring, once a process."""
    with _lock:
        return _keyring(plan.keyring)


def open_detector(plan: RunPlan) -> Detector:
    """Opens the recognisers, once a process."""
    with _lock:
        return _detector(min(plan.release(name).detect_threshold for name in plan.releases))


def open_treater(plan: RunPlan, release: str, part: str | None = None) -> Treater:
    """Opens a release's treatments, once a process; `part` has keys of its own (a policy's `separate_by`)."""
    with _lock:
        return _treater(plan.keyring, plan.policy.system, release, plan.policy.countries, part)


_directories: dict[tuple[bool, tuple[tuple[str, int, float], ...]], Employees] = {}


def open_employees(plan: RunPlan) -> Employees:
    """Reads the directory, and again whenever its files have changed.

    Raises:
        InputError: a batch run cannot read one of its files. A stream goes on with the others: the one at fault is told
            of when it arrives, and texts are read again once it is mended.
    """
    dataset = directory_of(plan)
    if dataset is None:
        return Employees.of(())
    found = storage.find_dated(pattern(storage.join(plan.input, dataset.folder)))
    state = tuple(item for item in found if identify(plan.input, plan.policy, item[0], item[1]) is not None)
    may_miss = plan.rows is None
    with _lock:
        if (may_miss, state) not in _directories:
            rows: list[Sequence[Known]] = []
            forgotten: list[Sequence[Known]] = []
            for path, size, _ in state:
                file = identify(plan.input, plan.policy, path, size)
                try:
                    for row, gone in _employees(plan, file, dataset) if file is not None else ():
                        rows.append(row)
                        forgotten += [row] if gone else []
                except InputError:
                    if not may_miss:
                        raise
            _directories.clear()
            _directories[may_miss, state] = Employees.of(rows, forgotten)
        return _directories[may_miss, state]


def directory_of(plan: RunPlan) -> Dataset | None:
    """Finds the policy's dataset of employees."""
    return next((found for found in plan.policy.datasets.values() if found.kind == DIRECTORY), None)


def directory_marks(plan: RunPlan, employees: Employees) -> dict[str, str]:
    """Marks the state of the directory for each release's ledger; keyed, so that nobody can try a directory on it."""
    keyring = open_keyring(plan)
    return {
        name: keyring.domain(plan.policy.system, name).prf("slor/directory", [employees.digest])[0].hex()[:32]
        for name in plan.releases
    }


def _employees(plan: RunPlan, file: InputFile, dataset: Dataset) -> list[tuple[tuple[Known, ...], bool]]:
    """What is known of each employee of a file, and whether they asked to be forgotten: then, too, texts name them."""
    parquet = open_parquet(file)
    groups = tuple((i, parquet.metadata.row_group(i).num_rows) for i in range(parquet.num_row_groups))
    if not groups:
        return []
    as_it_lies = replace(dataset, forgotten=None)
    table = conform(read_unit(Unit(file, "", groups, 0, 0, 1), dataset), as_it_lies, plan.policy.zone).table
    gone = table[dataset.forgotten].to_pylist() if dataset.forgotten else [False] * table.num_rows
    known = known_of(table, dataset, Employees(), [[]] * table.num_rows)
    return list(zip(known, map(bool, gone), strict=True))
