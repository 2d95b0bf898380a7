"""One person has one pseudonym in a release, over all datasets and in texts, and another in every other release."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date, datetime
from types import SimpleNamespace

import pytest
import tink
from tink import aead, json_proto_keyset_format, secret_key_access

from slor.pipelines.keys import create_keyring

RELEASES = ("statistics", "training", "error_correction")


def mine(rows):
    """The calls of the one person, who makes every third; nobody else makes nearly as many."""
    often, _ = Counter(row["customer_id"] for row in rows).most_common(1)[0]
    return [row for row in rows if row["customer_id"] == often]


@pytest.fixture(scope="session")
def released(whole):
    """All rows, by release and dataset."""
    return {
        (release, dataset): whole.rows(release, dataset)
        for release in RELEASES
        for dataset in ("cdr", "dialogue", "email", "directory")
    }


def pseudonyms(released, release):
    """Every string of a release that stands for something, and so is no code."""
    codes = {"direction", "queue", "disposition", "currency", "channel", "language", "title", "team", "turns", "body"}
    texts = {"subject", "attachments"}
    found = set()
    for (of, _), rows in released.items():
        for row in rows if of == release else ():
            for name, value in row.items():
                if name not in codes | texts and not isinstance(value, datetime | date | bool | int | float):
                    found.update(v for v in (value if isinstance(value, list) else [value]) if v is not None)
    return found


@pytest.mark.parametrize("release", RELEASES)
def test_one_number_is_one_pseudonym_however_a_switch_writes_it(released, release):
    calls = mine(released[release, "cdr"])
    assert len(calls) > 90
    numbers = {call["a_number"] for call in calls}
    digits = {re.sub(r"^\+?(?:00)?(?:47|45)?(?=\d{8}$)", "", re.sub(r"@.*|\D", "", n)) for n in numbers}
    if release == "training":  # stand-ins keep the form of what they stand for
        assert len(digits) == 1
    else:
        assert len(numbers) == 1
    others = {call["a_number"] for call in released[release, "cdr"]} - numbers
    assert len(others) == 37


@pytest.mark.parametrize("release", RELEASES)
def test_datasets_join(released, release):
    calls, talks = mine(released[release, "cdr"]), released[release, "dialogue"]
    mails, people = released[release, "email"], released[release, "directory"]
    assert {t["customer_id"] for t in talks} == {m["customer_id"] for m in mails} == {calls[0]["customer_id"]}
    assert {t["agent_id"] for t in talks} == {m["agent_id"] for m in mails} == {people[0]["user_id"]}
    assert people[0]["user_id"] in {call["agent_id"] for call in calls}
    assert {t["customer_email"] for t in talks} == {m["from_address"] for m in mails}
    assert {t["agent_email"] for t in talks} == {m["to"][0] for m in mails} == {people[0]["email"]}
    assert {m["cc"][0].casefold() for m in mails} == {m["from_address"].casefold() for m in mails}
    assert {t["call_id"] for t in talks} <= {call["call_id"] for call in released[release, "cdr"]} | {
        t["call_id"] for t in talks if release == "training"
    }
    if release == "statistics":
        assert {t["customer_phone"] for t in talks} == {call["a_number"] for call in calls}


def test_stand_ins_of_a_column_stand_in_the_texts_too(released):
    mail, talk = released["training", "email"][0], released["training", "dialogue"][0]
    text = "\n".join(turn["text"] for turn in talk["turns"])
    name = mail["from_name"]
    assert name == talk["customer_name"]
    for where in (mail["subject"], mail["body"], text):
        assert name in where
    alone = re.search(r"Hei (\w+)\.", text)
    assert alone is not None
    assert alone[1] == name.split()[0], "the first name alone is the same person's"
    assert talk["agent_name"] in text
    assert talk["customer_email"].casefold() in text.casefold()
    assert talk["agent_email"] in text
    number = re.sub(r"\D", "", talk["customer_phone"])[-8:]
    assert number in text


def test_seals_of_a_column_stand_in_the_texts_too(released):
    mail, talk = released["error_correction", "email"][0], released["error_correction", "dialogue"][0]
    text = "\n".join(turn["text"] for turn in talk["turns"])
    for value in (talk["customer_name"], talk["customer_email"], talk["agent_name"], talk["customer_phone"]):
        assert value in text
    assert mail["from_name"] in mail["body"]
    assert talk["customer_phone"] in mail["body"]


@pytest.mark.parametrize(("one", "other"), [(RELEASES[0], RELEASES[1]), (RELEASES[0], RELEASES[2]), RELEASES[1:]])
def test_releases_share_no_pseudonym(released, one, other):
    first, second = pseudonyms(released, one), pseudonyms(released, other)
    assert min(len(first), len(second)) > 400
    assert first & second == set()


def test_another_keyring_makes_other_pseudonyms(released, centre, tmp_path, release):
    keys = tmp_path / "other.json"
    create_keyring("telenor_2involve", ["statistics"], str(keys))
    run = release(centre, tmp_path / "out", "statistics", keys=keys)
    other = {("statistics", name): run.rows("statistics", name) for name in ("cdr", "dialogue", "email", "directory")}
    assert len(pseudonyms(other, "statistics")) == len(pseudonyms(released, "statistics"))
    assert pseudonyms(other, "statistics") & pseudonyms(released, "statistics") == set()


def test_a_keyring_wrapped_by_a_kms_makes_the_same(whole, tmp_path, release, snapshot, monkeypatch):
    aead.register()
    kms = tink.new_keyset_handle(aead.aead_key_templates.AES256_GCM).primitive(aead.Aead)
    client = SimpleNamespace(get_aead=lambda uri: kms)
    monkeypatch.setattr(tink, "kms_client_from_uri", lambda uri: client)
    ring = json.loads(whole.keyring.read_text())
    secrets = [json.dumps(entry[part]) for entry in ring["domains"] for part in ("prf", "daead")]
    ring["wrapped_by"] = "fake-kms://key"
    for entry in ring["domains"]:
        where = f"{entry['system']}/{entry['release']}/{entry['epoch']}"
        for part in ("prf", "daead"):
            handle = json_proto_keyset_format.parse(json.dumps(entry[part]), secret_key_access.TOKEN)
            sealed = json_proto_keyset_format.serialize_encrypted(handle, kms, f"slor/{where}/{part}".encode())
            entry[part] = json.loads(sealed)
    wrapped = tmp_path / "wrapped.json"
    wrapped.write_text(json.dumps(ring))
    wrapped.chmod(0o600)
    assert not [value for secret in secrets for value in re.findall(r'"value": "([^"]+)"', secret)
                if value in wrapped.read_text()]  # fmt: skip
    done = release(whole.input, tmp_path / "out", "statistics", keys=wrapped)
    assert snapshot(done.output / "statistics") == snapshot(whole.output / "statistics")
