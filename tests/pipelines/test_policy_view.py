"""Policies as people read them."""

from __future__ import annotations

import json
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
