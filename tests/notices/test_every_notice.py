"""What holds for all five: books, purposes apart, and terms that travel with every file."""

from __future__ import annotations

import itertools
import json
import re
from importlib import resources

import pyarrow.parquet as pq
import pytest

from slor.pipelines import batch
from slor.pipelines.errors import InputError
from slor.pipelines.options import RunOptions
from slor.pipelines.policies import PolicyMistakesError
from slor.sample_data.sample import AS_OF
from slor.schemas.policy_loader import list_policies

PSEUDONYM = re.compile(r'"([a-z2-7]{26}|[A-Za-z0-9_-]{27,})"')


@pytest.mark.parametrize("system", list_policies())
def test_every_notice_rows_in_are_rows_out_screened_and_rejected(run_of, system):
    run = run_of(system)
    for release in run.policy.releases:
        for dataset, books in run.manifest(release)["datasets"].items():
            left_out = sum(books["screened"].values()) + sum(books["rejected"].values())
            assert books["rows_in"] == books["rows_out"] + left_out, (release, dataset)
            assert books["rows_out"] == len(run.rows(release, dataset)) > 0, (release, dataset)
            assert books["leaks"] == 0


@pytest.mark.parametrize("system", list_policies())
def test_every_notice_pseudonyms_of_one_release_join_with_no_other(run_of, system):
    run = run_of(system)
    found = {name: set(PSEUDONYM.findall(run.all_text(name))) for name in run.policy.releases}
    assert max(map(len, found.values())) > 100
    for one, other in itertools.combinations(found, 2):
        assert not found[one] & found[other], (one, other)


@pytest.mark.parametrize("system", list_policies())
def test_every_notice_each_recipient_has_a_release_and_keys_of_its_own(run_of, system):
    run = run_of(system)
    for name, release in run.policy.releases.items():
        assert len(release.recipients) == 1, name
    tokens = {run.keys(name).prf("PHONE_NUMBER", ["+4571829364"])[0] for name in run.policy.releases}
    assert len(tokens) == len(run.policy.releases)


@pytest.mark.parametrize("system", list_policies())
def test_every_notice_keys_that_were_copied_from_one_release_to_another_are_refused(run_of, system, tmp_path):
    run = run_of(system)
    document = json.loads(run.keyring.read_text(encoding="utf-8"))
    one, other = (domain for domain in document["domains"][:2])
    other["prf"] = one["prf"]
    copied = tmp_path / "keys.json"
    copied.touch(mode=0o600)
    copied.write_text(json.dumps(document), encoding="utf-8")
    output = tmp_path / "out"
    options = {"input": str(run.source), "output": str(output), "keyring": str(copied)}
    with pytest.raises(InputError) as caught:
        batch.run(RunOptions(policy=system, as_of=AS_OF, max_rejects="1%", quiet=True, **options))
    assert str(caught.value).splitlines() == [
        f"{copied}: {system}/{mine['release']} has the keys of {system}/{theirs['release']}, and their pseudonyms "
        f"would join; make a keyring anew with: slor keys create --policy {system}"
        for mine, theirs in ((one, other), (other, one))
    ]
    assert not output.exists()


@pytest.mark.parametrize("system", list_policies())
def test_every_notice_a_policy_that_breaks_it_is_refused_before_any_data_is_read(system, tmp_path):
    shipped = (resources.files("slor.schemas") / "policies" / f"{system}.yaml").read_text(encoding="utf-8")
    policy = tmp_path / "wrong.yaml"
    policy.write_text(re.sub(r"(\n    retention: \{keep: )(P\w+|\{[^}]+\})", r"\g<1>P99Y", shipped), encoding="utf-8")
    options = {"input": str(tmp_path / "nowhere"), "output": str(tmp_path / "out"), "keyring": str(tmp_path / "none")}
    with pytest.raises(PolicyMistakesError) as caught:
        batch.run(RunOptions(policy=str(policy), as_of=AS_OF, max_rejects="1%", quiet=True, **options))
    lines = str(caught.value).splitlines()
    assert lines
    assert all(
        re.search(r"retention\.keep: P99Y is longer than the notice keeps \w+; use .* or less", line) for line in lines
    )
    assert [path.name for path in tmp_path.iterdir()] == ["wrong.yaml"]


@pytest.mark.parametrize("system", list_policies())
def test_every_notice_stand_ins_of_two_releases_are_not_the_same_people(run_of, system):
    run = run_of(system)
    for one, other in itertools.combinations(run.policy.releases, 2):
        shared = set(run.policy.releases[one].datasets) & set(run.policy.releases[other].datasets)
        for dataset in shared:
            rules = [run.policy.releases[name].datasets[dataset] for name in (one, other)]
            for column, rule in rules[0].items():
                if rule.name == rules[1][column].name == "surrogate":
                    these, those = ([row[column] for row in run.rows(name, dataset)] for name in (one, other))
                    same = sum(a == b for a, b in zip(these, those, strict=False) if a)
                    assert same <= len(these) / 10, (one, other, dataset, column)


@pytest.mark.parametrize("system", list_policies())
def test_every_notice_recipients_and_retention_travel_with_every_file(run_of, system):
    run = run_of(system)
    for name, release in run.policy.releases.items():
        recipients = [{"name": r.name, "region": r.region} for r in release.recipients]
        manifest = run.manifest(name)
        assert manifest["recipients"] == recipients
        card = (run.output / name / "README.md").read_text(encoding="utf-8")
        for recipient in release.recipients:
            assert f"{recipient.name} ({recipient.region})" in card
        for dataset in release.datasets:
            kept = run.policy.kept(name, dataset)
            assert manifest["retention"][dataset] == kept
            assert f"Kept {kept}." in card
            for path in run.files(name, dataset):
                told = json.loads(pq.read_schema(path).metadata[b"slor"])
                assert told["recipients"] == recipients
                assert told["purpose"] == release.purpose
                assert told["kept"] == kept
                assert [rule["keep"] for rule in told["retention"]] == [
                    str(rule.keep) for rule in run.policy.retentions(name, dataset)
                ]


@pytest.mark.parametrize("system", list_policies())
def test_every_notice_who_receives_a_release_can_tell_when_each_row_runs_out(run_of, system):
    policy = run_of(system).policy
    for name, release in policy.releases.items():
        for dataset, rules in release.datasets.items():
            for rule in policy.retentions(name, dataset):
                for column in filter(None, (rule.counted_from, rule.hold, rule.resolved)):
                    assert rules[column].name in ("keep", "truncate"), (name, dataset, column)
