"""What all tests share."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"

settings.register_profile("slor", deadline=None)  # a busy machine is no error
settings.load_profile("slor")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skips what needs ../shared where it is absent."""
    for item in items:
        if item.get_closest_marker("shared") and not SHARED.is_dir():
            item.add_marker(pytest.mark.skip(reason="needs ../shared beside the repository"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The material beside the repository."""
    return SHARED


@pytest.fixture(scope="session")
def prism() -> Path:
    """Beam's runner Prism; built where it is not there yet, skipped only where there is no Go to build it with."""
    binary = ROOT / "build" / "prism"
    if not binary.exists():
        if shutil.which("go") is None:
            pytest.skip("needs Prism, and there is no Go to build it with")
        subprocess.run(["make", "prism"], cwd=ROOT, check=True, capture_output=True)
    return binary
