"""Policies as people read them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from slor.pipelines.errors import UsageError
from slor.pipelines.policy_view import view
from slor.schemas.policy_loader import list_policies, load_policy


@pytest.mark.parametrize("form", ["text", "md", "html", "json"])
@pytest.mark.parametrize("name", list_policies())
def test_every_form_tells_purpose_recipient_and_every_column(name, form):
    policy = load_policy(name)
    shown = view(policy, form)
    for release in policy.releases.values():
        assert release.purpose in shown
        for column in (column for dataset in release.datasets for column in policy.datasets[dataset].columns):
            assert column.name in shown
            assert column.source in shown


def test_the_page_is_whole_and_escaped():
    class Tags(HTMLParser):
        open: list[str]

        def __init__(self):
            super().__init__()
            self.open = []

        def handle_starttag(self, tag, attributes):
            if tag != "meta":
                self.open.append(tag)

        def handle_endtag(self, tag):
            assert self.open.pop() == tag

    tags = Tags()
    page = view(load_policy("topcall"), "html")
    tags.feed(page)
    assert tags.open == []
    assert "TopCall&#x27;s quality team" in page


def test_the_table_for_a_terminal_names_source_treatment_and_passage():
    lines = view(load_policy("topcall"), "text").splitlines()
    (line,) = [line for line in lines if line.startswith("client_id") and "drop" in line]
    assert line.split() == ["client_id", "klient_id", "CLIENT_ID", "drop", "no", "column", "use"]


def test_json_is_complete_enough_to_compare_policies():
    data = json.loads(view(load_policy("telenor_2involve"), "json"))
    assert data["releases"]["statistics"]["datasets"]["cdr"]["start_time"] == "truncate(to: hour)"
    assert data["releases"]["training"]["retention"]["keep"] == "P2Y"


def test_an_unknown_form_says_which_there_are():
    with pytest.raises(UsageError, match="use text, md, html, json"):
        view(load_policy("topcall"), "pdf")


def test_a_narrow_terminal_wraps_cells_and_loses_no_word():
    policy = load_policy("topcall")
    narrow = view(policy, "text", 100)
    assert max(map(len, narrow.splitlines())) <= 100
    assert sorted(set(view(policy, "text").split()) - set(narrow.split())) == sorted(
        {word for word in view(policy, "text").split() if set(word) == {"-"}} - set(narrow.split())
    )


def test_the_page_has_the_releases_side_by_side_and_says_how_near_each_value_is():
    shown = view(load_policy("telenor_2involve"), "html")
    heads = "<th></th><th>statistics</th><th>training</th><th>error_correction</th>"
    assert heads in shown
    (row,) = [line for line in shown.splitlines() if line.startswith("<tr><td>a_number</td>")]
    assert re.findall(r'class="(\w+)" title="[^"]+">([^<]*)<', row) == [
        ("token", "token"),
        ("token", "surrogate"),
        ("sealed", "seal"),
    ]
    (row,) = [line for line in shown.splitlines() if line.startswith("<tr><td>turns.text</td>")]
    assert re.findall(r'class="(\w+)" title', row) == ["gone", "token", "sealed"]
    (row,) = [line for line in shown.splitlines() if line.startswith("<tr><td>HEALTH</td>")]
    assert row.count('class="gone">redact<') == 2


def test_a_category_that_one_release_keeps_and_another_does_not_look_for_stands_out():
    policy = load_policy("telenor_2involve")
    training = replace(policy.releases["training"], special={"HEALTH": "keep", "RELIGION": "drop_row"})
    support = replace(policy.releases["error_correction"], special={})
    shown = view(replace(policy, releases={"training": training, "support": support}), "html").splitlines()
    assert '<tr><td>HEALTH</td><td class="clear">keep</td><td class="clear">not looked for</td></tr>' in shown
    assert (
        '<tr><td>POLITICS</td><td class="clear">not looked for</td><td class="clear">not looked for</td></tr>' in shown
    )
    assert "HEALTH              not looked for" in view(replace(policy, releases={"support": support}), "text")
    assert '<tr><td>RELIGION</td><td class="gone">drop the row</td><td class="clear">not looked for</td></tr>' in shown


def test_periods_are_said_in_words():
    assert "3 months; longer while dispute is true and dispute_resolved_at has not passed" in view(
        load_policy("topcall"), "md"
    )
    assert "P2Y" not in view(load_policy("telenor_2involve"), "html")


def test_json_tells_what_every_use_of_a_dataset_asks():
    of = json.loads(view(load_policy("tdc_net"), "json"))["datasets"]["service_calls"]
    assert (of["consent"], of["withdrawn"]) == ("consent", "consent_withdrawn_at")
    of = json.loads(view(load_policy("topcall"), "json"))["datasets"]["recordings"]
    assert (of["separate_by"], of["limit"]["hold_purposes"]) == ("client_id", ["documentation"])
