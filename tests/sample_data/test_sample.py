"""A whole sample: same seed, same bytes; books; who belongs to whom; marks that fit their texts."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from slor.sample_data import SampleSummary, write_sample
from slor.sample_data.marks import unmark
from slor.sample_data.sample import AS_OF, Centre

CALLS, SEED = 3000, 5
TEXT_OF = {"dialogue": "turns", "email": "body"}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, SampleSummary]:
    out = tmp_path_factory.mktemp("centre") / "in"
    return out, write_sample(out, CALLS, SEED)


def read(out: Path, dataset: str) -> list[dict[str, object]]:
    return [row for path in sorted((out / dataset).glob("*.parquet")) for row in pq.read_table(path).to_pylist()]


def gold(out: Path, dataset: str) -> list[dict[str, object]]:
    paths = sorted((out / "_gold").glob(f"{dataset}-*.jsonl"))
    return [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").split("\n") if line]


def test_same_seed_same_bytes(sample: tuple[Path, SampleSummary], tmp_path: Path) -> None:
    out, summary = sample
    again = write_sample(tmp_path / "again", CALLS, SEED)
    assert again == summary
    for name in summary.files:
        assert (tmp_path / "again" / name).read_bytes() == (out / name).read_bytes(), name


def test_another_seed_other_people(sample: tuple[Path, SampleSummary], tmp_path: Path) -> None:
    out, _ = sample
    write_sample(tmp_path / "other", 300, SEED + 1)
    mine = {row["customer_id"] for row in read(out, "cdr")}
    theirs = {row["customer_id"] for row in read(tmp_path / "other", "cdr")}
    assert len(mine & theirs) < 3


def test_rows_reported_are_rows_in_the_files(sample: tuple[Path, SampleSummary]) -> None:
    out, summary = sample
    counted: Counter[str] = Counter()
    for name in summary.files:
        if name.endswith(".parquet"):
            counted[name.split("/")[0]] += pq.ParquetFile(out / name).metadata.num_rows
    assert dict(counted) == dict(summary.rows)
    assert summary.rows["cdr"] == CALLS
    assert summary.rows["dialogue"] == CALLS // 20
    assert summary.gold == len(gold(out, "dialogue")) + len(gold(out, "email"))
    on_disk = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    assert on_disk == {*summary.files, "_sample.json"}


def test_progress_adds_up_to_the_rows(tmp_path: Path) -> None:
    told: Counter[str] = Counter()

    def tell(dataset: str, rows: int) -> None:
        told[dataset] += rows

    summary = write_sample(tmp_path / "in", 400, 1, progress=tell)
    assert dict(told) == dict(summary.rows)


def test_marked_texts_are_the_texts_of_the_rows(sample: tuple[Path, SampleSummary]) -> None:
    out, _ = sample
    marks = {line["conversation_id"]: line for line in gold(out, "dialogue")}
    rows = read(out, "dialogue")
    assert len(marks) == len(rows)
    required = 0
    for row in rows:
        turns = marks[row["conversation_id"]]["turns"]
        assert len(turns) == len(row["turns"] or [])
        for turn, said in zip(turns, row["turns"] or [], strict=True):
            text, spans = unmark(turn["text"])
            assert (turn["speaker"], text) == (said["speaker"], said["text"] or "")
            assert all(text[start:end].strip() for start, end, _, _ in spans)
            required += sum(needed for _, _, _, needed in spans)
    assert required > 8 * len(rows)


def test_marked_mails_are_the_bodies_and_subjects_of_the_rows(sample: tuple[Path, SampleSummary]) -> None:
    out, _ = sample
    threads: dict[object, list[dict[str, object]]] = {}
    for row in read(out, "email"):
        threads.setdefault(row["thread_id"], []).append(row)
    lines = gold(out, "email")
    assert {line["conversation_id"] for line in lines} == set(threads)
    for line in lines:
        rows = threads[line["conversation_id"]]
        assert [unmark(turn["text"])[0] for turn in line["turns"]] == [row["body"] or "" for row in rows]
        assert [unmark(subject)[0] for subject in line["subjects"]] == [row["subject"] for row in rows]


def test_a_transcript_belongs_to_its_call(sample: tuple[Path, SampleSummary]) -> None:
    out, _ = sample
    calls = {row["call_id"]: row for row in read(out, "cdr")}
    voices = [row for row in read(out, "dialogue") if row["channel"] == "voice"]
    assert len(voices) > 40
    for row in voices:
        call = calls[row["call_id"]]
        same = ("customer_id", "agent_id", "consent", "queue")
        assert [row[name] for name in same] == [call[name] for name in same]
        assert call["disposition"] in ("answered", "transferred")
        assert call["customer_name"] in (None, row["customer_name"]) or row["customer_name"] is None


def test_people_recur_over_calls_chats_and_mails(sample: tuple[Path, SampleSummary]) -> None:
    out, _ = sample
    calls = Counter(row["customer_id"] for row in read(out, "cdr") if row["customer_id"])
    talks = {row["customer_id"] for row in read(out, "dialogue")}
    mails = {row["customer_id"] for row in read(out, "email")}
    assert talks <= set(calls) and mails <= set(calls)
    assert len(talks & mails) > 5
    assert calls.most_common(1)[0][1] > 10
    assert {row["subscriber_id"] for row in read(out, "ip_session")} & talks


def test_a_customers_number_is_the_same_in_the_call_and_the_chat(sample: tuple[Path, SampleSummary]) -> None:
    out, _ = sample
    numbers: dict[object, set[str]] = {}
    for row in read(out, "cdr"):
        party = row["b_number"] if row["direction"] == "outbound" else row["a_number"]
        digits = "".join(c for c in str(party or "").split("@")[0] if c.isdigit())
        if row["customer_id"] and len(digits) >= 8:
            numbers.setdefault(row["customer_id"], set()).add(digits[-8:])
    assert all(len(forms) == 1 for forms in numbers.values())
    phones = {row["customer_id"]: row["customer_phone"] for row in read(out, "dialogue") if row["customer_phone"]}
    compared = [(number[-8:], numbers[customer]) for customer, number in phones.items() if customer in numbers]
    assert compared and all({number} == forms for number, forms in compared)


def test_agents_are_in_the_directory(sample: tuple[Path, SampleSummary]) -> None:
    out, _ = sample
    directory = read(out, "directory")
    logins = [row["user_id"] for row in directory]
    assert len(set(logins)) == len(logins)
    assert {row["agent_id"] for row in read(out, "cdr") if row["agent_id"]} <= set(logins)
    assert {row["agent_email"] for row in read(out, "dialogue") if row["agent_email"]} <= {
        r["email"] for r in directory
    }


def test_numbers_come_in_many_forms(sample: tuple[Path, SampleSummary]) -> None:
    out, _ = sample
    numbers = [str(row["a_number"]) for row in read(out, "cdr")]
    for lead in ("+45", "+47", "0045", "0047", "sip:+", "tel:+", "anonymous", "None", "4"):
        assert any(number.startswith(lead) for number in numbers), lead
    assert any(len(number) == 4 and number.isdigit() for number in numbers)


def test_consent_is_given_refused_and_absent(sample: tuple[Path, SampleSummary]) -> None:
    out, _ = sample
    assert {row["consent"] for row in read(out, "cdr")} == {True, False, None}
    assert {row["dispute"] for row in read(out, "cdr")} == {True, False, None}


def test_some_calls_are_older_than_two_and_five_years_and_none_newer_than_the_day(
    sample: tuple[Path, SampleSummary],
) -> None:
    out, _ = sample
    plain = pq.read_table(out / "cdr" / "2020-w53.parquet").column("start_time")
    assert {time.year for time in pc.unique(plain).to_pylist()} <= {2020, 2021}
    assert (out / "cdr" / "2024-w47.parquet").exists()
    last = pq.read_table(out / "cdr" / "2026-w47.parquet").column("end_time")
    assert pc.max(last).as_py() < dt.datetime.combine(AS_OF, dt.time(1), dt.UTC)


def test_calls_come_in_busy_hours(sample: tuple[Path, SampleSummary]) -> None:
    out, _ = sample
    times = pq.read_table(out / "cdr" / "2026-w46.parquet").column("start_time")
    hours = Counter(time.hour for time in times.to_pylist())
    assert sum(hours[hour] for hour in range(7, 16)) > 0.7 * len(times)
    assert times.to_pylist() == sorted(times.to_pylist())


@pytest.mark.parametrize(
    ("week", "column", "kind"),
    [
        ("2026-w47", "start_time", pa.timestamp("us", tz="UTC")),
        ("2026-w47", "queue", pa.string()),
        ("2026-w46", "queue", pa.dictionary(pa.int32(), pa.string())),
        ("2026-w45", "start_time", pa.timestamp("us")),
        ("2026-w45", "a_number", pa.large_string()),
        ("2026-w44", "start_time", pa.string()),
        ("2026-w44", "talk_seconds", pa.int32()),
        ("2026-w43", "start_time", pa.timestamp("ns", tz="UTC")),
        ("2026-w43", "__index_level_0__", pa.int64()),
        ("2026-w42", "charge", pa.decimal128(12, 2)),
    ],
)
def test_files_are_as_other_tools_write_them(
    sample: tuple[Path, SampleSummary], week: str, column: str, kind: pa.DataType
) -> None:
    out, _ = sample
    assert pq.read_schema(out / "cdr" / f"{week}.parquet").field(column).type == kind


def test_one_row_in_two_thousand_has_an_impossible_time(sample: tuple[Path, SampleSummary]) -> None:
    out, _ = sample
    times = pq.read_table(out / "cdr" / "2026-w44.parquet").column("start_time").to_pylist()
    assert sum("2026-13-45" in time for time in times) == CALLS // 2000


def test_a_folder_that_no_policy_names_is_there(sample: tuple[Path, SampleSummary]) -> None:
    out, _ = sample
    assert read(out, "wallboard")


def test_rows_do_not_depend_on_the_size_of_a_chunk() -> None:
    calls = Centre(5000, 3, AS_OF).calls
    whole = calls.table(4000, 300).to_pylist()
    parts = [row for first in range(4000, 4300, 77) for row in calls.table(first, min(77, 4300 - first)).to_pylist()]
    assert parts == whole


def test_a_sample_replaces_a_sample_and_nothing_else(tmp_path: Path) -> None:
    out = tmp_path / "in"
    write_sample(out, 600, 1)
    second = write_sample(out, 40, 2)
    on_disk = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    assert on_disk == {*second.files, "_sample.json"}
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("keep")
    with pytest.raises(FileExistsError, match="choose another folder"):
        write_sample(tmp_path / "mine", 40, 2)


@pytest.mark.parametrize(("calls", "system", "message"), [(0, "canonical", "calls"), (10, "nobody", "system")])
def test_what_cannot_be_made_is_said(tmp_path: Path, calls: int, system: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        write_sample(tmp_path / "in", calls, 1, system=system)


def test_one_call_is_enough(tmp_path: Path) -> None:
    assert write_sample(tmp_path / "in", 1, 1).rows["cdr"] == 1


def test_all_languages_channels_and_many_topics_are_spoken(tmp_path: Path) -> None:
    write_sample(tmp_path / "in", 3000, 8, dialogues=400)
    rows = read(tmp_path / "in", "dialogue")
    kinds = Counter((row["language"], row["channel"]) for row in rows)
    for language in ("da", "nb", "nn"):
        assert kinds[language, "chat"] > 5 and kinds[language, "voice"] > 5
    openings = Counter(turn["text"] for row in rows for turn in (row["turns"] or [])[:1])
    assert openings.most_common(1)[0][1] < 0.08 * len(rows)
    types = Counter(
        kind
        for line in gold(tmp_path / "in", "dialogue")
        for turn in line["turns"]
        for _, _, kind, needed in unmark(turn["text"])[1]
        if needed
    )
    wanted = {
        "PERSON",
        "PHONE_NUMBER",
        "EMAIL_ADDRESS",
        "DK_CPR",
        "NO_FODSELSNUMMER",
        "DATE_OF_BIRTH",
        "STREET_ADDRESS",
    }
    wanted |= {"POSTAL_PLACE", "BANK_ACCOUNT", "IBAN_CODE", "CREDIT_CARD", "IP_ADDRESS", "MAC_ADDRESS", "IMEI", "ICCID"}
    wanted |= {"LICENSE_PLATE", "CUSTOMER_ID", "EMPLOYEE_ID", "USERNAME", "PASSWORD", "URL"}
    assert wanted <= set(types)


def test_ugly_texts_are_there(tmp_path: Path) -> None:
    write_sample(tmp_path / "in", 4000, 8, dialogues=1200)
    rows = read(tmp_path / "in", "dialogue")
    texts = [turn["text"] for row in rows for turn in row["turns"] or []]
    joined = "\n".join(text for text in texts if text)
    assert any(row["turns"] is None for row in rows)
    assert any(row["turns"] == [] for row in rows)
    assert None in texts
    for sign in ("\0", "\u202e", "\u030a", "😊", "ش"):
        assert sign in joined, ascii(sign)
