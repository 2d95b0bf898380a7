"""`slor policy new`: a start that says all that is open, releases nothing, and tells no value of the sample."""

from __future__ import annotations

import datetime as dt
import decimal
import json
import re
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml
from typer.testing import CliRunner

from slor.pipelines.cli import app
from slor.pipelines.errors import InputError, UsageError
from slor.pipelines.policy_draft import draft
from slor.pipelines.policy_guessing import guess
from slor.sample_data import write_sample
from slor.schemas.conform import check_schema
from slor.schemas.policy import Policy, PolicyError
from slor.schemas.policy_loader import list_policies, load_policy, parse_policy

ANSWERS = {
    "controller:": "controller: us",
    "regions:": "regions: [eea]",
    "zone:": "zone: Europe/Oslo",
    "countries:": "countries: [NO, DK]",
    "purposes:": 'purposes: {reporting: "section 1"}',
    "    subject:": "    subject: customer",
    "    purpose:": "    purpose: reporting",
    "    legal_basis:": "    legal_basis: contract",
    "    recipients:": "    recipients: [{name: analysts, region: NO}]",
    "    retention:": "    retention: {keep: P1Y}",
    "    rights:": "    rights: [erasure]",
}
OF_THE_NOTICE = """\
d.yaml:{}: controller: controller is missing; say who is controller and who processes
d.yaml:{}: regions: regions is missing; list where data may be processed: eea, or codes such as NO
d.yaml:{}: zone: zone is missing; name the zone of times that carry none, such as Europe/Copenhagen
d.yaml:{}: countries: countries is missing; list the telephone plans of bare numbers, such as [NO, DK]
d.yaml:{}: purposes: purposes is empty or not a mapping; name each purpose of the notice with its passage
d.yaml:{}: releases.statistics.purpose: purpose is missing; name one of the policy's purposes
d.yaml:{}: releases.statistics.legal_basis: legal_basis is missing; say what the processing rests on
d.yaml:{}: releases.statistics.recipients: recipients is missing; write recipients: [{{name: …, region: eea}}]
d.yaml:{}: releases.statistics.retention: retention is missing; say how long it is kept: retention: {{keep: P2Y}}
d.yaml:{}: releases.statistics.rights: rights is missing; list rights: access, rectification, erasure, restriction, \
objection, portability, withdrawal
"""


def problems(text: str) -> list[str]:
    with pytest.raises(PolicyError) as caught:
        parse_policy(text.encode(), "d.yaml")
    return list(caught.value.problems)


def answered(text: str) -> str:
    """The draft with every DECIDE answered, and an unknown column said to be text."""
    lines = []
    for line in text.splitlines():
        written, _, comment = line.partition("  # ")
        if comment.startswith("DECIDE"):
            written = ANSWERS.get(written.rstrip()) or written.replace("{category: ", "{category: text")
        lines.append(written.rstrip())
    return "\n".join(lines)


def write(path: Path, **columns: pa.Array) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.table(columns), path)


@pytest.fixture(scope="module")
def drafts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, str]]:
    """For each system a sample in its own shape, and what is drafted from it."""
    found = {}
    for system in list_policies():
        folder = tmp_path_factory.mktemp(system)
        write_sample(folder, 200, 7, system=system, dialogues=12)
        found[system] = folder, draft("acme", [folder])
    return found


@pytest.mark.parametrize("system", list_policies())
def test_check_lists_exactly_the_lines_that_are_to_be_decided(drafts, system):
    text = drafts[system][1]
    told = [int(line.split(":")[1]) for line in problems(text)]
    assert told == [number for number, line in enumerate(text.splitlines(), 1) if "  # DECIDE " in line]


@pytest.mark.parametrize("system", list_policies())
def test_every_column_is_dropped_until_somebody_decides(drafts, system):
    policy = parse_policy(answered(drafts[system][1]).encode(), "d.yaml")
    (release,) = policy.releases.values()
    assert {rule.name for rules in release.datasets.values() for rule in rules.values()} == {"drop"}


@pytest.mark.parametrize("system", list_policies())
def test_what_is_guessed_fits_every_file_of_the_sample(drafts, system):
    folder, text = drafts[system]
    policy = parse_policy(answered(text).encode(), "d.yaml")
    for dataset in policy.datasets.values():
        files = sorted((folder / dataset.folder).rglob("*.parquet"))
        assert files
        for file in files:
            assert check_schema(pq.read_schema(file), dataset) == [], (file.name, dataset.name)


@pytest.mark.parametrize("system", list_policies())
def test_most_columns_are_guessed_as_the_shipped_policy_has_them(drafts, system):
    shipped, drafted = load_policy(system), parse_policy(answered(drafts[system][1]).encode(), "d.yaml")
    of_source = _by_source(drafted)
    right = {key: of_source.get(key) == category for key, category in _by_source(shipped).items()}
    assert sum(right.values()) >= 0.8 * len(right), [key for key, same in right.items() if not same]


def _by_source(policy: Policy) -> dict[tuple[str, str], str]:
    return {(dataset.folder, column.source): column.category
            for dataset in policy.datasets.values() for column in dataset.columns}  # fmt: skip


def test_nothing_of_a_sample_is_in_its_draft(drafts):
    for folder, text in drafts.values():
        values = {value for file in folder.rglob("[!_]*/*.parquet")
                  for value in _identifying(pq.read_table(file).to_pylist())}  # fmt: skip
        assert len(values) > 500
        assert not [value for value in values if value in text]


def _identifying(rows: object) -> set[str]:
    """Every string with a digit, an @ or a space in it, and every word in title case: never a column's name."""
    if isinstance(rows, str):
        return {rows} if len(rows) > 3 and re.search(r"\d|@| |^[A-ZÆØÅ][a-zæøå]+$", rows) else set()
    inside = rows.values() if isinstance(rows, dict) else rows if isinstance(rows, list) else ()
    return {value for each in inside for value in _identifying(each)}


CANARIES = {
    "caller": ["Zebulon Quistgaard", "Ragnfrid Ulvhildstad"],
    "phone": ["+4793847561", "71829364"],
    "mail": ["ragnfrid@ulvhildstad.example", "zq@quistgaard.example"],
    "cpr": ["070761-4285", "010190-1234"],
    "said": ["det er ragnfrid ulvhildstad her jeg ringer om regningen", "zebulon quistgaard med q"],
    "status": ["quistgaardsk"] * 2,
    "weird": ["qx/9938475/q", "qy/4455667/q"],
}


def test_no_value_is_told_whatever_type_it_has(tmp_path):
    columns = {name: pa.array(values) for name, values in CANARIES.items()}
    columns["number"] = pa.array([93847561, 71829364])
    columns["amount"] = pa.array([decimal.Decimal("73519.47"), decimal.Decimal("73519.48")])
    columns["born"] = pa.array([dt.date(1961, 7, 7), dt.date(1962, 8, 8)])
    columns["raw"] = pa.array([b"quistgaard raw", b"ulvhildstad raw"])
    columns["tags"] = pa.array([["quistgaard"], ["ulvhildstad"]])
    columns["turns"] = pa.array([[{"who": "quistgaard", "words": "jeg hedder zebulon"}], []])
    columns["deep"] = pa.array([{"inside": "quistgaard"}, None])
    write(tmp_path / "calls" / "quistgaard-1961.parquet", **columns)
    text = draft("acme", [tmp_path])
    for value in ("quistgaard", "ulvhildstad", "zebulon", "ragnfrid", "93847561", "71829364", "73519", "1961", "070761",
                  "9938475", "ringer"):  # fmt: skip
        assert value not in text.casefold(), value
    assert "    ignore: [deep]" in text


def test_what_the_sample_does_not_tell_is_left_open(tmp_path):
    write(
        tmp_path / "calls" / "a.parquet",
        started=pa.array([dt.datetime(2026, 1, day, tzinfo=dt.UTC) for day in range(1, 29)]),
        empty=pa.array([None] * 28, pa.string()),
        handle=pa.array([f"qx/{number}/zz" for number in range(28)]),
        octets=pa.array([91_000_017 * number for number in range(1, 29)]),
        customer_no=pa.array([f"person{number}@privat.example" for number in range(28)]),
    )
    text = draft("acme", [tmp_path])
    lines = text.splitlines()
    start = lines.index("    columns:")
    assert [re.sub(" +", " ", line.strip()) for line in lines[start + 1 : start + 6]] == [
        "started: time # GUESS by type",
        "empty: {category: } # DECIDE no value in the sample tells what it is",
        "handle: {category: } # DECIDE many values of no kind that is known: an identifier, or text?",
        "octets: {category: } # DECIDE large whole numbers that hardly recur: an identifier, or a measure?",
        "customer_no: {category: } # DECIDE its name says CUSTOMER_ID, and 100% of 28 values looked at are "
        "EMAIL_ADDRESS",
    ]
    missing = "category is missing; say what it is: an entity type, or time, measure, code, flag, text"
    told = problems(text)
    assert told == sorted(
        [*OF_THE_NOTICE.format(*(int(line.split(":")[1]) for line in told if "datasets." not in line)).splitlines(),
         f"d.yaml:{start - 2}: datasets.calls.subject: subject is missing; say whom a row is about: customer, employee "
         "or client",
         *(f"d.yaml:{start + at}: datasets.calls.columns.{name}.category: {missing}"
           for at, name in ((3, "empty"), (4, "handle"), (5, "octets"), (6, "customer_no")))],
        key=lambda line: int(line.split(":")[1]),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "values", "category", "kind"),
    [
        ("VoicemailId", ["vm1", "vm2"], "RECORDING_ID", ""),
        ("klient_navn", ["Murerfirmaet", "Klinikken"], "ORGANIZATION", ""),
        ("mail_id", ["m1", "m2"], "MESSAGE_ID", ""),
        ("kundeEmail", [None, "a"], "EMAIL_ADDRESS", ""),
        ("account", ["22334455", "55443322"], "ACCOUNT_NUMBER", ""),
        ("user_name", ["mette holm", "lars juul"], "USERNAME", ""),
        ("who", ["Mette Holm", "Lars Juul"], "PERSON", ""),
        ("til", [["mette@firma.example"], ["lars@firma.example"]], "EMAIL_ADDRESS", "list<string>"),
        ("at", ["2026-01-02T03:04:05+01:00", "2026-01-03T03:04:05Z"], "time", "timestamp"),
        ("agreed", ["true", "FALSE"], "flag", "boolean"),
        ("seconds", [17, 40], "measure", "integer"),
        ("price", [1.25, 3.5], "measure", "number"),
        ("customer_no", [1234567, 7654321], "CUSTOMER_ID", "string"),
        ("words", ["god dag jeg vil gerne klage", "min telefon virker slet ikke mere"], "text", ""),
        ("colour", ["red", "blue", "red", "blue", "red"], "code", ""),
        ("f\u00f8dselsdato", [dt.date(1961, 7, 7)], "time", "timestamp"),
    ],
)
def test_guesses_by_name_type_and_contents(name, values, category, kind):
    found = guess(name, [pa.array(values)])
    assert (found.category, found.type) == (category, kind), found.why


def test_an_end_that_most_rows_lack_dates_no_row(tmp_path):
    day = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    times = pa.timestamp("us", "UTC")
    write(tmp_path / "lines" / "a.parquet", ended=pa.array([None, None, day], times), made=pa.array([day] * 3, times))
    assert "    time: made " in draft("acme", [tmp_path])
    write(tmp_path / "lines" / "a.parquet", ended=pa.array([None, None, day], times))
    assert "    time:" not in draft("acme", [tmp_path])


def test_names_that_yaml_reads_otherwise_are_quoted(tmp_path):
    odd = ["no", "true", "null", "1st", "a b", "c: d", "#e", "'f'", "g\nh", "ø", "-", "2026-01-01", "é\u2028"]
    write(tmp_path / "On Hold" / "a.parquet", **{name: pa.array(["x y z w q", None]) for name in odd})
    text = draft("acme", [tmp_path])
    policy = parse_policy(answered(text).encode(), "d.yaml")
    assert [column.name for column in policy.datasets["on_hold"].columns] == odd
    assert policy.datasets["on_hold"].folder == "On Hold"
    assert list(yaml.safe_load(text)["datasets"]["on_hold"]["columns"]) == odd


def test_a_canonical_folder_of_another_shape_gets_another_name(tmp_path):
    write(tmp_path / "email" / "a.parquet", besked=pa.array(["hej"]))
    write(tmp_path / "E-Mail" / "a.parquet", body=pa.array(["hej"]))
    policy = parse_policy(answered(draft("acme", [tmp_path])).encode(), "d.yaml")
    assert {name: dataset.folder for name, dataset in policy.datasets.items()} == {
        "e_mail": "E-Mail",
        "email_2": "email",
    }


def test_writes_to_a_file_once_and_says_what_to_do_next(tmp_path):
    write(tmp_path / "in" / "directory" / "a.parquet", name=pa.array(["Mette Holm"]), phone=pa.array(["22334455"]))
    out = tmp_path / "acme.yaml"
    command = ["policy", "new", "--input", str(tmp_path / "in"), "--system", "acme", "--out", str(out)]
    done = CliRunner().invoke(app, command)
    assert done.exit_code == 0
    assert done.output == f"{out}: 4 guesses to confirm, 10 lines to decide; then\n  slor policy check {out}\n"
    assert len(problems(out.read_text(encoding="utf-8"))) == 10
    with pytest.raises(UsageError, match=re.escape(f"--out: {out} exists; choose another file, or delete it first")):
        CliRunner().invoke(app, command, catch_exceptions=False)


def test_what_cannot_be_drafted_is_said(tmp_path):
    with pytest.raises(UsageError, match=re.escape("--system The Centre: is no name; use small letters")):
        draft("The Centre", [tmp_path])
    with pytest.raises(InputError, match="no Parquet files; give the folder above the datasets' folders"):
        draft("acme", [tmp_path])
    (tmp_path / "cdr").mkdir()
    (tmp_path / "cdr" / "a.parquet").write_bytes(b"Zebulon Quistgaard")
    with pytest.raises(InputError, match="is no Parquet file; leave it out") as caught:
        draft("acme", [tmp_path])
    assert "Zebulon" not in str(caught.value)


@pytest.mark.shared
def test_what_other_tools_wrote_gives_a_draft_with_nothing_of_theirs_in_it(shared):
    text = draft("kontaktsenter", [shared / "input" / "kontaktsenter"])
    canaries = json.loads((shared / "input" / "kontaktsenter.truth.json").read_text(encoding="utf-8"))["canaries"]
    assert not [canary for canary in canaries if canary.casefold() in text.casefold()]
    assert {column.category for column in parse_policy(answered(text).encode(), "d.yaml").datasets["cdr"].columns} == {
        column.category for column in load_policy("telenor_2involve").datasets["cdr"].columns
    }
    assert len(problems(text)) == 10
