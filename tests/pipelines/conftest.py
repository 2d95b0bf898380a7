"""A small policy of its own, and what makes files, keys and plans for it: what the tests of the pipeline share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from slor.pipelines.inputs import InputFile, Unit
from slor.pipelines.keys import create_keyring
from slor.pipelines.plan import RunPlan
from slor.schemas.policy import Policy
from slor.schemas.policy_loader import load_policy

KIOSK = """\
system: kiosk
controller: the kiosk is controller
regions: [DK]
zone: Europe/Copenhagen
countries: [DK]
purposes: {counting: passage 1, asking: passage 2, teaching: passage 3}
datasets:
  calls:
    folder: opkald
    subject: customer
    time: started
    ignore: [internal_note]
    columns:
      call_id: CALL_ID
      caller: {category: PHONE_NUMBER, source: fra_nummer}
      started: time
      seconds: measure
      client: CLIENT_ID
      agreed: flag
      withdrawn: {category: time, type: timestamp, required: false, doc: when}
      disputed: {category: flag, type: boolean, required: false, doc: whether}
  chats:
    folder: chats
    subject: customer
    time: started
    channel: chat
    columns:
      chat_id: CONVERSATION_ID
      started: time
      language: code
      agent_id: USERNAME
      customer: PERSON
      turns.at: time
      turns.speaker: code
      turns.text: text
  letters:
    folder: letters
    subject: customer
    time: sent
    columns:
      letter_id: MESSAGE_ID
      thread_id: CONVERSATION_ID
      sent: time
      sender: EMAIL_ADDRESS
      to: {category: EMAIL_ADDRESS, type: "list<string>", doc: who got it}
      subject: text
      body: text
  directory:
    folder: staff
    columns: {employee_id: EMPLOYEE_ID, user_id: USERNAME, name: PERSON, email: EMAIL_ADDRESS}
releases:
  counts:
    purpose: counting
    legal_basis: contract
    recipients: [{name: analysts, region: DK}]
    retention: {keep: P1Y, hold: disputed}
    rights: [access]
    separate_by: client
    datasets:
      calls: {call_id: token, caller: token, started: {truncate: hour}, seconds: keep, client: token, agreed: drop,
              withdrawn: drop, disputed: drop}
  surveys:
    purpose: asking
    legal_basis: consent
    recipients: [{name: interviewers, region: DK}]
    retention: {keep: P2Y}
    consent: agreed
    withdrawn: withdrawn
    rights: [access, withdrawal]
    datasets:
      calls: {call_id: token, caller: seal, started: keep, seconds: drop, client: token, agreed: drop, withdrawn: drop,
              disputed: drop}
  lessons:
    purpose: teaching
    legal_basis: contract
    recipients: [{name: teachers, region: DK}]
    retention: {keep: P2Y}
    rights: [access]
    datasets:
      chats: {chat_id: token, started: keep, language: keep, agent_id: token, customer: drop, turns.at: drop,
              turns.speaker: keep, turns.text: spans}
      letters: {letter_id: token, thread_id: token, sent: keep, sender: token, to: token, subject: spans, body: spans}
      directory: {employee_id: token, user_id: drop, name: drop, email: drop}
    spans: {PERSON: token, default: redact}
"""


@pytest.fixture(scope="session")
def kiosk_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The policy's file."""
    file = tmp_path_factory.mktemp("policy") / "kiosk.yaml"
    file.write_text(KIOSK, encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def kiosk(kiosk_file: Path) -> Policy:
    """The policy."""
    return load_policy(str(kiosk_file))


@pytest.fixture(scope="session")
def kiosk_keys(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Its keyring's file."""
    path = str(tmp_path_factory.mktemp("kiosk-keys") / "keys.json")
    create_keyring("kiosk", ["counts", "surveys", "lessons"], path)
    return path


@pytest.fixture
def make_plan(kiosk: Policy, kiosk_keys: str, tmp_path: Path) -> Callable[..., RunPlan]:
    """Makes a plan over folders `in` and `out` of the test's own."""

    def make(**changes: Any) -> RunPlan:
        usual = {
            "policy": kiosk,
            "releases": tuple(kiosk.releases),
            "input": str(tmp_path / "in"),
            "output": str(tmp_path / "out"),
            "staging": str(tmp_path / "out" / "_staging" / "run1"),
            "keyring": kiosk_keys,
            "as_of": dt.date(2026, 11, 21),
            "max_rejects": 0.0,
            "rejects_are_share": False,
        }
        return RunPlan(**{**usual, **changes})

    return make


@pytest.fixture
def put(tmp_path: Path) -> Callable[..., InputFile]:
    """Writes a table below the folder `in` and names it as `discover` would."""

    def write(dataset: str, name: str, table: pa.Table, rows: int | None = None) -> InputFile:
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(table, path, row_group_size=rows or max(table.num_rows, 1))
        return InputFile(dataset, str(path), name, path.stat().st_size)

    return write


def calls(*rows: tuple[str, str | None, str | None, int | None, str | None, bool | None]) -> pa.Table:
    """Rows of `opkald` as a source writes them: id, caller, ISO time, seconds, client, agreed."""
    columns = list(zip(*rows, strict=True)) or [()] * 6
    return pa.table(
        {
            "call_id": pa.array(columns[0], pa.string()),
            "fra_nummer": pa.array(columns[1], pa.string()),
            "started": pa.array(columns[2], pa.string()),
            "seconds": pa.array(columns[3], pa.int32()),
            "client": pa.array(columns[4], pa.string()),
            "agreed": pa.array(columns[5], pa.bool_()),
        }
    )


@pytest.fixture
def call_rows() -> Callable[..., pa.Table]:
    """Makes rows of `opkald`."""
    return calls


@pytest.fixture
def unit_of() -> Callable[..., Unit]:
    """Makes the one unit of a file of so many rows, in one row group."""

    def make(dataset: str, rows: int, name: str = "") -> Unit:
        return Unit(InputFile(dataset, "", name or f"{dataset}/a.parquet", 1), "0" * 64, ((0, rows),), 0, 0, 1)

    return make
