"""What a run is asked to do, as the workers receive it: no key, no open file, nothing of the launcher's."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from slor.pipelines import storage
from slor.pipelines.forgetting import can_forget
from slor.schemas.policy import Policy, Release


@dataclass(frozen=True)
class RunPlan:
    """One run.

    Attributes:
        policy: what may be released.
        releases: which of its releases are made, in the policy's order.
        input, output: roots on any of Beam's filesystems.
        staging: where parts lie until the whole is committed.
        keyring: where the keys lie; they are opened by each worker and travel with nothing.
        as_of: the day on which retention is judged; None for the day on which a file is read (streams).
        max_rejects: a share of the rows where `rejects_are_share`, else a count; None for no limit.
        rows: rows by dataset, as the footers of the input say; the books must come to them. None for a stream.
        incremental: whether inputs finished by earlier runs stay in the release.
    """

    policy: Policy
    releases: tuple[str, ...]
    input: str
    output: str
    staging: str
    keyring: str
    as_of: date | None
    max_rejects: float | None
    rejects_are_share: bool
    rows: Mapping[str, int] | None = None
    incremental: bool = False

    def release(self, name: str) -> Release:
        """Finds a release of the policy."""
        return self.policy.releases[name]

    def detects(self, release: str, dataset: str) -> bool:
        """Says whether a release treats what is found in a dataset's texts."""
        return any(rule.name == "spans" for rule in self.release(release).datasets.get(dataset, {}).values())

    def asks_directory(self, release: str, dataset: str) -> bool:
        """Says whether what a release has of a dataset depends on who is in the directory."""
        mine = dataset in self.release(release).datasets
        return mine and (self.detects(release, dataset) or can_forget(self.policy, self.policy.datasets[dataset]))

    def release_folder(self, release: str) -> str:
        """Where a release is seen."""
        return storage.join(self.output, release)

    def rejects_folder(self, release: str) -> str:
        """Where a release's rejects lie."""
        return storage.join(self.output, "_rejects", release)

    def allows(self, rejected: int, rows: int) -> bool:
        """Says whether this many rejects of a dataset are still tolerable; a share is rounded up to whole rows."""
        if self.max_rejects is None:
            return True
        limit = self.max_rejects * rows if self.rejects_are_share else self.max_rejects
        return rejected <= math.ceil(round(limit, 6))  # 0.7 % of 1,000 are 7.000000000000001
