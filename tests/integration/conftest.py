"""A small contact centre, hand-made, and the runs of it that the integration tests share."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from slor.pipelines import batch
from slor.pipelines.keys import create_keyring
from slor.pipelines.options import RunOptions
from slor.schemas.policy_loader import load_policy

POLICY = load_policy("telenor_2involve")
AS_OF = dt.date(2026, 11, 21)
DAY = dt.datetime(2026, 11, 16, 8, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)
CALLS = 400
OLD = 7  # calls older than the two years that the notice keeps them
QUEUES = ("Faktura", "Salg", "Support")

AGENT = {
    "agent_id": "bju0417",
    "agent_name": "Gudvor Ulvegjerd",
    "agent_email": "gudvor.ulvegjerd@sentral.example",
}
PERSON = {
    "customer_id": "K7301944",
    "customer_name": "Ragnfrid Kvamså",
    "customer_phone": "+4741984567",
    "customer_email": "ragnfrid.kvamsaa@post.example",
}
NUMBERS = ("+4741984567", "004741984567", "41984567", "sip:+4741984567@sbc1.sentral.example", "tel:+4741984567")
"""One subscriber as five switches write them."""
FODSELSNUMMER = "07038110114"
CPR = "0703811000"
CANARIES = (
    "ragnfrid", "kvamså", "kvamsaa", "gudvor", "ulvegjerd", "bju0417", "7301944", "41984567", FODSELSNUMMER, CPR,
    "242017301944555", "490154203237518", "c730194466", "r730194477", "m730194488", "t730194499", "24201-73019",
    "lunfjellvegen", "e730194",
)  # fmt: skip
"""What may stand nowhere, in lower case and without separators between digits."""


def calls() -> list[dict[str, Any]]:
    """Call detail records: every third of the one person, whose number is written in five ways; some too old."""
    rows = []
    for n in range(CALLS):
        mine = n % 3 == 0
        start = DAY + n * 11 * MINUTE if n >= OLD else dt.datetime(2024, 11, 1 + n, 12, tzinfo=dt.UTC)
        rows.append(
            {
                "call_id": f"c730194466{n:03d}",
                "direction": "inbound",
                "a_number": NUMBERS[n // 3 % len(NUMBERS)] if mine else f"+45{20000000 + n % 37}",
                "b_number": "+4780080000",
                "c_number": "+4541984567" if n == 9 else None,
                "start_time": start,
                "answer_time": start + MINUTE,
                "end_time": start + 4 * MINUTE,
                "ring_seconds": 60,
                "talk_seconds": 180 + n % 50,
                "hold_seconds": n % 7,
                "queue": QUEUES[n % 3],
                "agent_id": AGENT["agent_id"] if n % 2 else "kst0002",
                "agent_name": AGENT["agent_name"] if n % 2 else "Kari Stenvik",
                "customer_id": PERSON["customer_id"] if mine else f"K{1000000 + n % 37}",
                "customer_name": PERSON["customer_name"] if mine else "Per Hansen",
                "disposition": "answered",
                "cell_id": "24201-73019",
                "imsi": "242017301944555",
                "imei": "490154203237518",
                "charge": n / 4,
                "currency": "NOK",
                "recording_id": f"r730194477{n:03d}",
                "consent": n % 4 != 0,
                "dispute": False,
            }
        )
    return rows


SAID = (
    ("agent", "Hei, du snakker med Gudvor Ulvegjerd hos kundeservice, hva gjelder det?"),
    ("customer", "Hei, dette er Ragnfrid Kvamså, jeg ringer om fakturaen min 😀"),
    ("agent", "Hei Ragnfrid. Hva er telefonnummeret ditt?"),
    ("customer", "det er 41 98"),
    ("customer", "45 67"),
    ("agent", "altså 41984567, eller +47 419 84 567 og 0047-41984567?"),
    ("customer", "ja, og e-posten er RAGNFRID.KVAMSAA@POST.EXAMPLE"),
    ("agent", "Kan du oppgi fødselsnummeret ditt?"),
    ("customer", "070381 10114, eller 07038110114 i ett"),
    ("customer", "i Danmark har jeg cpr-nummer 070381-1000"),
    ("agent", "Takk. RAGNFRID KVAMSÅ, kundenummer K7301944, stemmer det?"),
    ("customer", "ja, ragnfrid kvamså, eller Kvamså, Ragnfrid som det står"),
    ("customer", "Ragnfrids sak hos Gudvor, skrevet Kvamsa\u030a på brevet"),
    ("agent", "Ha en fin dag! Beste hilsen Gudvor, gudvor.ulvegjerd@sentral.example"),
)


def turn(n: int, speaker: str | None, text: str | None) -> dict[str, Any]:
    """One turn, n minutes into a conversation."""
    return {"at": DAY + n * MINUTE, "speaker": speaker, "text": text}


def conversation(n: int, turns: list[dict[str, Any]] | None, **other: Any) -> dict[str, Any]:
    """A row of the dialogue dataset."""
    return {
        "conversation_id": f"d{n:04d}", "channel": "chat", "call_id": f"c730194466{n + OLD:03d}",
        "started_at": DAY + 7 * n * MINUTE, "ended_at": DAY + (7 * n + 9) * MINUTE, "queue": QUEUES[n % 3],
        "language": "nb", **AGENT, **PERSON, "consent": True, "dispute": False, "turns": turns, **other,
    }  # fmt: skip


def conversations() -> list[dict[str, Any]]:
    """Dialogues of the one person, and one of somebody who did not consent."""
    said = [turn(n, *words) for n, words in enumerate(SAID)]
    rows = [conversation(n, said) for n in range(6)]
    return [*rows, conversation(6, said, consent=False), conversation(7, said, consent=None)]


def mails() -> list[dict[str, Any]]:
    """E-mails from the one person and back."""
    body = (
        "Hei Gudvor,\n\nJeg har fått feil faktura. Ring meg på 41 98 45 67 eller skriv til "
        "ragnfrid.kvamsaa@post.example.\n\nVennlig hilsen\nRagnfrid Kvamså\nLunfjellvegen 14, 7301 Orkanger\n"
    )
    row = {
        "thread_id": "t730194499", "from_name": PERSON["customer_name"], "from_address": PERSON["customer_email"],
        "to": [AGENT["agent_email"]], "cc": ["Ragnfrid.Kvamsaa@post.example"], "subject": "Faktura, Ragnfrid Kvamså",
        "body": body, "attachments": ["faktura_Ragnfrid_Kvamså.pdf"], "queue": "Faktura", "language": "nb",
        "agent_id": AGENT["agent_id"], "customer_id": PERSON["customer_id"], "consent": True, "dispute": False,
    }  # fmt: skip
    return [
        {**row, "message_id": f"m730194488{n}", "sent_at": DAY + n * 60 * MINUTE, "direction": "inbound"}
        for n in range(3)
    ]


def employees() -> list[dict[str, Any]]:
    """The directory."""
    first = {
        "employee_id": "e730194", "user_id": AGENT["agent_id"], "name": AGENT["agent_name"], "title": "Rådgiver",
        "email": AGENT["agent_email"], "phone": "+4790000417", "team": "Faktura",
    }  # fmt: skip
    second = {
        "employee_id": "e2",
        "user_id": "kst0002",
        "name": "Kari Stenvik",
        "email": "kari.stenvik@sentral.example",
    }
    return [first, second]


def write(path: Path, dataset: str, rows: list[dict[str, Any]], row_group: int = 100) -> None:
    """Writes rows as canonical Parquet; columns that a row lacks are null."""
    path.parent.mkdir(parents=True, exist_ok=True)
    schema = POLICY.datasets[dataset].schema()
    pq.write_table(pa.Table.from_pylist(rows, schema), path, row_group_size=row_group)


def write_centre(folder: Path) -> Path:
    """Writes the whole centre: two files of calls, one of each of the others."""
    write(folder / "cdr" / "2026-w46.parquet", "cdr", calls()[:250], 40)
    write(folder / "cdr" / "2026-w47.parquet", "cdr", calls()[250:])
    write(folder / "dialogue" / "2026-w46.parquet", "dialogue", conversations())
    write(folder / "email" / "2026-w46.parquet", "email", mails())
    write(folder / "directory" / "all.parquet", "directory", employees())
    return folder


@dataclass
class Run:
    """A finished run, and where its things are."""

    input: Path
    output: Path
    keyring: Path
    said: str = ""
    releases: tuple[str, ...] = ()
    manifests: dict[str, Any] = field(default_factory=dict)

    def tables(self, release: str, dataset: str) -> list[pq.ParquetFile]:
        """The files of a release's dataset, in order of name."""
        return [pq.ParquetFile(path) for path in sorted((self.output / release / dataset).rglob("*.parquet"))]

    def rows(self, release: str, dataset: str) -> list[dict[str, Any]]:
        """All rows of a release's dataset."""
        return [row for file in self.tables(release, dataset) for row in file.read().to_pylist()]


def command() -> list[str]:
    """The installed command."""
    beside = Path(sys.executable).with_name("slor")
    return [str(beside)] if beside.exists() else [sys.executable, "-m", "slor.pipelines.cli"]


@pytest.fixture(scope="session")
def slor() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs the command as a user does."""

    def call(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*command(), *map(str, arguments)],
            capture_output=True,
            text=True,
            timeout=170,
            env={**os.environ, **environment},
            check=False,
        )

    return call


MadeOnce = Callable[[str, Callable[[Path], Any]], Path]


@pytest.fixture(scope="session")
def keyring(made_once: MadeOnce) -> Path:
    """Keys for all releases."""

    def create(folder: Path) -> None:
        create_keyring(POLICY.system, list(POLICY.releases), str(folder / "keyring.json"))

    return made_once("keyring", create) / "keyring.json"


@pytest.fixture(scope="session")
def centre(made_once: MadeOnce) -> Path:
    """The input; read only."""
    return made_once("centre", write_centre)


def options(source: Path, output: Path, keyring: Path, *releases: str, **other: Any) -> RunOptions:
    """A run's options as the tests want them."""
    return RunOptions(
        POLICY.system,
        str(source),
        str(output),
        releases=releases,
        as_of=AS_OF,
        keyring=str(keyring),
        quiet=True,
        **other,
    )


@pytest.fixture(scope="session")
def release(keyring: Path) -> Callable[..., Run]:
    """Runs in this process, which is quicker than the command."""

    def call(source: Path, output: Path, *releases: str, keys: Path = keyring, **other: Any) -> Run:
        done = batch.run(options(source, output, keys, *releases, **other))
        return Run(source, output, keys, releases=releases, manifests=done.manifests)

    return call


@pytest.fixture(scope="session")
def whole(slor: Any, centre: Path, keyring: Path, made_once: MadeOnce) -> Run:
    """All releases of the centre, made with the command, with progress and a summary shown; read only."""

    def make(folder: Path) -> None:
        done = slor("run", "--policy", POLICY.system, "--input", centre, "--output", folder / "out",
                    "--keyring", keyring, "--as-of", AS_OF)  # fmt: skip
        assert done.returncode == 0, done.stderr
        (folder / "said.txt").write_text(done.stdout + done.stderr, encoding="utf-8")

    folder = made_once("whole", make)
    output, said = folder / "out", (folder / "said.txt").read_text(encoding="utf-8")
    manifests = {name: json.loads((output / name / "_manifest.json").read_text()) for name in POLICY.releases}
    return Run(centre, output, keyring, said, tuple(POLICY.releases), manifests)


def snapshot(folder: Path) -> dict[str, str]:
    """SHA-256 of all that a run must make the same again: everything but `_run.json`."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "_run.json"
    }


@pytest.fixture(autouse=True)
def _no_keyring_from_outside(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv("SLOR_KEYRING", raising=False)
    yield


@pytest.fixture(name="calls", scope="session")
def _calls() -> list[dict[str, Any]]:
    """The centre's call detail records."""
    return calls()


@pytest.fixture(name="snapshot")
def _snapshot() -> Callable[[Path], dict[str, str]]:
    """Tells what lies in a folder, but for what differs from run to run."""
    return snapshot


@pytest.fixture(scope="session")
def canaries() -> tuple[str, ...]:
    """What may stand nowhere."""
    return CANARIES


@pytest.fixture(name="write", scope="session")
def _write() -> Callable[..., None]:
    """Writes rows of a dataset as canonical Parquet."""
    return write


@pytest.fixture(name="options", scope="session")
def _options() -> Callable[..., RunOptions]:
    """Makes a run's options."""
    return options


@pytest.fixture(name="row", scope="session")
def _row() -> Callable[..., dict[str, Any]]:
    """Makes a row of the dialogue dataset, about the centre's one person, with turns of one's own."""
    return conversation
