"""The JSON Schema for editors is the loader's own, and current."""

from __future__ import annotations

import json
from importlib import resources

import pytest
import yaml
from jsonschema import Draft202012Validator

from slor.schemas.policy_loader import list_policies
from slor.schemas.policy_schema import json_schema, render

VALIDATOR = Draft202012Validator(json_schema())


class Plain(yaml.SafeLoader):
    """YAML as editors read it (1.2): NO is a word."""


Plain.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag != "tag:yaml.org,2002:bool" or first in "tTfF"]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read(name: str) -> object:
    text = (resources.files("slor.schemas") / "policies" / f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=Plain)


def test_is_a_schema_itself():
    Draft202012Validator.check_schema(json_schema())


def test_the_file_that_ships_is_current():
    shipped = (resources.files("slor.schemas") / "policy.schema.json").read_text(encoding="utf-8")
    assert shipped == render(), "run: python -m slor.schemas.policy_schema > schemas/policy.schema.json"


@pytest.mark.parametrize("name", list_policies())
def test_takes_every_shipped_policy(name):
    assert [error.message[:200] for error in VALIDATOR.iter_errors(read(name))] == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda policy: policy.pop("zone"),
        lambda policy: policy.update(colour="red"),
        lambda policy: policy.update(regions=["Norway"]),
        lambda policy: policy["datasets"]["cdr"]["columns"].update(a_number="PHONE"),
        lambda policy: policy["releases"]["statistics"]["datasets"]["cdr"].update(a_number="tokn"),
        lambda policy: policy["releases"]["statistics"]["datasets"]["cdr"].update(start_time={"truncate": "century"}),
        lambda policy: policy["releases"]["statistics"]["retention"].update(keep="2 years"),
        lambda policy: policy["releases"]["training"]["spans"].pop("default"),
        lambda policy: policy["releases"]["statistics"].update(rights=["forgetting"]),
    ],
)
def test_refuses_what_the_loader_refuses(spoil):
    policy = json.loads(json.dumps(read("telenor_2involve")))
    spoil(policy)
    assert not VALIDATOR.is_valid(policy)
