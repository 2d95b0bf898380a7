"""One command's work: a whole synthetic contact centre on disk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa

from slor.sample_data.agents import Agents
from slor.sample_data.banks import places
from slor.sample_data.calls import Calls
from slor.sample_data.conversations import DIALOGUE, EMAIL, Conversations, Row
from slor.sample_data.files import Progress, SampleError, SampleFolder, SampleSummary
from slor.sample_data.forms import FORMS, reshape, spoil
from slor.sample_data.people import People
from slor.sample_data.randomness import below
from slor.sample_data.sessions import Sessions
from slor.sample_data.weeks import Week, plan_weeks

AS_OF = dt.date(2026, 11, 21)
_BAD_SHARE = 2000
_ROWS = 2000
_MOST_DIALOGUES, _MOST_THREADS = 50_000, 30_000


def write_sample(
    out: Path,
    calls: int,
    seed: int,
    system: str = "canonical",
    progress: Progress | None = None,
    *,
    dialogues: int | None = None,
    as_of: dt.date = AS_OF,
) -> SampleSummary:
    """Write a coherent, seeded, synthetic contact centre: same arguments, same bytes.

    Args:
        out: the folder; made if absent, an earlier sample in it is replaced.
        calls: how many call detail records; the other datasets follow from it. Memory does not.
        seed: any integer; another seed, other people.
        system: `canonical`, or a policy's system for input in that system's own shape.
        progress: told (dataset, rows) after each row group.
        dialogues: chats and transcripts; by default one for each 20 calls, at most 50,000. E-mail threads are
            one for each 30 calls, at most 30,000, and keep that ratio to `dialogues` where it is given.
        as_of: the last day; nothing is newer.

    Returns:
        Rows by dataset and the files.

    Raises:
        SampleError: if the folder holds something that no sample wrote, there is nothing to make or the system is
            unknown.
    """
    if calls < 1:
        raise SampleError("calls: must be at least 1")
    from slor.sample_data.systems import open_system

    own = open_system(system, calls, seed, as_of, dialogues)
    folder = SampleFolder(out, progress)
    options = {"system": system, "calls": calls, "seed": seed, "dialogues": dialogues, "as_of": as_of.isoformat()}
    if own is not None:
        own.write(folder)
        return folder.finish(options)
    centre = Centre(calls, seed, as_of)
    talks = min(_MOST_DIALOGUES, calls // 20) if dialogues is None else dialogues
    threads = min(_MOST_THREADS, calls // 30) if dialogues is None else dialogues * 2 // 3
    centre.write_directory(folder)
    centre.write_calls(folder)
    if system == "canonical":
        centre.write_sessions(folder)
    centre.write_dialogues(folder, talks)
    centre.write_emails(folder, threads)
    centre.write_unnamed(folder)
    return folder.finish(options)


class Centre:
    """The parts of one sample, sized by its calls.

    Args:
        calls: how many.
        seed: the sample's seed.
        as_of: its last day.
    """

    def __init__(self, calls: int, seed: int, as_of: dt.date) -> None:
        self.seed, self.as_of = seed, as_of
        self.people = People(seed, min(2_000_000, max(60, calls // 8)), as_of)
        self.agents = Agents(seed, min(1500, max(12, calls // 800 * 2)), as_of)
        self.weeks = plan_weeks(calls, as_of)
        self.calls = Calls(seed, self.people, self.agents, self.weeks)
        self.session_weeks = plan_weeks(max(1, calls // 10), as_of)
        self.sessions = Sessions(seed, self.people, self.session_weeks)
        self.conversations = Conversations(seed, self.people, self.calls, as_of)
        self.group = 250 if calls <= 5000 else 100_000

    def write_directory(self, folder: SampleFolder) -> None:
        """Write the directory: those employed for long, and those who joined lately.

        Args:
            folder: where.
        """
        newest = self.weeks[-1].label
        cut = self.agents.count * 3 // 4
        folder.write_table("directory", "2026-w40" if newest > "2026-w40" else "first", [self.agents.directory(0, cut)])
        folder.write_table("directory", newest, [self.agents.directory(cut, self.agents.count)])

    def write_calls(self, folder: SampleFolder) -> None:
        """Write the call detail records, a file a week, the newest weeks in as many physical forms.

        Args:
            folder: where.
        """
        for week, form in zip(self.weeks, week_forms(len(self.weeks)), strict=True):
            folder.write_table("cdr", week.label, self._call_groups(week, form), plain=form in ("plain", "text"))

    def _call_groups(self, week: Week, form: str) -> Iterator[pa.Table]:
        bad = set(self._bad_rows(week)) if form == "text" else set()
        for first in range(0, week.calls, self.group):
            count = min(self.group, week.calls - first)
            table = (
                reshape(self.calls.table(week.first + first, count), form, first)
                if form != "plain"
                else (self.calls.table(week.first + first, count))
            )
            here = sorted(row - first for row in bad if first <= row < first + count)
            yield spoil(table, "start_time", here) if here else table

    def _bad_rows(self, week: Week) -> list[int]:
        count = min(50, sum(w.calls for w in self.weeks) // _BAD_SHARE)
        rows: list[int] = below(self.seed, "calls.bad", np.arange(count), week.calls).tolist()
        return rows

    def write_sessions(self, folder: SampleFolder) -> None:
        """Write the data sessions, a file a week.

        Args:
            folder: where.
        """
        for week in self.session_weeks:
            groups = (
                self.sessions.table(week, week.first + first, min(self.group, week.calls - first))
                for first in range(0, week.calls, self.group)
            )
            folder.write_table("ip_session", week.label, groups)

    def _shares(self, total: int) -> Iterator[tuple[Week, str, int]]:
        """Each week's form and its share of what is made."""
        seen = 0
        every = sum(week.calls for week in self.weeks)
        for week, form in zip(self.weeks, week_forms(len(self.weeks)), strict=True):
            until = total * (week.first + week.calls) // every
            yield week, form, until - seen
            seen = until

    def write_dialogues(self, folder: SampleFolder, total: int) -> None:
        """Write chats and transcripts, and their marked texts beside them.

        Args:
            folder: where.
            total: how many; a few less where a week has fewer calls.
        """
        for week, form, count in self._shares(total):
            rows: list[Row] = []
            gold = []
            for row, marks in self.conversations.dialogues(week, count):
                rows.append(row)
                gold.append(marks)
            folder.write_table("dialogue", week.label, _row_groups(rows, DIALOGUE, form), plain=form == "plain")
            folder.write_gold(f"dialogue-{week.label}", gold)

    def write_emails(self, folder: SampleFolder, total: int) -> None:
        """Write mail threads, and their marked texts beside them.

        Args:
            folder: where.
            total: how many threads.
        """
        for week, form, count in self._shares(total):
            rows: list[Row] = []
            gold = []
            for thread, marks in self.conversations.emails(week, count):
                rows += thread
                gold.append(marks)
            folder.write_table("email", week.label, _row_groups(rows, EMAIL, form), plain=form == "plain")
            folder.write_gold(f"email-{week.label}", gold)

    def write_unnamed(self, folder: SampleFolder) -> None:
        """Write a folder that no policy names, as landing zones have: how full the queues were.

        Args:
            folder: where.
        """
        teams = [team for country in ("DK", "NO") for team in places("teams")[country]]
        waiting = below(self.seed, "wallboard", np.arange(len(teams)), 40)
        table = pa.table(
            {"queue": teams, "waiting": waiting, "shown_to": [self.agents.all[0].person.name] * len(teams)}
        )
        folder.write_table("wallboard", self.weeks[-1].label, [table])


def _row_groups(rows: list[Row], schema: pa.Schema, form: str) -> Iterator[pa.Table]:
    """Rows as tables of some thousand each, in a physical form."""
    for first in range(0, len(rows), _ROWS):
        table = pa.Table.from_pylist(rows[first : first + _ROWS], schema=schema)
        yield reshape(table, form, first)


def week_forms(count: int) -> list[str]:
    """Say in which physical form each week's file is written.

    Args:
        count: how many weeks there are.

    Returns:
        One of FORMS for each week, oldest first.
    """
    return [FORMS[back] if back < len(FORMS) else "plain" for back in range(count - 1, -1, -1)]
