"""What runs in other people's pipelines: sound, pinned, with least permissions, and doing what it says."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from prospectus.writing.setup.contents import ACTIONS
from support.command import run
from support.samples import PROJECTS, ROOT

ACTION = ROOT / "action.yml"
TEMPLATE = ROOT / "templates" / "lint.yml"
GUIDE = ROOT / "docs" / "guide" / "ci.md"


def program(name: str) -> str:
    """A program of the group test, which pip puts beside our Python."""
    found = shutil.which(name, path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
    assert found, f"{name} is in the group test"
    return found


def shown(*, has: str) -> list[str]:
    """The YAML of the guide that holds a word at the start of a line."""
    blocks = re.findall(r"^```yaml\n(.*?)^```$", GUIDE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    return [block for block in blocks if re.search(rf"^{re.escape(has)}", block, re.MULTILINE)]


@pytest.fixture(scope="module")
def workflows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the workflows of the guide, those that `init` writes, and the action."""
    root = tmp_path_factory.mktemp("pipelines")
    folder = root / ".github" / "workflows"
    folder.mkdir(parents=True)
    for number, block in enumerate(shown(has="jobs:")):
        (folder / f"guide-{number}.yml").write_text(block, "utf-8")
    for name, options in {
        "en": (),
        "ko": ("--lang", "ko"),
        "sub folder": ("--source", "https://a.test/b@v1.0"),
    }.items():
        (root / name).mkdir()
        assert run("init", name, *options, cwd=root).returncode == 0
        (folder / f"init-{name[:2]}.yml").write_bytes((root / name / ".github/workflows/prospectus.yml").read_bytes())
    (root / ".git").mkdir()  # from here on, a folder of a larger repository
    assert run("init", "ml/it's $(here)", "--no-site", cwd=root).returncode == 0
    shutil.copy(ACTION, root / "action.yml")
    return root


def test_zizmor_finds_nothing(workflows: Path):
    files = sorted((workflows / ".github" / "workflows").iterdir())
    assert len(files) == 7
    done = subprocess.run(
        [program("zizmor"), "--offline", "--no-config", "--persona=pedantic", "--no-progress", "."],
        cwd=workflows,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No findings to report" in done.stdout


def test_zizmor_would_find_something(tmp_path: Path):
    bad = ACTION.read_text("utf-8").replace('--format "$FORMAT"', "--format ${{ inputs.format }}")
    (tmp_path / "action.yml").write_text(bad, "utf-8")
    done = subprocess.run(
        [program("zizmor"), "--offline", "--no-config", "--no-progress", "."],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "template-injection" in done.stdout


@pytest.mark.parametrize("schema", ["vendor.github-workflows", "vendor.github-actions", "vendor.gitlab-ci"])
def test_the_schemas_of_the_hosts_hold(workflows: Path, tmp_path: Path, schema: str):
    if schema.endswith("workflows"):
        files = sorted((workflows / ".github" / "workflows").iterdir())
    elif schema.endswith("actions"):
        files = [ACTION]
    else:
        assert run("init", "--ci", "gitlab", cwd=tmp_path).returncode == 0
        job = tmp_path / "template.yml"
        job.write_text(TEMPLATE.read_text("utf-8").partition("\n---\n")[2], "utf-8")
        pages = tmp_path / "pages.yml"
        pages.write_text(*shown(has="pages:"), "utf-8")
        files = [tmp_path / ".gitlab" / "prospectus.yml", tmp_path / ".gitlab-ci.yml", job, pages]
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *map(str, files)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_action_is_named_by_one_commit_everywhere():
    texts = [ACTION.read_text("utf-8"), GUIDE.read_text("utf-8")]
    texts += [f"uses: {name}@{commit} # {release}" for name, (commit, release) in ACTIONS.items()]
    found = {}
    for text in texts:
        for name, pinned in re.findall(r"uses: ([\w./-]+)@(.*)", text):
            assert re.fullmatch(r"[0-9a-f]{40} # v[0-9.]+", pinned), name
            assert found.setdefault(name, pinned) == pinned
    assert {"actions/checkout", "actions/cache", "actions/deploy-pages"} <= found.keys()


def test_nothing_of_ours_runs_with_the_secrets_of_others(workflows: Path):
    for file in (workflows / ".github" / "workflows").iterdir():
        workflow = yaml.safe_load(file.read_text("utf-8"))
        assert workflow["permissions"] == {}
        assert set(workflow[True]) <= {"pull_request", "push"}  # `on` is true in YAML 1.1
        for job in workflow["jobs"].values():
            assert job["permissions"]
            if "write" in job["permissions"].values() and "pull_request" in workflow[True]:
                assert job["permissions"] == {"contents": "read", "security-events": "write"}


# -- the scripts themselves -----------------------------------------------------------------------------------------------


@pytest.fixture
def portfolio(tmp_path: Path) -> Path:
    """Two documents, one of them with an error; `prospectus lint` is on the path, with a day of its own."""
    (tmp_path / "docs" / "projects").mkdir(parents=True)
    for name in ("taxi-demand", "bike rebalancing"):
        text = (PROJECTS / f"{name.replace(' ', '-')}.md").read_text("utf-8")
        (tmp_path / "docs" / "projects" / f"{name}.md").write_text(text.replace("target: 5.4", "target: 7.4"), "utf-8")
    command = tmp_path / "bin" / "prospectus"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nshift\nexec {sys.executable} -m prospectus lint --today 2026-11-23 "$@"\n', "utf-8")
    command.chmod(0o755)
    return tmp_path


def shell(portfolio: Path, script: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a script as the runners do."""
    path = f"{portfolio / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=portfolio,
        env={**os.environ, "PATH": path, "LANG": "C.UTF-8", "RUNNER_TEMP": str(portfolio), **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def step_of_action(name: str) -> str:
    steps = yaml.safe_load(ACTION.read_text("utf-8"))["runs"]["steps"]
    return next(step["run"] for step in steps if step.get("name") == name)


@pytest.mark.parametrize(
    ("paths", "arguments", "code"),
    [
        ("", "", 1),
        ("docs/projects/taxi-demand.md", "", 1),
        ("docs/projects/bike rebalancing.md\n", "", 0),
        ("docs/projects/bike rebalancing.md\ndocs/projects/taxi-demand.md\n", "--ignore MET04\n --fail-on error", 0),
        ("", "--no-such-option", 2),
        ("$(touch here)", "", 2),
        ("", "--ignore MET04; touch here", 2),
        ("", "--ignore $(touch>here)", 2),
        ("--output\nhere", "", 2),
    ],
)
def test_the_action_checks_what_it_is_given(portfolio: Path, paths: str, arguments: str, code: int):
    script = step_of_action("Check the documents")
    done = shell(portfolio, script, PATHS=paths, ARGS=arguments, FORMAT="text")
    assert done.returncode == code, done.stdout + done.stderr
    assert not (portfolio / "here").exists()


@pytest.mark.parametrize(("arguments", "code"), [("", 0), ("--no-such-option", 2)])
def test_the_action_writes_for_code_scanning_whatever_was_found(portfolio: Path, arguments: str, code: int):
    done = shell(portfolio, step_of_action("Write the findings for code scanning"), PATHS="", ARGS=arguments)
    assert (done.returncode != 0) == (code != 0), done.stderr
    assert (portfolio / "prospectus.sarif").exists() == (code == 0)


def test_the_workflow_of_init_marks_the_lines(portfolio: Path):
    assert run("init", cwd=portfolio).returncode == 0
    workflow = yaml.safe_load((portfolio / ".github" / "workflows" / "prospectus.yml").read_text("utf-8"))
    script = workflow["jobs"]["lint"]["steps"][-1]["run"]
    summary = portfolio / "summary.md"
    done = shell(portfolio, script, GITHUB_STEP_SUMMARY=str(summary), GITHUB_ACTIONS="true")
    assert done.returncode == 1
    assert "::error file=docs/projects/taxi-demand.md," in done.stdout
    assert "MET04" in summary.read_text("utf-8")


@pytest.mark.parametrize("source", ["init", "template"])
def test_gitlabs_jobs_report_and_then_decide(portfolio: Path, source: str):
    if source == "init":
        assert run("init", "--ci", "gitlab", cwd=portfolio).returncode == 0
        job = yaml.safe_load((portfolio / ".gitlab" / "prospectus.yml").read_text("utf-8"))["prospectus"]
    else:
        job = [*yaml.safe_load_all(TEMPLATE.read_text("utf-8"))][1]["prospectus"]
    lines = [line for line in job["script"] if not line.startswith("pip install")]
    done = shell(portfolio, "\n".join(lines), PROSPECTUS_ARGS="")
    assert done.returncode == 1
    assert "docs/projects/taxi-demand.md" in done.stdout
    report = job["artifacts"]["reports"]["codequality"]
    assert '"check_name": "MET04"' in (portfolio / report).read_text("utf-8")
    if source == "template":
        broken = shell(portfolio, "\n".join(lines), PROSPECTUS_ARGS="--no-such-option; touch here")
        assert broken.returncode != 0
        assert not (portfolio / "here").exists()


def test_the_inputs_of_gitlabs_template_are_all_used():
    head, job = yaml.safe_load_all(TEMPLATE.read_text("utf-8"))
    used = set(re.findall(r"\$\[\[ inputs\.(\w+) \]\]", yaml.safe_dump(job, width=1000)))
    assert used == set(head["spec"]["inputs"])
