"""What a worker opens once and keeps: keys, treatments, recognisers, the directory. Nothing of it is pickled."""

from __future__ import annotations

import functools
import threading
from typing import TYPE_CHECKING

from slor.pipelines import storage
from slor.pipelines.detection import Employees, known_of
from slor.pipelines.inputs import Unit, discover, open_parquet, read_unit
from slor.pipelines.plan import RunPlan
from slor.schemas.conform import conform

if TYPE_CHECKING:
    from slor.pipelines.keys import Keyring
    from slor.pipelines.treatments import Treater
    from slor.recognizers.analyzer import Detector

DIRECTORY = "directory"
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


_directories: dict[tuple[tuple[str, int], ...], Employees] = {}


def open_employees(plan: RunPlan) -> Employees:
    """Reads the directory, and again whenever its files have changed."""
    dataset = next((found for found in plan.policy.datasets.values() if found.kind == DIRECTORY), None)
    if dataset is None:
        return Employees()
    files = [file for file in discover(storage.join(plan.input), plan.policy).files if file.dataset == dataset.name]
    state = tuple((file.path, file.size) for file in files)
    with _lock:
        if state not in _directories:
            rows = []
            for file in files:
                parquet = open_parquet(file)
                groups = tuple((i, parquet.metadata.row_group(i).num_rows) for i in range(parquet.num_row_groups))
                if not groups:
                    continue
                table = conform(read_unit(Unit(file, "", groups, 0, 0, 1), dataset), dataset, plan.policy.zone).table
                rows += known_of(table, dataset, Employees(), [[]] * table.num_rows)
            _directories.clear()
            _directories[state] = Employees.of(rows)
        return _directories[state]
