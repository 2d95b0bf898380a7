"""Reads a policy file into a `Policy`, or says everything that is wrong with it at once."""

from __future__ import annotations

import hashlib
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Final
from zoneinfo import available_timezones

from slor.schemas.policy import Policy, PolicyError
from slor.schemas.policy_checks import check_policy
from slor.schemas.policy_parts import check_region, read_dataset, read_release
from slor.schemas.policy_yaml import Data, Fields, Findings, read_yaml, suggest

COUNTRIES: Final = ("DK", "NO")
POLICY_KEYS: Final = (
    "system", "notice", "controller", "regions", "zone", "countries", "purposes", "no_profiling",
    "no_special_categories", "agreement_ended", "datasets", "releases",
)  # fmt: skip


def list_policies() -> tuple[str, ...]:
    """The names of the policies that ship with Slør, in alphabetical order."""
    folder = resources.files("slor.schemas") / "policies"
    return tuple(sorted(entry.name.removesuffix(".yaml") for entry in folder.iterdir() if entry.name.endswith(".yaml")))


def load_policy(name_or_path: str) -> Policy:
    """Loads a shipped policy by name, or one of the user's own by path.

    Args:
        name_or_path: `telenor_2involve`, or a path that ends in `.yaml` or `.yml` or holds a slash.

    Raises:
        PolicyError: there is no such policy, or it has mistakes; all are told.
    """
    if name_or_path.endswith((".yaml", ".yml")) or "/" in name_or_path:
        try:
            content = Path(name_or_path).read_bytes()
        except OSError as error:
            raise PolicyError((f"{name_or_path}: cannot be read ({error.strerror}); give a policy's path",)) from None
        return parse_policy(content, name_or_path)
    if name_or_path not in list_policies():
        mend = suggest(name_or_path, list_policies())
        raise PolicyError((f"{name_or_path}: no such policy; {mend}, or give the path of a .yaml file",))
    entry = resources.files("slor.schemas") / "policies" / f"{name_or_path}.yaml"
    return parse_policy(entry.read_bytes(), f"{name_or_path}.yaml")


def parse_policy(content: bytes, source: str) -> Policy:
    """Reads a policy from the bytes of its file.

    Args:
        content: the file, UTF-8.
        source: how messages call it.

    Raises:
        PolicyError: it has mistakes; all are told.
    """
    findings = Findings(source)
    try:
        data = read_yaml(content.decode("utf-8-sig"), findings)
    except UnicodeDecodeError:
        raise PolicyError((f"{source}:1: is not UTF-8; save the file as UTF-8",)) from None
    if data is None:
        if not findings.found:
            findings.add("", "is empty", "start from `slor policy new`")
        raise PolicyError(findings.problems())
    policy = _read_policy(data, hashlib.sha256(content).hexdigest(), findings)
    check_policy(policy, findings)
    if findings.found:
        raise PolicyError(findings.problems())
    return policy


def _read_policy(data: Data, sha256: str, findings: Findings) -> Policy:
    fields = Fields(data, "", findings, POLICY_KEYS)
    regions = fields.texts("regions", "list where data may be processed: eea, or codes such as NO", required=True)
    for number, region in enumerate(regions):
        check_region(region, f"regions.{number}", findings)
    zone = fields.text("zone", "name the zone of times that carry none, such as Europe/Copenhagen")
    if zone and zone not in available_timezones():
        findings.add("zone", f"unknown time zone {zone}", "use an IANA name such as Europe/Copenhagen or Europe/Oslo")
    purposes = fields.mapping("purposes", "name each purpose of the notice with its passage")
    for name, passage in purposes.items():
        if not isinstance(passage, str) or not passage.strip():
            findings.add(f"purposes.{name}", "has no passage", "say where the notice names this purpose")
    datasets = {
        name: read_dataset(name, part, f"datasets.{name}", findings)
        for name, part in fields.mapping("datasets", "describe each folder of the input").items()
    }
    releases = {
        name: read_release(name, part, f"releases.{name}", datasets, findings)
        for name, part in fields.mapping("releases", "describe each output with its purpose").items()
    }
    return Policy(
        system=fields.text("system", "name the source system"),
        controller=fields.text("controller", "say who is controller and who processes"),
        regions=regions,
        zone=zone,
        countries=fields.choices("countries", "list the telephone plans of bare numbers, such as [NO, DK]", COUNTRIES,
                                 "telephone plan", required=True),
        purposes={name: str(passage) for name, passage in purposes.items()},
        datasets=datasets,
        releases=releases,
        no_profiling=_no_profiling(fields, purposes),
        no_special=_no_special(fields),
        sha256=sha256,
        source=findings.file,
        notice=fields.text("notice", "say which notice it was written from", ""),
        agreement_ended=_day(fields),
    )  # fmt: skip


def _day(fields: Fields) -> date | None:
    text = fields.text("agreement_ended", "write the day as 2026-12-31", "")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        fields.findings.add("agreement_ended", f"{text} is no day", "write the day as 2026-12-31")
        return None


def _no_profiling(fields: Fields, purposes: dict[str, Data]) -> tuple[str, ...]:
    if fields.get("no_profiling") is None:
        return ()
    part = Fields(fields.get("no_profiling"), "no_profiling", fields.findings, ("purposes", "notice"))
    part.text("notice", "say which passage rules profiling out")
    return part.choices("purposes", "list the purposes that may follow nobody", purposes, "purpose", required=True)


def _no_special(fields: Fields) -> str:
    if fields.get("no_special_categories") is None:
        return ""
    part = Fields(fields.get("no_special_categories"), "no_special_categories", fields.findings, ("notice",))
    return part.text("notice", "say which passage lets no special category be kept")
