"""The phrase banks: every phrase can be said, in each language, and the grammar means what it says."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import pytest

from slor.sample_data import banks
from slor.sample_data.agents import Agents
from slor.sample_data.banks import lines, names, topics
from slor.sample_data.grammar import GrammarError, parse, render, slots
from slor.sample_data.letters import Thread
from slor.sample_data.marks import Piece, marked, plain, unmark
from slor.sample_data.people import People
from slor.sample_data.scene import Scene
from slor.sample_data.spoken import below_hundred, number_words, say_address
from slor.sample_data.talks import Talk, choose_topic

DAY = dt.date(2026, 11, 21)
PEOPLE, AGENTS = People(1, 100, DAY), Agents(1, 12, DAY)
OF_PLANS = {"same", "team", "who", "whomail", "towhom", "topic", "number", "clastname"}


def scene(language: str, channel: str, seed: int = 1) -> Scene:
    found = [p for p in map(PEOPLE.person, range(100)) if p.language == language]
    a, b = [agent for agent in AGENTS.all if agent.person.country == found[0].country][:2]
    return Scene(random.Random(seed), language, channel, found[0], a, b, found[1], found[2])


def phrases(content: Any) -> list[str]:
    if isinstance(content, dict):
        return [line for key, part in content.items() if key not in ("slang",) for line in phrases(part)]
    return [line for line in content.splitlines() if line.strip()] if isinstance(content, str) else []


@pytest.mark.parametrize("language", ["da", "nb", "nn"])
@pytest.mark.parametrize("channel", ["chat", "voice"])
def test_every_slot_can_be_filled(language: str, channel: str) -> None:
    here = scene(language, channel)
    spoken = phrases(banks.phrases(language))
    spoken += [line for t in topics(language) for line in (*t.problem, *t.detail, *t.fix)]
    assert len(spoken) > 500
    for phrase in spoken:
        for slot in slots(phrase) - OF_PLANS:
            assert plain(here.fill(slot)), slot


def test_the_languages_have_the_same_topics_and_their_own_words() -> None:
    titles = {language: {topic.name for topic in topics(language)} for language in ("da", "nb", "nn")}
    assert titles["da"] == titles["nb"] == titles["nn"]
    assert len(titles["da"]) >= 25
    said = {language: {line for t in topics(language) for line in t.problem} for language in titles}
    assert len(said["da"] & said["nb"]) < 4
    assert len(said["nb"] & said["nn"]) < 4


@pytest.mark.parametrize(
    ("language", "word"), [("da", "jeg"), ("nb", "jeg"), ("nn", "eg")]
)  # fmt: skip
def test_each_language_says_i_in_its_own_way(language: str, word: str) -> None:
    text = " ".join(phrases(banks.phrases(language))).lower().split()
    assert text.count(word) > 20
    other = {"da": "ikkje", "nb": "ikkje", "nn": "ikke"}[language]
    assert text.count(other) == 0


def test_choices_slots_and_marks() -> None:
    roll = random.Random(0)
    said = {
        plain(render("(Hej|Dav(s|)), {name}", roll, lambda slot: [Piece(slot.title(), "PERSON")])) for _ in range(60)
    }
    assert said == {"Hej, Name", "Dav, Name", "Davs, Name"}
    assert marked(render("{?ORGANIZATION|Kiwi} og {PERSON|Bo}", roll, lambda _: [])) == (
        "{{?ORGANIZATION|Kiwi}} og {{PERSON|Bo}}"
    )
    assert plain(render("en (lille) ting", roll, lambda _: [])) == "en (lille) ting"


@pytest.mark.parametrize("phrase", ["(a|b", "{slot"])
def test_brackets_must_match(phrase: str) -> None:
    with pytest.raises(GrammarError):
        parse(phrase)


def test_marks_are_read_back() -> None:
    text, spans = unmark("hej {{PERSON|Mette Holm}} nr {{?REFERENCE|12}}")
    assert text == "hej Mette Holm nr 12"
    assert spans == [(4, 14, "PERSON", True), (18, 20, "REFERENCE", False)]


@pytest.mark.parametrize(
    ("number", "language", "words"),
    [
        (0, "da", "nul"),
        (57, "da", "syvoghalvtreds"),
        (90, "da", "halvfems"),
        (57, "nb", "femtisju"),
        (21, "nn", "tjueein"),
        (1875, "nb", "ett tusen åtte hundre og syttifem"),
        (412, "da", "fire hundrede og tolv"),
        (12_450, "nn", "tolv tusen fire hundre og femti"),
    ],
)
def test_numbers_are_said(number: int, language: str, words: str) -> None:
    assert number_words(number, language) == words


def test_old_norwegian_counts_ones_first() -> None:
    assert below_hundred(32, "nb", old=True) == "to og tretti"


@pytest.mark.parametrize("language", ["da", "nb", "nn"])
def test_addresses_are_said_aloud(language: str) -> None:
    said = {say_address("m.holm7@post.example", language, random.Random(seed)) for seed in range(20)}
    assert all("punktum" in text and "@" not in text for text in said)


@pytest.mark.parametrize("language", ["da", "nb", "nn"])
def test_transcripts_are_mostly_lower_case_without_punctuation(language: str) -> None:
    texts = []
    for seed in range(30):
        here = scene(language, "voice", seed)
        texts += [plain(turn.text) for turn in Talk(here, choose_topic(language, here.roll)).build()]
    bare = [text for text in texts if text == text.lower() and not set(text) & set("!?;:")]
    assert len(bare) > 0.75 * len(texts)


@pytest.mark.parametrize("language", ["da", "nb", "nn"])
def test_conversations_differ(language: str) -> None:
    seen = set()
    for seed in range(60):
        here = scene(language, "chat", seed)
        seen.add(tuple(plain(turn.text) for turn in Talk(here, choose_topic(language, here.roll)).build()))
    assert len(seen) == 60


def test_threads_quote_what_they_answer() -> None:
    quoted = 0
    for seed in range(60):
        here = scene("da", "email", seed)
        letters = Thread(here, choose_topic("da", here.roll)).build()
        assert 1 <= len(letters) <= 4
        quoted += any("\n> " in plain(letter.body) for letter in letters[1:])
    assert quoted > 10


def test_names_are_of_many_backgrounds() -> None:
    assert {group.country for group in names()} == {"DK", "NO"}
    assert sum(group.immigrant for group in names()) >= 8
    for country in ("DK", "NO"):
        assert sum(group.share for group in names() if group.country == country) == 100
    assert len(lines("da", "open.agent_chat")) >= 5
