"""The workspace: what every door sees of the documents of one configuration."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from prospectus.config import Config
from prospectus.contract.contract import standard_contract
from prospectus.engine.workspace import Workspace
from prospectus.ground.source import Source
from prospectus.model.document import Document
from prospectus.model.parsed import Parsed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from prospectus.engine.report import Report
    from prospectus.model.rule import Rule

TODAY = date(2026, 11, 23)
TEXT = """\
---
schema: prospectus/1
id: {0}
title: Project {0}
stage: situation
status: draft
owner: Kim
created: 2026-01-01
updated: 2026-01-01
{1}
---

# Project {0}

## Situation

Something is slow, and we would like to know why it is, and what it costs us.
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path, "a")
    write(tmp_path, "b", "depends_on: [a]")
    write(tmp_path, "c", "depends_on: [gone]")
    return tmp_path


def write(root: Path, name: str, more: str = "", identity: str = "") -> Path:
    file = root / "docs" / "projects" / f"{name}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(TEXT.format(identity or name, more), "utf-8")
    return file


def opened(root: Path, **settings: Any) -> Workspace:
    workspace = Workspace(Config(root=root), today=TODAY, folder=root, **settings)
    workspace.check_all()
    return workspace


def given(workspace: Workspace, name: str, more: str = "", identity: str = "") -> Document:
    """A document as an editor holds it, not saved yet."""
    path = f"docs/projects/{name}.md"
    file = workspace.path(path) or workspace.config.root / path
    return Document(Parsed(Source(path, TEXT.format(identity or name, more), file)), workspace.contract)


def told(report: Report) -> list[tuple[str, str, int]]:
    """What the rules across documents say: the code, the file and the line."""
    across = (entry for entry in report.diagnostics if entry.code.startswith("PFO"))
    return [(entry.code, entry.path.rpartition("/")[2], entry.start.line) for entry in across]


def state(workspace: Workspace) -> tuple[Any, ...]:
    """All that can be seen of a workspace."""
    texts = [workspace.document(name).source.text for name in workspace.names]
    return workspace.names, workspace.paths, workspace.asked_for, [*workspace.records], texts, workspace.report("en")


def test_it_names_its_documents_in_order(root: Path):
    workspace = opened(root)
    assert workspace.names == workspace.asked_for == tuple(f"docs/projects/{name}.md" for name in "abc")
    assert workspace.paths == tuple(root / name for name in workspace.names)
    assert len(workspace) == 3
    assert [record.id for record in workspace.records] == ["a", "b", "c"]
    assert workspace.document("docs/projects/b.md").id == "b"
    assert workspace.path("docs/projects/d.md") is None
    with pytest.raises(KeyError):
        workspace.document("docs/projects/d.md")


def test_what_is_put_takes_the_place_of_the_document_of_that_name(root: Path):
    workspace = opened(root)
    assert told(workspace.report("en")) == [("PFO02", "c.md", 10)]
    workspace.put(given(workspace, "c", "depends_on: [b]"))
    workspace.put(given(workspace, "a", identity="other"))
    assert told(workspace.report("en")) == [("PFO02", "b.md", 10)]
    assert workspace.names == tuple(f"docs/projects/{name}.md" for name in "abc")
    assert workspace.document("docs/projects/a.md").id == "other"


def test_a_new_document_joins(root: Path):
    workspace = opened(root)
    workspace.put(given(workspace, "gone"))
    assert workspace.names[-1] == "docs/projects/gone.md"
    assert told(workspace.report("en")) == []


@pytest.mark.parametrize("name", ["a", "gone"])
@pytest.mark.parametrize("uses_cache", [False, True])
def test_a_report_on_a_document_as_it_is_given_leaves_all_as_it_was(root: Path, name: str, *, uses_cache: bool):
    opened(root, uses_cache=uses_cache)
    workspace = opened(root, uses_cache=uses_cache)
    before = state(workspace)
    report = workspace.report_on(given(workspace, name, "depends_on: [nowhere]"), "en")
    assert told(report) == [("PFO02", f"{name}.md", 10)]
    assert report.cached == 0
    assert state(workspace) == before


def test_a_report_on_some_sees_the_others(root: Path):
    write(root, "d", identity="a")
    workspace = opened(root)
    report = workspace.report("en", {"docs/projects/d.md"})
    assert told(report) == [("PFO01", "d.md", 3)]
    assert [record.name for record in report.documents] == ["docs/projects/d.md"]
    [shared] = (entry for entry in report.diagnostics if entry.code == "PFO01")
    assert [label.place.path for label in shared.related] == ["docs/projects/a.md"]


def test_only_some_files_are_asked_for(root: Path):
    workspace = Workspace(Config(root=root), today=TODAY, folder=root)
    workspace.check_all([root / "docs" / "projects" / "b.md"])
    assert workspace.asked_for == ("docs/projects/b.md",)
    assert len(workspace) == 3
    assert told(workspace.report("en")) == []


def test_checking_all_again_forgets_what_was_put(root: Path):
    workspace = opened(root)
    before = state(workspace)
    workspace.put(given(workspace, "a", identity="other"))
    workspace.put(given(workspace, "new"))
    workspace.check_all()
    assert state(workspace) == before


def test_an_edit_tells_what_a_fresh_run_tells_and_checks_no_other(root: Path):
    for number in range(40):
        write(root, f"n{number}", f"depends_on: [n{(number + 1) % 40}]")
    checked: list[str] = []
    workspace = opened(root, rules=noticing(checked))
    assert len(checked) == 43
    checked.clear()
    for more in ("depends_on: [a, nowhere]", "depends_on: [n9]", "status: x"):
        workspace.put(given(workspace, "n5", more))
        write(root, "n5", more)
        edited = workspace.report("en")
        assert checked == ["docs/projects/n5.md"]
        assert edited == opened(root).report("en")
        checked.clear()


def noticing(checked: list[str]) -> Sequence[Rule]:
    """The rules, with one that notes each document it looks at and finds nothing."""
    from prospectus.ground.severity import Severity
    from prospectus.model.rule import document_rule
    from prospectus.rules import ALL_RULES

    @document_rule("XXX01", "notices", Severity.INFO)
    def notices(document: Document, _context: object) -> tuple[()]:
        checked.append(document.source.name)
        return ()

    return (*ALL_RULES, notices)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_document_at_which_we_fail_is_one_internal_error_and_the_others_are_checked(root: Path, jobs: int):
    for number in range(40):
        write(root, f"n{number}", "depends_on: [gone]")
    (root / "docs" / "projects" / "n7.md").write_text("---\nid: n7\nx: [\n---\n", "utf-8")
    schema = SimpleNamespace(read=standard_contract().schema.read)  # what breaks a partly read document
    broken = standard_contract()._replace(schema=schema)  # type: ignore[arg-type]
    rules = [rule for rule in opened(root).rules if rule.code == "STR12"]
    report = opened(root, contract=broken, rules=rules, jobs=jobs).report("en")
    assert len(report.documents) == 43
    [error] = report.internal_errors
    assert (error.code, error.path) == ("", "docs/projects/n7.md")
    assert error.error.startswith("AttributeError: ")
