"""The audit: what may not be left in a treated text, what may, and what becomes of a row that leaks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from slor.pipelines import steps, worker
from slor.pipelines.audit import leaks
from slor.pipelines.plan import RunPlan
from slor.recognizers.spans import Known

PERSON = Known("PERSON", "Ragnfrid Kvamså")
COMMON = Known("PERSON", "Bo Lund")
PHONE = Known("PHONE_NUMBER", "+4522334455")
MAIL = Known("EMAIL_ADDRESS", "rk@kvam.example")
CUSTOMER = Known("CUSTOMER_ID", "K7301944")

LEFT = [  # text, what the row knows, leaks
    ("hej det er ragnfrid kvamså", PERSON, 1),
    ("Kvamsås faktura", PERSON, 1),
    ("KVAMSÅ, RAGNFRID", PERSON, 1),
    ("her er bo lund", COMMON, 1),
    ("ring 22 33-44.55 nu", PHONE, 1),
    ("004522334455", PHONE, 1),
    ("kunde k7301944.", CUSTOMER, 1),
    ("skriv til RK@kvam.example", MAIL, 2),  # as a known value, and as an address
    ("skriv til nogen@firma.example", PERSON, 1),
    ("cpr 070761-4285", PERSON, 1),
    ("fnr 01019010003", PERSON, 0),  # its control digits do not hold
    ("konto DK5000400440116243", PERSON, 1),
    ("ragnfrid kvamså på 22334455", [PERSON, PHONE], 2),
]
HARMLESS = [
    ("bo i lund er dyrt", COMMON),  # words that are something else than a name
    ("hej <PERSON>, tak", PERSON),
    ("22 33 44 56", PHONE),
    ("xk7301944x", CUSTOMER),
    ("sag 123456-7890", PERSON),
    ("konto DK0000400440116243", PERSON),
    ("", PERSON),
]


@pytest.mark.parametrize(("text", "known", "count"), LEFT)
def test_what_survived_is_counted(text: str, known: Any, count: int) -> None:
    assert leaks(text, [], known if isinstance(known, list) else [known]) == count


@pytest.mark.parametrize(("text", "known"), HARMLESS)
def test_what_tells_nobody_is_no_leak(text: str, known: Known) -> None:
    assert leaks(text, [], [known]) == 0


def test_what_a_treatment_wrote_is_not_looked_at() -> None:
    text = "hej Ragnfrid Kvamså"
    assert leaks(text, [(4, len(text))], [PERSON]) == 0
    assert leaks("ragnfridxkvamsåx@y.example", [(8, 9), (15, 17)], [MAIL]) == 0, "nothing is run together"


def test_a_number_around_a_stand_in_survived() -> None:
    assert leaks("22 33 hej 44 55", [(6, 9)], [PHONE]) == 1


class Blind:
    """A detector that finds nothing."""

    def detect_many(self, found: Any) -> Any:
        return [[[] for _ in conversation.turns] for conversation in found]


def test_a_row_in_which_something_survived_is_set_aside(
    make_plan: Callable[..., RunPlan], put: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "open_detector", lambda plan: Blind())
    turns = pa.list_(pa.struct([("at", pa.string()), ("speaker", pa.string()), ("text", pa.string())]))
    texts = ["hej", "det er Ragnfrid Kvamså"]
    chats = pa.table(
        {
            "chat_id": ["c1", "c2"],
            "started": ["2026-11-01T10:00:00Z"] * 2,
            "language": ["nb"] * 2,
            "agent_id": ["E1"] * 2,
            "customer": ["Ragnfrid Kvamså"] * 2,
            "turns": pa.array([[{"at": None, "speaker": "customer", "text": text}] for text in texts], turns),
        }
    )
    plan = make_plan(releases=("lessons",))
    (unit,) = steps.split(plan, put("chats", "chats/a.parquet", chats))
    batch = steps.read(plan, unit)
    for step in (steps.screen, steps.detect, steps.treat, steps.audit):
        batch = step(plan, batch)
    books = steps.write(plan, batch).books["lessons"]
    assert (books.rows_in, books.rows_out, books.leaks) == (2, 1, 1)
    assert dict(books.rejected) == {"turns.text: an identifier survived treatment": 1}
    written = [path.read_bytes() for path in Path(plan.staging).rglob("*.parquet")]
    assert written
    assert not [data for data in written if "Kvamså".encode() in data]
