"""Made-up people with names that no list has, in many manners of writing: nothing that their row tells survives."""

from __future__ import annotations

import random
import re

import numpy as np
import pyarrow as pa
import pytest

from slor.pipelines import steps
from slor.pipelines.batches import Batch
from slor.pipelines.inputs import InputFile, Unit
from slor.pipelines.preflight import ready

PEOPLE = 120
_BEGINS = "b br d dr f fl g gr h hv j k kl kv l m n p r s sk sl st t tr v z q x th".split()
_VOWELS = "a e i o u y æ ø å aa ei".split()
_ENDS = "n r l s t k nd rd lf st gh x m ff".split()
_SURNAMES = "sen gaard stad vik by dal holt skov".split()
_GROUPS = ((2, 2, 2, 2), (1,) * 8, (3, 2, 3), (4, 4), (8,), (3, 5), (5, 3), (2, 6))


def syllable(draw: random.Random) -> str:
    return draw.choice(_BEGINS) + draw.choice(_VOWELS) + (draw.choice(_ENDS) if draw.random() < 0.6 else "")


def names(draw: random.Random) -> tuple[str, str]:
    """A first name and a surname, some of them double."""
    first = "".join(syllable(draw) for _ in range(draw.choice((2, 2, 3)))).capitalize()
    last = ("".join(syllable(draw) for _ in range(draw.choice((1, 2)))) + draw.choice(_SURNAMES)).capitalize()
    return first, f"{last}-{syllable(draw).capitalize()}gaard" if draw.random() < 0.15 else last


def written(draw: random.Random, number: str) -> str:
    """A number in some grouping, with some separator."""
    parts, at = [], 0
    for size in draw.choice(_GROUPS):
        parts.append(number[at : at + size])
        at += size
    return draw.choice((" ", " ", " ", "-", ".", "\u00a0")).join(parts)


def person(draw: random.Random, number: int) -> tuple[dict[str, object], list[str]]:
    """A conversation of somebody, and what may not be left of them."""
    first, last = names(draw)
    code, phone = draw.choice(("45", "47")), draw.choice("23456789") + f"{draw.randrange(10**7):07d}"
    host = re.sub("[^a-z]", "", last.lower().translate(str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})))
    email = f"{first[0]}{last[0]}.kanarie@{host}{draw.choice(('-privat.dk', '.no', '-post.com'))}".lower()
    case = draw.choice((str.lower, str, str, str.upper))

    def tel() -> str:
        return written(draw, phone)

    customer = (
        f"hej det er {first} {last}, du kan ringe på {tel()}", f"{first} {last} her. mit nummer er {tel()}",
        f"jeg heter {last}, {first} og kan nås på 00{code}{phone}", f"Dette er {first} {last}, tlf. +{code} {tel()}",
    )  # fmt: skip
    agent = (
        f"Tak {first}, og {last}s mail er {email}?", f"{last.upper()}, {first.upper()}: {email.upper()}",
        f"Hei {last}, jeg ser {first}s sak. Skriver til {email}", f"Så noterer jeg hr. {last} og fru {first}",
    )  # fmt: skip
    answer = (
        f"ja {email.upper()} eller skriv {first.lower()}s nummer {' '.join(phone)}", f"det er {tel()},{tel()}",
        f"ja, {first.lower()} {last.lower()}, ({phone[:2]}) {phone[2:]}", f"MVH {first} {last} {code}{phone} / {tel()}",
        f"sip:+{code}{phone}@sbc1.sentral.example mvh {first[0]}. {last}",
    )  # fmt: skip
    turns = ["Velkommen, hvem taler jeg med?", case(draw.choice(customer)), draw.choice(agent), draw.choice(answer)]
    row = {
        "conversation_id": f"k{number}", "channel": draw.choice(("chat", "voice")), "started_at": None,
        "language": draw.choice(("da", "nb", "nn", None)), "agent_id": "meha5", "agent_name": "Mette Hansen",
        "customer_name": f"{first} {last}", "customer_phone": f"+{code}{phone}", "customer_email": email,
        "consent": True, "turns": [{"speaker": "customer", "text": text} for text in turns],
    }  # fmt: skip
    return row, [name.lower() for name in (first, last, *last.split("-")) if len(name) > 4] + [email, phone]


@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_that_the_row_knows_is_left_in_its_texts(seed, options, centre, keyring, tmp_path):
    draw = random.Random(seed)
    rows, forbidden = zip(*(person(draw, number) for number in range(PEOPLE)), strict=True)
    plan = ready(options(centre, tmp_path / "out", keyring)).plan
    dataset = plan.policy.datasets["dialogue"]
    started = {"started_at": 1_794_300_000_000_000}
    table = pa.Table.from_pylist([row | started for row in rows], dataset.schema())
    unit = Unit(InputFile("dialogue", "", "dialogue/a.parquet", 1), "0" * 64, ((0, PEOPLE),), 0, 0, 1)
    batch = Batch(unit, dataset, table, np.arange(PEOPLE))
    for step in (steps.screen, steps.detect, steps.treat, steps.audit):
        batch = step(plan, batch)
    for release in ("training", "error_correction"):
        part = batch.parts[release]
        assert part.table is not None
        assert (part.table.num_rows, part.rejections) == (PEOPLE, [])
        for row, number in zip(part.table.to_pylist(), part.rows, strict=True):
            text = "\n".join(turn["text"] for turn in row["turns"]).lower()
            bare = re.sub(r"[ .\-\u00a0]", "", text)
            left = [value for value in forbidden[number] if value in text or (value.isdigit() and value in bare)]
            assert left == [], rows[number]["turns"]
