"""The home of a portfolio and its list of what is to do: what stands first, who is asked, and what can be chosen."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prospectus.ground.language import LANGS
from prospectus_site.addresses.here import Here
from prospectus_site.portfolio.matters import URGENT, urgent
from prospectus_site.tables.filters import BETWEEN, MOST_OPTIONS, Facet, facet_value, filter_form
from prospectus_site.views import overview, todo
from prospectus_site.views.overview.projects import FIRST_CARDS, MOST_CARDS
from support.samples import example_texts
from support.site_pages import addresses_of, files_of, pages_of, portfolio_of, site_of

if TYPE_CHECKING:
    from prospectus_site.build.site import Site
    from prospectus_site.views.view import View

LATER = date(2027, 2, 20)
HOME, TO_DO = "projects/views/{0}/overview/", "projects/views/{0}/todo/"
EXAMPLES = example_texts()


def edited(name: str, *edits: tuple[str, str]) -> dict[str, str]:
    """One example, with some of its text replaced."""
    text = EXAMPLES[name]
    for find, replace in edits:
        assert text.count(find) == 1, find
        text = text.replace(find, replace)
    return {name: text}


def home(site: Site, lang: str = "en") -> str:
    return pages_of(site)[HOME.format(lang)].parts["view"]


def to_do(site: Site) -> list[dict[str, object]]:
    """The list of what is to do, as programs read it."""
    rows: list[dict[str, object]] = json.loads(files_of(site)["projects/views/todo.json"])["tables"]["todo"]
    return rows


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


# -- the first screen ------------------------------------------------------------------------------------------------


def test_one_sentence_of_numbers_and_a_pipeline_that_sums_to_all():
    shown = home(site_of(EXAMPLES))
    sentence = text_of(re.search(r'<p class="prospectus-numbers">.*?</p>', shown)[0])  # type: ignore[index]
    assert sentence == "14 projects · 5 in service · 21 of 24 promises kept online · no review overdue"
    pipeline = re.search(r'<ol class="prospectus-pipeline">.*?</ol>', shown)[0]  # type: ignore[index]
    counts = [int(count) for count in re.findall(r"<strong>(\d+)</strong>", pipeline)]
    assert len(counts) == 7
    assert sum(counts) == len(EXAMPLES) == shown.count('<li class="prospectus-card')


def test_a_stage_that_nobody_knows_is_counted_beside_the_pipeline():
    shown = home(site_of(edited("taxi-demand.md", ("stage: follow-up", "stage: dreaming"))))
    assert "1 more has no stage that we know." in shown
    assert "no stage" in shown


def test_a_missed_promise_names_who_answers_for_the_metric_and_since_when():
    found = {(one.project.id, one.kind, one.about.id): one for one in urgent(site_of(EXAMPLES).portfolio)}  # type: ignore[union-attr]
    recall = found["weld-defect", "missed", "seam-recall"]
    assert (recall.who, recall.day) == ("한비드", date(2026, 10, 23))
    assert found["weld-defect", "missed", "escape-ppm"].who == "오공정"
    assert {kind for _, kind, _ in found} == {"missed"}


def test_an_alert_without_a_follow_up_comes_before_a_missed_promise_and_is_not_told_twice():
    crossed = (
        '{value: 5.2, date: 2026-11-22, phase: online, version: "1.1", ci: [5.0, 5.4]}',
        '{value: 6.4, date: 2026-11-22, phase: online, version: "1.1"}',
    )
    found = urgent(site_of({**EXAMPLES, **edited("taxi-demand.md", crossed)}).portfolio)
    assert (found[0].project.id, found[0].kind) == ("taxi-demand", "alert")
    assert "missed" not in {one.kind for one in found if one.project.id == "taxi-demand"}


def test_what_is_late_is_told_with_its_days():
    site = site_of(EXAMPLES, today=LATER)
    kinds = [(one.kind, one.project.id) for one in urgent(site.portfolio) if one.kind in {"review", "deadline"}]
    assert kinds == [
        ("deadline", "subscriber-churn"),
        ("review", "meeting-transcripts"),
        ("review", "weld-current-anomaly"),
        ("review", "grocery-demand"),
        ("review", "feed-ranking"),
        ("review", "support-answers"),
        ("review", "weld-defect"),
    ]
    shown = home(site)
    assert "6 reviews overdue" in text_of(shown)
    assert text_of(shown).count("days late") > 1


def test_what_has_ended_needs_nobody():
    texts = edited("refund-routing.md", ("next_review: 2027-03-15", "next_review: 2026-03-15"))
    assert not [one for one in to_do(site_of(texts)) if one["kind"] != "errors"]


def test_an_unreadable_document_has_its_place():
    texts = {**EXAMPLES, **edited("taxi-demand.md", ("status: approved", "status: [approved"))}
    site = site_of(texts)
    first = urgent(site.portfolio)[0]
    assert (first.kind, first.project.name) == ("unreadable", "taxi-demand.md")
    assert "This document cannot be read." in home(site)


def test_only_so_many_matters_stand_on_the_first_screen():
    shown = home(site_of(EXAMPLES, today=date(2027, 6, 1)))
    listed = re.search(r'<ul class="prospectus-attention">.*?</ul>', shown)[0]  # type: ignore[index]
    assert listed.count("<li>") == 8
    more = len(urgent(site_of(EXAMPLES, today=date(2027, 6, 1)).portfolio)) - 8
    assert f"{more} more" in text_of(shown)


def test_what_moved_is_what_the_documents_date():
    shown = text_of(home(site_of(EXAMPLES, today=date(2026, 10, 15))))
    assert "Put into service" in shown
    assert "Retired Popular items shelf in the grocery web shop 2026-09-30" in shown
    later = text_of(home(site_of(EXAMPLES, today=date(2030, 1, 1))))
    assert "No document says that something moved." in later


@pytest.mark.parametrize("lang", LANGS)
def test_an_empty_portfolio_and_one_at_rest_say_what_to_do(lang: str):
    assert "prospectus new" in home(site_of({}), lang)
    quiet = home(site_of({"bike-rebalancing.md": EXAMPLES["bike-rebalancing.md"]}), lang)
    assert quiet.count('class="prospectus-empty"') == 2
    assert "action" in quiet


# -- cards -----------------------------------------------------------------------------------------------------------


def card_of(site: Site, title: str) -> str:
    cards = re.findall(r'<li class="prospectus-card.*?(?=<li class="prospectus-card|</ul>)', home(site), re.DOTALL)
    return next(card for card in cards if title in card)


def test_a_card_says_only_what_says_something():
    site = site_of(EXAMPLES)
    taxi, refund = card_of(site, "30분 앞 택시"), card_of(site, "Routing refund")
    assert taxi.count("<i ") + taxi.count("<i>") == 7
    assert 'aria-label="Stage 6 of 7: Follow-up analysis"' in taxi
    assert "Approved" not in taxi
    assert "review" not in text_of(taxi)
    assert "kept" in taxi
    assert 'class="prospectus-card ended"' in refund
    assert "Rule-based" in refund
    assert "finding" not in text_of(taxi)


def test_many_projects_are_cards_first_and_lean_rows_for_all():
    text = EXAMPLES["bike-rebalancing.md"]
    texts = {f"p{number}.md": text.replace("Overnight", f"{number:03} Overnight") for number in range(MOST_CARDS + 1)}
    shown = home(site_of(texts))
    assert shown.count('<li class="prospectus-card') == shown.count('data-twin=""') == FIRST_CARDS
    assert shown.count('<th scope="row">') == len(texts)
    fewer = home(site_of(dict(list(texts.items())[:MOST_CARDS])))
    assert fewer.count('<li class="prospectus-card') == MOST_CARDS
    assert "<table" not in fewer


def test_the_table_for_programs_has_every_project():
    rows = list(csv.DictReader(io.StringIO(files_of(site_of(EXAMPLES))["projects/views/overview-projects.csv"])))
    weld = next(row for row in rows if row["id"] == "weld-defect")
    assert len(rows) == len(EXAMPLES)
    assert (weld["stage"], weld["target"], weld["value"], weld["promise"]) == ("action", "0.975", "0.974", "short")


def test_the_second_language_is_not_found_twice():
    pages = pages_of(site_of(EXAMPLES))
    assert "search" not in pages[HOME.format("en")].meta
    assert pages[HOME.format("ko")].meta["search"] == {"exclude": True}


# -- to do -----------------------------------------------------------------------------------------------------------


def test_what_is_to_do_is_grouped_by_person_and_the_most_urgent_comes_first():
    site = site_of(EXAMPLES, today=LATER)
    rows = to_do(site)
    people = [row["person"] for row in rows]
    assert people == sorted(people, key=people.index)
    seen = {}
    for row in rows:
        is_urgent = row["kind"] in URGENT and (row["day"] is None or str(row["day"]) < LATER.isoformat())
        assert not (is_urgent and seen.get(row["person"]) is False), row
        seen[row["person"]] = is_urgent
    shown = pages_of(site)[TO_DO.format("en")].parts["view"]
    assert shown.count("<tbody>") == len(set(people))


def test_one_thing_to_write_next_is_named_for_each_project_on_its_way():
    rows = [row for row in to_do(site_of(EXAMPLES)) if row["kind"] == "fix"]
    assert len({row["project"] for row in rows}) == len(rows) == 7
    assert next(row["what"] for row in rows if row["project"] == "formula-ocr") == "프로토타입"
    assert "weld-defect" not in {row["project"] for row in rows}


@pytest.mark.parametrize(("updated", "is_asked"), [("2026-11-16", False), ("2026-11-01", True)])
def test_an_increment_is_asked_about_unless_its_document_was_looked_at_since(updated: str, is_asked: bool):  # noqa: FBT001
    texts = edited("grocery-demand.md", ("updated: 2026-11-16", f"updated: {updated}"))
    late = [row for row in to_do(site_of(texts)) if row["kind"] == "increment" and row["day"] == "2026-11-02"]
    assert bool(late) is is_asked


def test_an_increment_is_not_called_late_for_nobody_says_whether_it_is_done():
    texts = edited("grocery-demand.md", ("updated: 2026-11-16", "updated: 2026-11-01"))
    shown = pages_of(site_of(texts))[TO_DO.format("en")].parts["view"]
    row = next(row for row in shown.split("<tr") if "2026-11-02" in row)
    assert "21 days ago" in row
    assert "late" not in row


def test_waivers_are_told_before_they_end():
    waiver = "waivers:\n  - {rule: MET03, reason: booked, expires: 2026-12-01, by: Tom Becker <tom@example.com>}\n"
    texts = edited("bike-rebalancing.md", ("\n---\n\n#", f"\n{waiver}---\n\n#"))
    row = next(row for row in to_do(site_of(texts)) if row["kind"] == "waiver")
    assert (row["person"], row["day"], row["what"]) == ("Tom Becker", "2026-12-01", "MET03 booked")
    source = texts["bike-rebalancing.md"].split("\n")
    assert "MET03" in source[int(str(row["line"])) - 1]


def test_an_error_takes_the_place_of_what_is_to_be_written_next():
    texts = edited("subscriber-churn.md", ("target: 0.45", "target: 0.25"))
    kinds = [(row["kind"], row["what"]) for row in to_do(site_of(texts))]
    assert str(dict(kinds)["errors"]).startswith("MET04 ")
    assert "fix" not in dict(kinds)


# -- filters ---------------------------------------------------------------------------------------------------------

HERE = Here(addresses_of(portfolio_of({})), "projects/views/en/overview/", "en")
values = st.lists(st.text(max_size=12), max_size=4)


@given(values)
def test_the_values_of_an_item_stay_apart(several: list[str]):
    kept = [value for value in several if value.strip()]
    found = facet_value(several).split(BETWEEN) if kept else []
    assert found == [value.replace(BETWEEN, " ").strip() for value in kept]


def test_a_facet_in_which_all_are_the_same_is_not_offered():
    items = [{"stage": "design", "owner": "Ines"}, {"stage": "design"}]
    form = filter_form((Facet("stage", "Stage"), Facet("owner", "Owner")), items, HERE)
    assert 'name="stage"' not in form
    assert '<option value="Ines">Ines (1)</option>' in form
    assert " hidden " in form


def test_where_there_are_many_values_a_reader_types():
    items = [{"owner": f"Person {number}"} for number in range(MOST_OPTIONS + 1)]
    form = filter_form((Facet("owner", "Owner"),), items, HERE)
    assert form.count("<option") == MOST_OPTIONS + 1
    assert '<input name="owner" list="prospectus-owner"' in form


@pytest.mark.parametrize("view", [overview.VIEW, todo.VIEW])
def test_hostile_text_stays_text(view: View):
    hostile = "<script>alert(1)</script>"
    texts = edited(
        "bike-rebalancing.md",
        ("owner: Maren Okafor", f'owner: "{hostile}"'),
        ("title: Overnight rebalancing of shared bikes", f"title: '{hostile}\" onload=\"x'"),
    )
    shown = pages_of(site_of(texts))[f"projects/views/en/{view.id}/"].parts["view"]
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown
    assert ' onload="' not in shown
