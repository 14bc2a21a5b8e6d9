"""Health: findings by section, and which to fix first."""

from __future__ import annotations

import pytest
from prospectus.ground.severity import Severity
from prospectus.rules import ALL_RULES
from prospectus_site.facts.sections import HOMES, home_of, home_of_fact
from prospectus_site.views.health import next_fix
from support.samples import example_texts
from support.shown_views import page, tables
from support.site_pages import site_of

TEXTS = example_texts()
SCHEMA_SITE = site_of(TEXTS)


def edited(name: str, *edits: tuple[str, str]) -> dict[str, str]:
    text = TEXTS[name]
    for find, replace in edits:
        assert find in text
        text = text.replace(find, replace, 1)
    return {**TEXTS, name: text}


BAD = edited(
    "weld-defect.md", ("target: 0.975", "target: 0.900"), ("next_review: 2027-02-19", "next_review: 2026-11-01")
)


def test_a_finding_counts_in_the_section_of_its_fact():
    rows = tables(site_of(BAD), "health")["health"]
    assert [row["project"] for row in rows] == ["weld-defect"]
    row = rows[0]
    assert row["document"] == 1  # the review
    assert row["metrics"] >= 1
    assert row["total"] == sum(value for key, value in row.items() if key not in {"project", "total", "first"})


def test_what_is_fixed_first_is_an_error_with_its_line():
    site = site_of(BAD)
    findings = [one for one in site.portfolio.by_id["weld-defect"].findings if one.severity > Severity.INFO]
    first = next_fix(findings)
    assert first.severity is Severity.ERROR
    assert tables(site, "health")["health"][0]["first"].startswith(f"{first.code} weld-defect.md:{first.start.line} ")
    assert f"line {first.start.line}" in page(site, "health")
    assert f"{first.start.line}번째 줄" in page(site, "health", "ko")


def test_rules_are_listed_by_how_many_projects_they_concern():
    rules = tables(site_of(BAD), "health")["rules"]
    assert {row["rule"] for row in rules} <= {rule.code for rule in ALL_RULES}
    assert [row["projects"] for row in rules] == sorted((row["projects"] for row in rules), reverse=True)


def test_a_portfolio_without_findings_leads_to_the_board():
    shown = page(SCHEMA_SITE, "health")
    assert "No document has an error or a warning" in shown
    assert 'href="../board/"' in shown


def test_every_home_is_a_section_and_every_fact_with_a_home_is_in_the_schema():
    contract = SCHEMA_SITE.workspace.contract
    assert set(HOMES.values()) <= contract.lifecycle.sections.keys()
    assert HOMES.keys() <= contract.schema.facts


@pytest.mark.parametrize(
    ("path", "home"),
    [
        (("metrics", 0, "target"), "metrics"),
        (("metrics", 0, "baseline", "value"), "baseline"),
        (("data", "datasets", 2, "annotation", "guide"), "labeling"),
        (("data", "split"), "data"),
        (("owner",), ""),
        ((), ""),
    ],
)
def test_the_nearest_home_holds(path: tuple[str | int, ...], home: str):
    assert home_of_fact(path) == home


def test_a_finding_in_a_section_is_at_home_there():
    finding = site_of(BAD).portfolio.by_id["weld-defect"].findings[0]
    sections = SCHEMA_SITE.portfolio.lifecycle.sections
    assert home_of(finding.place._replace(section="data"), sections) == "data"
    assert home_of(finding.place._replace(section="of a team"), sections) == ""
