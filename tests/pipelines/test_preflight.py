"""The look before a run: what stands against it is told at once, a line each, and nothing is written."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from slor.pipelines.errors import InputError
from slor.pipelines.options import RunOptions
from slor.pipelines.plan import RunPlan
from slor.pipelines.preflight import check_disk, check_keys, inspect, ready


@pytest.fixture
def options(kiosk_file: Path, kiosk_keys: str, tmp_path: Path) -> Callable[..., RunOptions]:
    """A run's options over folders of the test's own."""
    usual = {"policy": str(kiosk_file), "input": str(tmp_path / "in"), "output": str(tmp_path / "out")}
    return lambda **changes: RunOptions(**{**usual, "keyring": kiosk_keys, **changes})


def test_a_disk_that_is_too_full(make_plan: Callable[..., RunPlan], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: SimpleNamespace(free=5 << 20))
    plan = make_plan()
    assert len(plan.releases) == 3
    assert check_disk(plan, 1 << 20) == []
    (problem,) = check_disk(plan, 2 << 20)
    assert problem == f"{plan.output}: 5 MiB free, about 6 needed; make room or choose another --output"
    assert check_disk(make_plan(output="gs://bucket/out"), 2 << 40) == [], "a bucket is never full"


def test_a_keyring_that_is_not_there_or_lacks_a_release(make_plan: Callable[..., RunPlan], tmp_path: Path) -> None:
    assert check_keys(make_plan()) == []
    (problem,) = check_keys(make_plan(keyring=str(tmp_path / "none.json")))
    assert "slor keys create --policy kiosk --keyring" in problem


def test_everything_that_is_wrong_is_told_at_once(
    options: Callable[..., RunOptions], put: Any, call_rows: Any, tmp_path: Path
) -> None:
    good = call_rows(("c1", "22334455", "2026-11-01T10:00:00Z", 5, "A", True))
    put("calls", "opkald/good.parquet", good)
    put("calls", "opkald/bad.parquet", good.drop_columns(["seconds"]))
    (tmp_path / "in" / "opkald" / "empty.parquet").touch()
    found = inspect(options(keyring=str(tmp_path / "none.json")))
    assert [problem.split(":")[0] for problem in found.problems[1:]] == ["opkald/bad.parquet", "opkald/empty.parquet"]
    assert "none.json" in found.problems[0]
    with pytest.raises(InputError) as error:
        ready(options(keyring=str(tmp_path / "none.json")))
    assert str(error.value).splitlines() == list(found.problems)
    assert not (tmp_path / "out").exists()


def test_what_a_run_would_do(options: Callable[..., RunOptions], put: Any, call_rows: Any) -> None:
    put("calls", "opkald/good.parquet", call_rows(*[("c1", None, "2026-11-01T10:00:00Z", 5, "A", True)] * 3))
    put("calls", "faktura/other.parquet", call_rows())
    found = inspect(options(releases=("counts",)))
    assert found.problems == ()
    assert [file.name for file in found.files] == ["opkald/good.parquet"]
    assert (found.rows, found.left_alone, found.plan.releases) == ({"calls": 3}, {"faktura": 1}, ("counts",))
