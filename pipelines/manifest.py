"""The manifest of a release, and the ledger of inputs that it is the sum of."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from slor.pipelines import storage
from slor.pipelines.books import Books, total
from slor.pipelines.inputs import InputFile, staged
from slor.pipelines.plan import RunPlan
from slor.schemas.policy import Policy

MANIFEST = "_manifest.json"
LEDGER = "_inputs"


def slor_version() -> str:
    """The installed version of Slør."""
    return version("slor")


@dataclass(frozen=True)
class Entry:
    """One finished input file in one release's ledger.

    Attributes:
        dataset, name, size, sha256: the input.
        made_with: the fingerprint of policy, key and version that made its outputs.
        as_of: the day on which its retention was judged.
        books: what happened to its rows.
        rejects: files below the release's rejects folder.
        knew: which state of the directory its texts were read with; empty where the release treats none of them.
    """

    dataset: str
    name: str
    size: int
    sha256: str
    made_with: str
    as_of: str
    books: Books
    rejects: tuple[str, ...] = ()
    knew: str = ""

    @property
    def path(self) -> str:
        """The entry's own place below the release's folder."""
        return f"{LEDGER}/{self.id}.json"

    @property
    def id(self) -> str:
        """The input's short name."""
        return InputFile(self.dataset, "", self.name, self.size).id

    def staged(self, path: str) -> str:
        """The name in staging of one of the entry's files."""
        return staged(path, self.sha256)

    def to_dict(self) -> dict[str, Any]:
        """Renders the ledger's form."""
        return {**self.__dict__, "books": self.books.to_dict(), "rejects": list(self.rejects)}

    @classmethod
    def from_dict(cls, value: Mapping[str, Any]) -> Entry:
        """Reads the ledger's form back."""
        return cls(**{**value, "books": Books.from_dict(value["books"]), "rejects": tuple(value["rejects"])})


def made_with(policy: Policy, key_check: str) -> str:
    """Fingerprints what an output depends on besides its input: policy, key and version.

    Args:
        policy: the policy.
        key_check: a one-way value of the release's key.
    """
    return hashlib.sha256(f"{policy.sha256}/{key_check}/{slor_version()}".encode()).hexdigest()[:32]


def read_ledger(plan: RunPlan, release: str, only: str = "*") -> dict[str, Entry]:
    """Reads a release's finished inputs, by (dataset/name); `only` is the id of one of them."""
    found = storage.find(storage.join(plan.release_folder(release), LEDGER, f"{only}.json"))
    entries = (Entry.from_dict(storage.read_json(path)) for path, _ in found)
    return {f"{entry.dataset}/{entry.name}": entry for entry in entries}


def manifest(plan: RunPlan, release: str, key_epoch: int, entries: Iterable[Entry]) -> dict[str, Any]:
    """Sums a ledger up: the same bytes whatever order its entries come in."""
    by_dataset: dict[str, list[Books]] = {}
    as_of = ""
    for entry in entries:
        by_dataset.setdefault(entry.dataset, []).append(entry.books)
        as_of = max(as_of, entry.as_of)
    chosen = plan.release(release)
    return {
        "system": plan.policy.system,
        "release": release,
        "as_of": as_of,
        "policy_sha256": plan.policy.sha256,
        "key_epoch": key_epoch,
        "slor_version": slor_version(),
        "purpose": chosen.purpose,
        "recipients": [{"name": r.name, "region": r.region} for r in chosen.recipients],
        "retention": {name: plan.policy.kept(release, name) for name in sorted(chosen.datasets)},
        "datasets": {name: total(parts).to_dict() for name, parts in sorted(by_dataset.items())},
    }
