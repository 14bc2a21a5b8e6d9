"""What the site knows of a project is what its document states and the domain reckons."""

from __future__ import annotations

import pickle
from datetime import date
from typing import TYPE_CHECKING

from prospectus_site.facts.people import person
from support.samples import example_texts
from support.site_pages import site_of

if TYPE_CHECKING:
    from prospectus_site.facts.project import Project

SITE = site_of(example_texts())
PROJECTS = SITE.portfolio.by_id


def metric(project: Project, name: str):
    return next(metric for metric in project.metrics if metric.id == name)


def test_a_promise_is_judged_by_the_service_and_by_the_test_data_apart():
    recall = metric(PROJECTS["weld-defect"], "seam-recall")
    assert (recall.online.value, recall.online.day, recall.is_met_online) == (0.974, date(2026, 11, 20), False)
    assert (recall.offline.written, recall.is_met_offline) == ("0.981", True)
    assert (recall.is_met, recall.crossed, recall.alert.op) == (False, None, "<")
    assert len(recall.measured) == 7


def test_limits_show_how_much_is_used():
    limits = PROJECTS["weld-defect"].limits
    assert round(limits.budget.share, 4) == 0.2813
    assert (limits.latency.used_ms, limits.latency.allowed_ms) == (85, 320)
    assert round(limits.capacity.utilisation, 3) == 0.085
    assert limits.stated["environment"].startswith("PLC")


def test_data_sets_know_their_models_and_models_their_way():
    project = PROJECTS["weld-defect"]
    train = project.datasets[0]
    assert (train.id, train.records, train.models, train.personal_data) == (
        "seam-train",
        24000,
        ("seam-detector",),
        False,
    )
    assert [model.is_critical for model in project.models] == [True]


def test_what_the_next_stage_asks_is_told_in_the_language_of_the_document():
    ahead = PROJECTS["formula-ocr"].ahead
    assert ahead.stage == "prototype"
    assert any("가" <= char <= "힣" for lack in ahead.lacks for char in lack.title)
    assert PROJECTS["popular-items"].ahead is None


def test_all_of_a_portfolio_knows_who_shares_what():
    users = SITE.portfolio.users_of["weld-golden-2026"]
    assert {(project.id, version) for project, version in users} == {
        ("weld-defect", "2026-06"),
        ("weld-current-anomaly", "2026-06"),
    }
    assert [project.id for project in SITE.portfolio.dependents["weld-defect"]] == ["weld-current-anomaly"]
    first, last = SITE.portfolio.projects[0], SITE.portfolio.projects[-1]
    assert SITE.portfolio.neighbours(first)[0] is None
    assert SITE.portfolio.neighbours(last)[1] is None


def test_projects_travel_between_processes():
    assert pickle.loads(pickle.dumps(SITE.portfolio.projects)) == SITE.portfolio.projects  # noqa: S301 - our own


def test_no_mail_address_names_a_person():
    assert person("Dana Kim <dana@example.com>") == "Dana Kim"
    assert person("dana@example.com") == person("<dana@example.com>") == "dana"
    assert person("") == ""
    assert person("<b>Dana</b>") == "<b>Dana</b>"
