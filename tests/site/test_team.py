"""The team: which roles have names, which do not, and how much a person carries."""

from __future__ import annotations

import re

import pytest
from support.samples import example_texts
from support.shown_views import page, tables
from support.site_pages import site_of

TEXTS = example_texts()
SITE = site_of(TEXTS)


def without(name: str, *roles: str) -> str:
    """An example whose team lacks some roles."""
    text = TEXTS[name]
    for role in roles:
        text, count = re.subn(rf"^  - \{{role: {role},.*\n", "", text, flags=re.MULTILINE)
        assert count
    return text


def test_the_matrix_names_who_has_which_role():
    row = next(row for row in tables(SITE, "team")["team"] if row["project"] == "weld-defect")
    assert (row["owner"], row["modeler"], row["model-engineer"]) == ("한비드", ["한비드"], ["배가속"])
    assert "example.com" not in page(SITE, "team")


@pytest.mark.parametrize(
    ("name", "role", "reason"),
    [
        ("weld-defect.md", "modeler", "core"),
        ("support-answers.md", "model-engineer", "conversion"),
        ("subscriber-churn.md", "backend-engineer", "place"),
        ("formula-ocr.md", "data-curator", "vendor"),
    ],
)
def test_a_role_that_the_stage_asks_for_is_missing(name: str, role: str, reason: str):
    site = site_of({name: without(name, role)})
    gap = {"project": name.removesuffix(".md"), "role": [role], "state": "missing", "reason": reason}
    assert [{key: row[key] for key in gap} for row in tables(site, "team")["gaps"]] == [gap]
    assert "no one" in page(site, "team")


def test_where_one_of_several_roles_would_do_each_of_them_is_enough():
    several = ["model-engineer or app-developer or backend-engineer"]
    place = ("place: on-prem-gpu", "place: edge-device")
    bare = without("weld-defect.md", "backend-engineer", "model-engineer").replace(*place)
    assert [row["role"] for row in tables(site_of({"weld-defect.md": bare}), "team")["gaps"]] == [several]
    one = without("weld-defect.md", "backend-engineer").replace(*place)
    assert tables(site_of({"weld-defect.md": one}), "team")["gaps"] == []


def test_what_the_next_stage_asks_is_told_and_what_comes_later_is_not():
    gaps = {row["project"]: row for row in tables(SITE, "team")["gaps"]}
    assert gaps.keys() == {"meeting-transcripts"}  # a problem, and so before the design
    assert gaps["meeting-transcripts"]["state"] == "ahead"
    assert gaps["meeting-transcripts"]["role"] == ["modeler", "data-curator", "model-quality-manager"]


def test_a_person_carries_the_active_projects_and_what_names_them():
    people = {row["person"]: row for row in tables(SITE, "team")["people"]}
    assert people["오공정"]["names"] == ["weld-defect", "weld-current-anomaly"]
    assert people["한비드"]["owns"] == 1
    assert people["한비드"]["metrics"] >= 1
    assert "Ines Moreau" not in people  # whose project is retired


def test_one_person_is_known_by_case_spaces_and_address():
    text = TEXTS["weld-defect.md"].replace("name: 오공정", 'name: "한 비드 <other@example.com>"')
    people = [row["person"] for row in tables(site_of({"weld-defect.md": text}), "team")["people"]]
    assert people.count("한비드") + people.count("한 비드") == 1


def test_nobody_is_named():
    assert "No document names anybody" in page(site_of({"a.md": "# A\n"}), "team")
