"""Every command and every example of the documentation runs, in the order in which a reader meets them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from slor.pipelines.keys import create_keyring

ROOT = Path(__file__).parent.parent
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")
PAGES = sorted(path.relative_to(ROOT).as_posix() for path in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
TIMEOUT = 170


def blocks(page: str) -> Iterator[tuple[str, str]]:
    for match in BLOCK.finditer((ROOT / page).read_text(encoding="utf-8")):
        yield match[1], match[2]


def run(language: str, text: str, folder: Path) -> subprocess.CompletedProcess[str]:
    scripts = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    command = ["bash", "-euo", "pipefail", "-c", text] if language == "sh" else [sys.executable, "-c", text]
    return subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PATH": scripts},
        capture_output=True,
        text=True,
        timeout=TIMEOUT,
        check=False,
    )


def test_the_readme_from_top_to_bottom(tmp_path: Path) -> None:
    ran = []
    for language, text in blocks("README.md"):
        if language not in ("sh", "python"):
            continue
        done = run(language, text, tmp_path)
        assert done.returncode == 0, f"{text}\n{done.stdout}\n{done.stderr}"
        assert done.stdout.strip()
        ran.append((language, text, done.stdout))
    assert [language for language, _, _ in ran].count("python") >= 2
    said = "\n".join(output for _, _, output in ran)
    assert "input files were finished already and skipped" in said, "the README's second run is incremental"
    assert "PERSON" in said
    assert (tmp_path / "out" / "statistics" / "_manifest.json").exists()


def test_every_command_of_slor_is_in_the_readme() -> None:
    from slor.pipelines.cli import app

    text = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = [command.name or command.callback.__name__ for command in app.registered_commands if command.callback]
    assert len(commands) >= 8
    assert [
        name for name in [*commands, "keys", "policy"] if f"slor {name}" not in text and f"make {name}" not in text
    ] == []


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert [link for link in LINK.findall(text) if not ((ROOT / page).parent / link).exists()] == []


@pytest.mark.parametrize("page", [page for page in PAGES if page != "README.md"])
def test_python_in_other_pages_runs(page: str, tmp_path: Path) -> None:
    create_keyring("telenor_2involve", ["training"], str(tmp_path / "keys.json"))
    for language, text in blocks(page):
        if language == "python":
            done = run(language, text, tmp_path)
            assert done.returncode == 0, f"{text}\n{done.stderr}"
