"""The first day in a repository with two hundred design documents that are older than the tool: adopt, a baseline, the hook."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING, NamedTuple

import pytest
from support.command import run
from support.git_repository import GitRepository
from support.hooked import CONFIG, commit, installed, repository_of_the_tool
from support.legacy_documents import Legacy, legacy_documents

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

COUNT = 200
TODAY = ("--today", "2026-11-23")
LEGACY = {legacy.path: legacy for legacy in legacy_documents(COUNT)}
WHOLE = {path: legacy for path, legacy in LEGACY.items() if not legacy.is_broken}
BROKEN = {path: legacy for path, legacy in LEGACY.items() if legacy.is_broken}
FINDING = re.compile(r"(\S[^:\n]*(?::[^:\n]*)?\.md):\d+:\d+: (\w+)\[(\w+)\]")
"""The first line of a finding: the document, the severity, the code."""

READ = len(WHOLE) + 1
"""So many are surveyed: all that can be read, and the first document of `init`."""


class Team(NamedTuple):
    """A repository with its history, where hooks are kept, and the language of the team."""

    git: GitRepository
    cache: Path
    lang: str

    @property
    def root(self) -> Path:
        return self.git.root

    def run(self, verb: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """A command; what is printed below is in the team's language as its configuration has it."""
        return run(verb, *arguments, *TODAY, cwd=self.root)

    def passed(self, verb: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        done = self.run(verb, *arguments)
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
        return done

    def edit(self, path: str, old: bytes, new: bytes) -> None:
        before = (self.root / path).read_bytes()
        assert before.count(old) == 1, (path, old)
        (self.root / path).write_bytes(before.replace(old, new))


def findings(text: str) -> list[tuple[str, str, str]]:
    return FINDING.findall(text)


def with_history(folder: Path) -> GitRepository:
    """The documents, each committed by its author on its day."""
    git = GitRepository(folder)
    for legacy in LEGACY.values():
        file = folder / legacy.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(legacy.data)
        git.git("add", "-A")
        name, mail = legacy.author
        git.git("commit", "-qm", legacy.path, day=legacy.day, GIT_AUTHOR_NAME=name, GIT_AUTHOR_EMAIL=mail)
    return git


@pytest.fixture(scope="module")
def tool(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str, Path]:
    """The tool as a hook gets it, with its environment made once: address, revision, cache."""
    folder = tmp_path_factory.mktemp("tool")
    address, revision = repository_of_the_tool(folder / "prospectus")
    first = GitRepository(folder / "first")
    first.write(CONFIG, hooks(address, revision))
    installed(first, folder / "cache")
    return address, revision, folder / "cache"


def hooks(address: str, revision: str) -> str:
    return json.dumps({"repos": [{"repo": address, "rev": revision, "hooks": [{"id": "prospectus"}]}]})


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_history(tmp_path_factory.mktemp("history") / "team").root


@pytest.fixture(scope="module", params=["en", "ko"])
def team(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, history: Path, tool: tuple[str, str, Path]
) -> Team:
    """The repository, set up: what `init` writes, with the address of the tool put in. Nothing is adopted yet."""
    git = GitRepository(tmp_path_factory.mktemp("set-up") / "team")
    git.git("pull", "-q", str(history), "main")
    made = Team(git, tool[2], request.param)
    done = made.passed("init", "--yes", "--lang", made.lang)
    assert "  prospectus adopt docs\n" in done.stdout
    written = (made.root / CONFIG).read_text("utf-8")
    found = re.search(r"repo: (\S+)\n +rev: (\S+)\n", written)
    assert found, written
    (made.root / CONFIG).write_text(written.replace(found[1], tool[0]).replace(found[2], tool[1]), "utf-8")
    return made


@pytest.fixture(scope="module")
def adopted(team: Team, tmp_path_factory: pytest.TempPathFactory) -> Team:
    """Another copy of it, with the whole folder adopted, and the line of the configuration that `adopt` names pasted."""
    made = copied(team, tmp_path_factory.mktemp("adopted") / "team")
    done = made.passed("adopt", "docs/", "--write")
    found = re.search(r"documents = \[.*\]", done.stderr)
    assert found, done.stderr
    file = made.root / "prospectus.toml"
    file.write_text(re.sub(r"^documents = .*$", found[0], file.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    return made


def copied(team: Team, folder: Path) -> Team:
    shutil.copytree(team.root, folder)
    return team._replace(git=GitRepository(folder))


def mend_front_matters(team: Team) -> None:
    """What `adopt` leaves alone is a front matter that is no YAML: `--fix` quotes what it can, and the rest is done by hand."""
    for path in BROKEN:
        text = (team.root / path).read_bytes()
        (team.root / path).write_bytes(re.sub(rb"(?m)^title: \[([^\]\r\n]*)(\r?)$", rb"title: '\1'\2", text))
    team.run("lint", "--fix", *BROKEN)
    team.passed("adopt", "docs/", "--write")


def test_the_report_counts_what_is_there_and_writes_nothing(team: Team, tmp_path: Path):
    receipt = tmp_path / "receipt.json"
    done = team.passed("adopt", "docs/", "--receipt", str(receipt))
    assert re.search(rf"\b{READ}(?!\d)", done.stdout.splitlines()[0]), done.stdout
    assert bytes_of(team) == {path: legacy.data for path, legacy in LEGACY.items()}
    files = json.loads(receipt.read_text("utf-8"))["files"]
    blank = {path for path, legacy in WHOLE.items() if legacy.is_blank}
    assert {one["path"] for one in files if one.get("is_template")} == blank


def test_all_are_adopted_and_not_a_byte_of_a_body_changes(adopted: Team):
    for path, legacy in WHOLE.items():
        after = (adopted.root / path).read_bytes()
        assert after != legacy.data
        assert after.endswith(body(legacy)), path
        assert after.startswith(b"\xef\xbb\xbf") is legacy.data.startswith(b"\xef\xbb\xbf"), path
        assert not (b"\r\n" in legacy.data and re.search(rb"(?<!\r)\n", after)), path
        assert (b"\r\n" in after) is (b"\r\n" in legacy.data), path
    ids = [re.search(r"(?m)^id: (\S+)$", front(adopted, path)) for path in WHOLE]
    assert len({found[1] for found in ids if found}) == len(WHOLE)
    before = bytes_of(adopted)
    assert {path: before[path] for path in BROKEN} == {path: legacy.data for path, legacy in BROKEN.items()}
    adopted.passed("adopt", "docs/", "--write")
    assert bytes_of(adopted) == before


def test_who_wrote_what_and_when_is_known_from_the_text_or_from_git(adopted: Team):
    for path, legacy in WHOLE.items():
        text = front(adopted, path)
        assert re.search(rf"\nowner: (?:{re.escape(legacy.author[0])}(?: <.*>)?|\"@team-.*\")\n", text), text
        assert re.search(rf"\ncreated: '?{legacy.day}'?\n", text), text


def test_only_a_front_matter_that_nobody_can_read_is_an_error(adopted: Team):
    done = adopted.run("lint")
    errors = [(path, code) for path, severity, code in findings(done.stdout) if severity == "error"]
    assert errors == [(path, "STR01") for path in sorted(BROKEN)]


def bytes_of(team: Team) -> dict[str, bytes]:
    return {path: (team.root / path).read_bytes() for path in LEGACY}


def front(team: Team, path: str) -> str:
    """The front matter of a document, with plain line ends."""
    text = (team.root / path).read_text("utf-8-sig")
    return text[: text.index("\n---\n", 4) + 1]


def body(legacy: Legacy) -> bytes:
    """What stands below a front matter in YAML; all of a text that has none."""
    text = legacy.data.removeprefix(b"\xef\xbb\xbf")
    found = re.match(rb"---\r?\n.*?^---\r?\n", text, re.DOTALL | re.MULTILINE)
    return text[found.end() :] if found else text


def test_of_one_new_defect_the_commit_shows_that_one_alone(adopted: Team, tmp_path: Path):
    team = copied(adopted, tmp_path / "team")
    mend_front_matters(team)
    assert [found for found in findings(team.passed("lint").stdout) if found[1] == "error"] == []
    team.passed("lint", "--write-baseline")
    assert team.passed("lint", "--fail-on", "info").stdout == ""
    installed(team.git, team.cache)
    done = commit(team.git, team.cache, "design documents are checked")
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]

    # a misspelt word: --fix knows what was meant
    path = next(path for path, legacy in WHOLE.items() if b"\r\n" in legacy.data and " " in path)
    before = (team.root / path).read_bytes()
    team.edit(path, b"\nstatus: draft\r", b"\nstatus: darft\r")
    assert_shown_alone(team, path, "STR03")
    team.passed("lint", "--fix", path)
    assert (team.root / path).read_bytes() == before
    assert commit(team.git, team.cache, "nothing is left").returncode == 1
    assert team.git.git("status", "--porcelain") == ""

    # a link that leads nowhere: only its writer knows where it should lead
    path = next(path for path, legacy in WHOLE.items() if b"notes.md" in legacy.data and b"\r\n" not in legacy.data)
    with (team.root / path).open("ab") as file:
        file.write(b"\n\nSee also [the plan](plan.md).\n")
    assert_shown_alone(team, path, "STR09")
    (team.root / path).with_name("plan.md").write_text("# The plan\n", "utf-8")
    team.edit("prospectus.toml", b"documents =", b'exclude = ["**/plan.md"]\ndocuments =')
    done = commit(team.git, team.cache, "and a plan")
    assert done.returncode == 0, done.stdout + done.stderr


def assert_shown_alone(team: Team, path: str, code: str) -> None:
    """A commit does not pass, and of all there is to be said it says one thing; so does the command line."""
    done = commit(team.git, team.cache, "a new defect")
    assert done.returncode == 1, done.stdout + done.stderr
    assert findings(done.stdout + done.stderr) == [(path, "error", code)], done.stdout + done.stderr
    for options in ((), ("--changed", "HEAD"), (path,)):
        assert findings(team.run("lint", *options).stdout) == [(path, "error", code)]
