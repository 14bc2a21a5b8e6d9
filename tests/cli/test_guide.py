"""What the README and the guide show is what the tool prints, in both languages."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from support.command import run
from support.git_repository import GitRepository
from support.samples import PROJECTS, ROOT
from support.small_documents import small

if TYPE_CHECKING:
    from pathlib import Path

TARGET = """---
schema: prospectus/1
stage: design
metrics:
  - id: mae
    direction: min
    kind: model
    baseline: {value: 5.1, kind: dummy}
    target: 6.0
---
"""
MISSPELT = "---\nschema: prospectus/1\nid: churn-prediction\ntitel: Churn prediction\nstage: situation\n---\n"

SHOWN = {
    "README.md": "en",
    "docs/guide/start.md": "en",
    "docs/guide/metrics.md": "en",
    "README.ko.md": "ko",
    "docs/guide/ko/start.md": "ko",
    "docs/guide/ko/metrics.md": "ko",
}


def blocks(page: str, language: str = "text") -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", (ROOT / page).read_text("utf-8"), re.MULTILINE | re.DOTALL)


LOCALES = {"en": "C.UTF-8", "ko": "ko_KR.UTF-8"}
"""The guide shows what a person sees whose terminal speaks their language."""


def linted(folder: Path, name: str, text: str, *options: str, lang: str = "en") -> str:
    file = folder / "docs" / "projects" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    arguments = ("lint", f"docs/projects/{name}", "--today", "2026-11-23", *options)
    return run(*arguments, cwd=folder, lang=LOCALES[lang]).stdout


@pytest.mark.parametrize("page", SHOWN)
def test_a_target_that_does_not_beat_its_baseline(tmp_path: Path, page: str):
    if page == "README.ko.md":  # which says `--lang ko`
        assert linted(tmp_path, "churn.md", TARGET, "--select", "MET04", "--lang", "ko") in blocks(page)
    else:
        assert linted(tmp_path, "churn.md", TARGET, "--select", "MET04", lang=SHOWN[page]) in blocks(page)


@pytest.mark.parametrize("page", ["docs/guide/constraints.md", "docs/guide/ko/constraints.md"])
def test_a_peak_that_makes_requests_wait(tmp_path: Path, page: str):
    text = (PROJECTS / "formula-ocr.md").read_text("utf-8").replace("replicas: 4", "replicas: 3")
    lang = "ko" if "/ko/" in page else "en"
    assert linted(tmp_path, "formula-ocr.md", text, "--select", "REQ06", lang=lang) in blocks(page)


@pytest.mark.parametrize(("page", "lang"), [("start.md", "en"), ("ko/start.md", "ko")])
def test_setting_a_repository_up(tmp_path: Path, page: str, lang: str):
    made = run("init", "--title", "Churn prediction", "--lang", lang, cwd=tmp_path)
    assert made.stdout in blocks(f"docs/guide/{page}")


def test_the_pipelines_of_the_guide_are_those_that_init_writes(tmp_path: Path):
    shown = blocks("docs/guide/ci.md", "yaml")
    for ci, name in (("github", ".github/workflows/prospectus.yml"), ("gitlab", ".gitlab/prospectus.yml")):
        folder = tmp_path / ci
        assert run("init", ci, "--ci", ci, cwd=tmp_path).returncode == 0
        assert (folder / name).read_text("utf-8").partition("\n")[2] in shown
    assert (tmp_path / "gitlab" / ".gitlab-ci.yml").read_text("utf-8") in shown


@pytest.mark.parametrize(("page", "title"), [("start.md", "Churn prediction"), ("ko/start.md", "해지 예측")])
def test_the_first_document(tmp_path: Path, page: str, title: str):
    (tmp_path / "prospectus.toml").touch()
    locale = LOCALES["ko" if "ko/" in page else "en"]
    made = run("new", title, "--id", "churn-prediction", "--owner", "Dana Kim", cwd=tmp_path, lang=locale)
    assert made.stdout + made.stderr in blocks(f"docs/guide/{page}")
    assert run("lint", cwd=tmp_path, lang=locale).stdout in blocks(f"docs/guide/{page}")


@pytest.mark.parametrize(("page", "title"), [("write.md", "Churn prediction"), ("ko/write.md", "해지 예측")])
def test_the_next_stage(tmp_path: Path, page: str, title: str):
    (tmp_path / "prospectus.toml").touch()
    locale = LOCALES["ko" if "ko/" in page else "en"]
    name = run(
        "new", title, "--id", "churn-prediction", "--owner", "Dana Kim", cwd=tmp_path, lang=locale
    ).stdout.strip()
    assert run("next", name, "--write", cwd=tmp_path, lang=locale).stdout in blocks(f"docs/guide/{page}")
    written = (tmp_path / name).read_text("utf-8")
    prompt = next(block for block in blocks(f"docs/guide/{page}", "yaml") if block.startswith("## "))
    assert f"\n\n{prompt}\n" in written


def test_json(tmp_path: Path):
    report, fix = map(json.loads, blocks("docs/guide/command-line.md", "json"))
    assert json.loads(linted(tmp_path, "churn.md", TARGET, "--select", "MET04", "--format", "json")) == report
    found = json.loads(linted(tmp_path, "churn.md", MISSPELT, "--select", "STR02", "--format", "json"))
    assert [entry["fix"] for entry in found["diagnostics"]] == [fix]


def test_the_page_of_a_fact(tmp_path: Path):
    said = run("explain", "metrics.baseline", cwd=tmp_path).stdout
    shown = next(block for block in blocks("docs/guide/command-line.md") if block.startswith("metrics[].baseline"))
    rules = re.compile("^Rules: .*$", re.MULTILINE)  # which rules speak about a fact changes with their pages
    assert rules.sub("", shown) == rules.sub("", said)


@pytest.mark.parametrize("page", ["docs/guide/daily.md", "docs/guide/ko/daily.md"])
def test_what_is_checked_too(tmp_path: Path, page: str):
    repository = GitRepository(tmp_path)
    repository.write("docs/projects/churn.md", small("churn"))
    repository.write("docs/projects/pricing.md", small("pricing", "depends_on: [churn]"))
    repository.git("add", "-A")
    repository.git("commit", "-q", "-m", "change")
    repository.write("docs/projects/churn.md", small("churn", body="More."))
    done = run("lint", "--changed", cwd=tmp_path, lang=LOCALES["ko" if "/ko/" in page else "en"])
    said = "".join(done.stderr.splitlines(keepends=True)[:-1])
    commit = re.compile(r"(?<=\()[0-9a-f]{7}(?=\))")
    assert commit.sub("", said) in [commit.sub("", block) for block in blocks(page)]


@pytest.mark.parametrize(("verb", "following"), [("init", "lint"), ("lint", "new")])
def test_every_option_is_in_the_guide(tmp_path: Path, verb: str, following: str):
    options = set(re.findall(r"^  (--[a-z-]+)", run(verb, "--help", cwd=tmp_path).stdout, re.MULTILINE)) - {"--help"}
    text = (ROOT / "docs" / "guide" / "command-line.md").read_text("utf-8")
    table = text[text.index(f"\n## {verb}\n") : text.index(f"\n## {following}\n")].replace(
        "`--no-document`", "`--document"
    )
    assert options == set(re.findall(r"^\| `(--[a-z-]+)", table, re.MULTILINE))
