"""`slor unseal`: who holds the key goes back from a file of a release; nobody else does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from slor.pipelines.errors import UsageError
from slor.pipelines.keys import Keyring, create_keyring
from slor.pipelines.opening import unseal_files
from slor.pipelines.treatments import Treater
from slor.pipelines.writing import describe, to_parquet
from slor.schemas.policy_loader import load_policy
from slor.schemas.treatment import Treatment

POLICY = load_policy("telenor_2involve")
RELEASE, DATASET = POLICY.releases["error_correction"], POLICY.datasets["directory"]


@pytest.fixture
def keyring(tmp_path: Path) -> Keyring:
    path = str(tmp_path / "keys.json")
    create_keyring(POLICY.system, list(POLICY.releases), path)
    return Keyring.load(path)


def write_directory(keyring: Keyring, path: Path, **other: str) -> None:
    """One employee; `other`: treatments of columns that are not the release's."""
    rows = {
        "employee_id": ["E7"], "user_id": ["hamo3"], "name": ["Hanne Moe"], "title": ["rådgiver"],
        "email": ["hanne.moe@sentral.example"], "phone": ["+46 8 123 456"], "team": ["salg"],
    }  # fmt: skip
    treater = Treater(keyring.domain(POLICY.system, RELEASE.name), countries=POLICY.countries)
    rules = {**RELEASE.datasets["directory"], **{name: Treatment(rule) for name, rule in other.items()}}
    release = replace(RELEASE, datasets={**RELEASE.datasets, "directory": rules})
    columns = {c.name: treater.column(pa.array(rows[c.name]), c.category, rules[c.name]) for c in DATASET.columns}
    table = pa.table(columns)
    path.parent.mkdir(parents=True)
    path.write_bytes(to_parquet(table.cast(describe(table, POLICY, release, DATASET))))


def test_the_holder_of_the_key_reads_normal_forms_where_seals_stood(tmp_path: Path, keyring: Keyring) -> None:
    write_directory(keyring, tmp_path / "directory" / "part-1.parquet")
    assert unseal_files([tmp_path / "directory"], keyring, tmp_path / "open") == 1
    (row,) = pq.read_table(tmp_path / "open" / "part-1.parquet").to_pylist()
    assert (row["name"], row["email"], row["phone"]) == ("hanne moe", "hanne.moe@sentral.example", "+468123456")
    assert row["team"] == "salg"


def test_encrypted_numbers_are_opened_too(tmp_path: Path, keyring: Keyring) -> None:
    write_directory(keyring, tmp_path / "directory" / "part-1.parquet", phone="fpe", name="token")
    (before,) = pq.read_table(tmp_path / "directory" / "part-1.parquet").to_pylist()
    assert unseal_files([tmp_path / "directory"], keyring, tmp_path / "open") == 1
    (row,) = pq.read_table(tmp_path / "open" / "part-1.parquet").to_pylist()
    assert (row["phone"], row["name"]) == ("+468123456", before["name"])
    assert before["phone"] != row["phone"]
    assert (tmp_path / "open").stat().st_mode & 0o777 == 0o700


def test_what_was_never_sealed_is_not_said_to_be_opened(tmp_path: Path, keyring: Keyring) -> None:
    tokens = {column.name: "token" for column in DATASET.columns}
    write_directory(keyring, tmp_path / "directory" / "part-1.parquet", **tokens)
    with pytest.raises(UsageError, match="nothing in them was sealed"):
        unseal_files([tmp_path / "directory"], keyring, tmp_path / "open")
    assert not (tmp_path / "open").exists()


def test_another_keyring_opens_nothing_and_the_message_says_which_is_wanted(tmp_path: Path, keyring: Keyring) -> None:
    write_directory(keyring, tmp_path / "directory" / "part-1.parquet")
    create_keyring(POLICY.system, list(POLICY.releases), str(tmp_path / "other.json"))
    other = Keyring.load(str(tmp_path / "other.json"))
    with pytest.raises(UsageError, match=r"part-1\.parquet: was sealed with another key .* the run was made with"):
        unseal_files([tmp_path / "directory"], other, tmp_path / "open")


def test_a_file_that_no_run_wrote_is_refused(tmp_path: Path, keyring: Keyring) -> None:
    pq.write_table(pa.table({"a": [1]}), tmp_path / "mine.parquet")
    with pytest.raises(UsageError, match=r"mine\.parquet: no run of Slør wrote it; name a file of a release"):
        unseal_files([tmp_path / "mine.parquet"], keyring, tmp_path / "open")
