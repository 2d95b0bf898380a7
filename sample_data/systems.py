"""Samples in the shape of the system that a notice is about: its folders, column names, datasets and quirks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pyarrow as pa

from slor.sample_data.agents import Agents
from slor.sample_data.banks import bank
from slor.sample_data.calls import CallFacts, Calls
from slor.sample_data.conversations import Conversations
from slor.sample_data.files import SampleError, SampleFolder
from slor.sample_data.forms import reshape, spoil
from slor.sample_data.grammar import render
from slor.sample_data.marks import Marked, Piece, join, marked, plain
from slor.sample_data.own_shape import Columns, Danes, Row, column_of, own_rows, own_table
from slor.sample_data.randomness import below, dice
from slor.sample_data.sample import Centre
from slor.sample_data.scene import Scene
from slor.sample_data.sessions import Sessions
from slor.sample_data.styles import heard, typed
from slor.sample_data.weeks import Week
from slor.schemas.policy import Dataset
from slor.schemas.policy_loader import load_policy

CANONICAL = ("canonical", "telenor_2involve")
_ROWS = 2000
_MOST_TEXTS = 50_000
_SENSITIVE = 0.08


class System(Centre):
    """A Danish system's centre; each system's own class says what stands in its datasets.

    Args:
        name: the system; its policy names folders and columns.
        calls: how many.
        seed: the sample's seed.
        as_of: its last day.
        dialogues: chats and transcripts; None: one for each 20 calls, at most 50,000.
    """

    form = "plain"
    """The physical form in which the system's exporter writes."""

    def __init__(self, name: str, calls: int, seed: int, as_of: dt.date, dialogues: int | None = None) -> None:
        super().__init__(calls, seed, as_of)
        self.people = Danes(seed, self.people.count, as_of)
        self.agents = Agents(seed, min(1500, max(48, calls // 400 * 2)), as_of)  # the Danes, every other, answer
        self.calls = Calls(seed, self.people, self.agents, self.weeks)
        self.sessions = Sessions(seed, self.people, self.session_weeks)
        self.conversations = Conversations(seed, self.people, self.calls, as_of)
        self.talks = min(_MOST_TEXTS, calls // 20) if dialogues is None else dialogues
        self.policy = load_policy(name)
        self._end = int(dt.datetime.combine(as_of, dt.time(), dt.UTC).timestamp()) * 1_000_000

    def write(self, folder: SampleFolder) -> None:
        """Write every dataset of the system.

        Args:
            folder: where.
        """
        raise NotImplementedError

    def dataset(self, name: str) -> Dataset:
        """What the policy says of a dataset.

        Args:
            name: its name in the policy.

        Returns:
            It.
        """
        return self.policy.datasets[name]

    def draw(self, what: str, index: np.ndarray, limit: int) -> np.ndarray:
        """Draw integers in [0, limit) that belong to this system alone.

        Args:
            what: what is drawn.
            index: row or person numbers.
            limit: at least 1.

        Returns:
            As many integers.
        """
        return below(self.seed, f"{self.policy.system}.{what}", index, limit)

    def write_all_calls(self, folder: SampleFolder, name: str, change: Callable[[CallFacts, Columns], Columns]) -> None:
        """Write the calls, a file a week; one row in 2,000 has a time that no calendar has, or none.

        Args:
            folder: where.
            name: the dataset.
            change: gives the system's columns from the canonical ones.
        """
        dataset = self.dataset(name)
        start = dataset.column("start_time").source
        for week in self.weeks:
            folder.write_table(dataset.folder, week.label, self._own_calls(week, dataset, start, change), plain=False)

    def _own_calls(
        self, week: Week, dataset: Dataset, start: str, change: Callable[[CallFacts, Columns], Columns]
    ) -> Iterator[pa.Table]:
        for first in range(0, week.calls, self.group):
            index = np.arange(week.first + first, week.first + min(first + self.group, week.calls))
            columns = column_of(self.calls.table(int(index[0]), len(index)))
            table = own_table(change(self.calls.facts(index), columns), dataset, self.ignored(dataset, index))
            table = reshape(table, self.form, first)
            yield _spoilt(table, start, np.flatnonzero(index % 2000 == 1999).tolist())

    def ignored(self, dataset: Dataset, index: np.ndarray) -> Columns:
        """Make the columns that the policy knows and never reads: counters of the exporter.

        Args:
            dataset: whose.
            index: row numbers.

        Returns:
            Columns by the source's names.
        """
        return {name: pa.array(index + 1) for name in dataset.ignore}

    def write_sessions_as(self, folder: SampleFolder, name: str, change: Callable[[Columns], Columns]) -> None:
        """Write the data sessions, a file a week.

        Args:
            folder: where.
            name: the dataset.
            change: gives the system's columns from the canonical ones.
        """
        dataset = self.dataset(name)
        for week in self.session_weeks:
            groups = (
                reshape(
                    own_table(
                        change(column_of(self.sessions.table(week, week.first + at, min(self.group, week.calls - at)))),
                        dataset,
                    ),
                    self.form,
                    at,
                )
                for at in range(0, week.calls, self.group)
            )
            folder.write_table(dataset.folder, week.label, groups, plain=False)

    def write_texts(
        self, folder: SampleFolder, name: str, total: int, make: Callable[[Week, int], Iterator[tuple[list[Row], Row]]]
    ) -> None:
        """Write rows with text a file a week, and their marked texts beside them.

        Args:
            folder: where.
            name: the dataset.
            total: how many.
            make: gives rows, each with its marked form, of a week.
        """
        dataset = self.dataset(name)
        for week, _, count in self._shares(total):
            rows: list[Row] = []
            gold = []
            for own, marks in make(week, count):
                rows += own
                gold.append(marks)
            tables = (
                reshape(own_rows(rows[at : at + _ROWS], dataset), self.form, at) for at in range(0, len(rows), _ROWS)
            )
            folder.write_table(dataset.folder, week.label, tables, plain=False)
            folder.write_gold(f"{dataset.folder}-{week.label}", gold)

    def talks_of(
        self, only: str, firm: Callable[[int], str] | None = None
    ) -> Callable[[Week, int], Iterator[tuple[list[Row], Row]]]:
        """Chats or transcripts as `write_texts` asks for them; some tell of what nobody asked.

        Args:
            only: chat or voice.
            firm: in whose name a call is answered, by its number; None where that is any company's.

        Returns:
            What makes them, by the canonical names.
        """

        def make(week: Week, count: int) -> Iterator[tuple[list[Row], Row]]:
            for row, marks in self.conversations.dialogues(week, count, only, firm):
                self.add_sensitive(row, marks)
                yield [row], marks

        return make

    def add_sensitive(self, row: Row, marks: Row) -> None:
        """Let the customer of one conversation in twelve tell of a special category.

        Args:
            row: by the canonical names, with turns.
            marks: its marked form.
        """
        roll = dice(self.seed, f"{self.policy.system}.sensitive", int(str(row["conversation_id"])[1:]))
        turns, marked_turns = row["turns"], marks["turns"]
        if roll.random() >= _SENSITIVE or not isinstance(turns, list) or not turns:
            return
        said = render(roll.choice(phrases("sensitive")), roll, lambda slot: [Piece(slot)])
        at = roll.randrange(len(turns))
        turns.insert(at, {"at": turns[at]["at"], "speaker": "customer", "text": plain(said)})
        assert isinstance(marked_turns, list)
        marked_turns.insert(at, {"speaker": "customer", "text": marked(said)})

    def say(self, scene: Scene, kind: str, *, sensitive: bool = False) -> Marked:
        """Make a short text of the system's own, such as a message that a receptionist notes down.

        Args:
            scene: who it is about.
            kind: a key of the bank of systems.
            sensitive: whether it may tell of a special category too.

        Returns:
            Its parts.
        """
        roll = scene.roll
        text = render(roll.choice(phrases(kind)), roll, scene.fill)
        if sensitive and roll.random() < _SENSITIVE:
            text = join([text, render(roll.choice(phrases("sensitive")), roll, lambda slot: [Piece(slot)])], " ")
        style = heard("da", roll) if scene.voice else typed("da", roll)
        return style(text) if roll.random() < 0.7 else text

    def scenes(
        self, week: Week, count: int, stream: str, channel: str = "chat"
    ) -> Iterator[tuple[CallFacts, int, Scene]]:
        """Bring together who short texts of a week are about, each after a call.

        Args:
            week: the week.
            count: how many.
            stream: what is made of them.
            channel: chat or voice.

        Yields:
            The calls, which of them, and its people.
        """
        salt = sum(stream.encode()) % 17
        facts = self.conversations.anchors(week, count, salt)
        for at in range(len(facts.index)):
            scene = self.conversations.scene(facts, at, channel, f"{self.policy.system}.{stream}")
            yield facts, at, scene

    def gold(self, name: object, scene: Scene, texts: Sequence[Marked]) -> Row:
        """The marked form of a short text.

        Args:
            name: the row's id.
            scene: who it is about.
            texts: its texts.

        Returns:
            A line of a gold file.
        """
        turns = [{"speaker": "customer", "text": marked(text)} for text in texts]
        return {"id": name, "language": "da", "channel": scene.channel, "turns": turns}

    def within(self, micros: int) -> int:
        """An instant of the sample: nothing is newer than its last day.

        Args:
            micros: microseconds since 1970.

        Returns:
            The same, or the last second.
        """
        return min(micros, self._end - 1_000_000)


def phrases(kind: str) -> tuple[str, ...]:
    """The phrases of one kind of short text.

    Args:
        kind: a key of the bank of systems.

    Returns:
        One phrase a line.
    """
    return tuple(line.strip() for line in bank("systems.da")[kind].splitlines() if line.strip())


def _spoilt(table: pa.Table, column: str, rows: list[int]) -> pa.Table:
    """Spoils the time of some rows: nonsense where times are text, else none at all."""
    if not rows:
        return table
    if pa.types.is_string(table.schema.field(column).type):
        return spoil(table, column, rows)
    mask = np.zeros(table.num_rows, dtype=np.bool_)
    mask[rows] = True
    values = table.column(column).combine_chunks()
    kept = values.take(pa.array(np.arange(len(values)), mask=mask))
    return table.set_column(table.schema.get_field_index(column), column, kept)


def open_system(name: str, calls: int, seed: int, as_of: dt.date, dialogues: int | None) -> System | None:
    """The centre of a system that has a shape of its own.

    Args:
        name: the system; `canonical` and `telenor_2involve`, whose shape that is, have no other.
        calls: as for `write_sample`.
        seed: as for `write_sample`.
        as_of: as for `write_sample`.
        dialogues: as for `write_sample`.

    Returns:
        It, or None for the canonical shape.

    Raises:
        SampleError: there is no such system.
    """
    from slor.sample_data.flexfone import Flexfone
    from slor.sample_data.tdc_net import TdcNet
    from slor.sample_data.topcall import TopCall
    from slor.sample_data.touchpoint import Touchpoint

    if name in CANONICAL:
        return None
    made: dict[str, type[System]] = {
        "flexfone": Flexfone,
        "tdc_cc_touchpoint": Touchpoint,
        "tdc_net": TdcNet,
        "topcall": TopCall,
    }
    if name not in made:
        raise SampleError(f"system: {name} is unknown; use one of {', '.join((*CANONICAL, *made))}")
    return made[name](name, calls, seed, as_of, dialogues)
