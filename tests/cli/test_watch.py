"""``lint --watch``: what is shown after which change. The loop is driven by hand; once, it listens to the file system."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from datetime import UTC, date, datetime
from threading import Timer
from typing import TYPE_CHECKING, Any

import pytest
from prospectus.cli.lint.request import Request
from prospectus.cli.lint.watch import fitted, road, screens
from prospectus.cli.run import Run
from prospectus.engine.session import Session
from support.command import run
from support.small_documents import small

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

NOON = datetime(2026, 11, 23, 12, 0, 0, tzinfo=UTC)
CLEAN = "2 documents checked (0 skipped, 0 suppressed, 0 cached): 0 errors, 0 warnings, 0 info"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    (tmp_path / "prospectus.toml").touch()
    put(tmp_path, "a", small("a"))
    put(tmp_path, "b", small("b", "depends_on: [a]"))
    return tmp_path


def put(root: Path, name: str, text: str) -> Path:
    file = root / "docs" / "projects" / f"{name}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return file


def shown(steps: Iterable[Callable[[], Sequence[Path] | Path]], **settings: Any) -> list[list[str]]:
    """What is shown at first, and after each step: the codes of the findings. A step gives the files that were written."""

    def batches() -> Iterator[Sequence[Path]]:
        for step in steps:
            paths = step()
            yield paths if isinstance(paths, list) else [paths]

    request = Request(**{"today": date(2026, 11, 23), "no_cache": True, **settings})
    told = screens(Session(road(Run(), request)), Run(), request, batches(), lambda: NOON)
    return [re.findall(r"\w+\[([A-Z]{3}\d\d)\]", screen.findings) or [screen.notes[0]] for screen in told]


def removed(path: Path) -> Path:
    path.unlink()
    return path


def test_a_saved_document_is_checked_again(root: Path):
    assert shown(
        [
            lambda: put(root, "a", small("a", "titel: a")),
            lambda: put(root, "b", small("b", "depends_on: [gone]")),
            lambda: put(root, "a", small("a")),
        ]
    ) == [[CLEAN], ["STR02"], ["STR02", "PFO02"], ["PFO02"]]


def test_what_is_not_another_shows_nothing(root: Path):
    (root / ".prospectus_cache").mkdir()

    def noise() -> list[Path]:
        names = (
            ".prospectus_cache/x.json",
            "docs/projects/.a.md.swp",
            "docs/projects/a.md~",
            "docs/projects/4913",
            "x.txt",
        )
        for name in names:
            (root / name).write_text("x", "utf-8")
        return [root / name for name in names]

    steps = [noise, lambda: put(root, "a", small("a")), list, lambda: root / "docs" / "projects" / "never-there.md"]
    assert shown(steps) == [[CLEAN]]


def test_a_save_in_two_steps(root: Path):
    file = root / "docs" / "projects" / "a.md"

    def aside() -> list[Path]:
        return [file.rename(file.with_suffix(".bak")), file]

    def back() -> list[Path]:
        put(root, "a", small("a", "titel: a"))
        return [removed(file.with_suffix(".bak")), file]

    assert shown([aside, back]) == [[CLEAN], ["PFO02"], ["STR02"]]


def test_documents_come_and_go(root: Path):
    assert shown([lambda: put(root, "c", small("a")), lambda: removed(root / "docs" / "projects" / "a.md")]) == [
        [CLEAN],
        ["PFO01", "PFO01"],
        [CLEAN],
    ]


def test_the_target_of_a_link_comes_and_goes(root: Path):
    image = root / "docs" / "projects" / "plan.png"
    image.write_bytes(b"x")
    put(root, "a", small("a", body="![plan](plan.png)"))

    def again() -> Path:
        image.write_bytes(b"x")
        return image

    first, gone, back = shown([lambda: removed(image), again])
    assert (first, len(gone), back) == ([CLEAN], 1, [CLEAN])
    assert gone != [CLEAN]


def test_configuration_and_contract(root: Path):
    config = root / "prospectus.toml"
    put(root, "a", small("a", "titel: a"))

    def write(text: str, file: Path = config) -> Path:
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
        return file

    contract = root / "contract" / "lifecycle.yml"
    head = "schema: prospectus-lifecycle/1\nid: ours\nextends: ml-lifecycle\n"
    write(head, contract)
    told = shown(
        [
            lambda: write('ignore = ["STR02"]\n'),
            lambda: write("ignore = [\n"),
            lambda: write('contract = "contract"\n'),
            lambda: write(head + "nonsense: 1\n", contract),
            lambda: write(head, contract),
            lambda: write('documents = ["docs/projects/b.md"]\n'),
            lambda: write('ignore = ["XYZ01"]\n'),
        ]
    )
    assert told[:2] == [["STR02"], [CLEAN]]
    assert told[2][0].startswith("error: ")
    assert "prospectus.toml: is not TOML" in told[2][0]
    assert told[3] == ["STR02"]
    assert "contract/lifecycle.yml:4: nonsense: unknown key" in told[4][0]
    assert told[5] == ["STR02"]
    assert told[6] == ["PFO02"]
    assert "no such rule: 'XYZ01'" in told[7][0]


def test_given_paths(root: Path):
    put(root, "b", small("b", "titel: b"))
    file = root / "docs" / "projects" / "a.md"
    told = shown(
        [
            lambda: put(root, "a", small("a", "titel: a")),
            lambda: removed(file),
            lambda: put(root, "a", small("a")),
        ],
        paths=(file.relative_to(root),),
    )
    one, none = (CLEAN.replace("2 documents", words) for words in ("1 document", "0 documents"))
    assert told == [[one], ["STR02"], [none], [one]]


@pytest.mark.usefixtures("root")
def test_a_new_day():
    days = iter([date(2026, 11, 23), date(2026, 11, 23), date(2026, 11, 23), date(2027, 11, 23), date(2027, 11, 23)])
    session = Session(road(Run(), Request(no_cache=True))._replace(today=lambda: next(days)))
    assert not session.update([])
    assert session.update([])
    assert session.workspace is not None
    assert {entry.code for entry in session.workspace.report("en").diagnostics} == {"STR11"}


def test_only_what_changed_is_read_again(root: Path):
    session = Session(road(Run(), Request(no_cache=True)))
    before = session.workspace
    assert session.update([put(root, "a", small("a", "titel: a"))])
    assert session.workspace is before
    other = root / "docs" / "projects" / "b.md"
    kept = other.stat()
    put(root, "b", small("b", "depends_on: [a]\ntitel: b"))  # nobody was told
    os.utime(other, ns=(kept.st_atime_ns, kept.st_mtime_ns))
    assert session.update([put(root, "a", small("a"))])
    assert before is not None
    assert not before.report("en").diagnostics


def test_where_it_listens(root: Path):
    (root / "prospectus.toml").write_text(
        'documents = ["docs/**/*.md", "more/x/*.md"]\ncontract = "prospectus:one-pager"\n'
    )
    session = Session(road(Run(), Request(no_cache=True)))
    assert session.folders() == [root, root / "docs"][:1]  # `more` is not there, so what makes it must be heard
    (root / "more" / "x").mkdir(parents=True)
    assert session.folders() == [root / "docs", root / "more" / "x"]
    assert session.is_of_interest(root / "docs" / "a.md")
    assert not session.is_of_interest(root / "docs" / ".a.md.swp")
    assert not session.is_of_interest(root / ".prospectus_cache" / "x.json")


def test_a_screen_is_cut_at_its_height():
    text = "\n".join(f"line {number}" for number in range(10))
    assert fitted(text, 10, 80, "en") == text
    assert fitted(text, 4, 80, "en").split("\n") == ["line 0", "line 1", "line 2", "… and 7 more lines"]
    assert fitted("글" * 40 + "\nend", 2, 40, "en") == "… and 2 more lines"
    assert fitted("\x1b[31m" + "x" * 38 + "\x1b[0m\nend", 2, 40, "en").endswith("end")


@pytest.mark.parametrize("arguments", [("--changed",), ("--output", "x"), ("--stdin-filename", "x.md")])
def test_what_cannot_stand_beside_it(root: Path, arguments: Sequence[str]):
    done = run("lint", "--watch", *arguments, cwd=root)
    assert done.returncode == 2
    assert "cannot stand beside" in done.stderr


def test_it_fails_as_lint_does(root: Path):
    done = run("lint", "--watch", "docs/projects/x.md", cwd=root)
    assert (done.returncode, "no such file or folder" in done.stderr) == (2, True)
    (root / "prospectus.toml").write_text('documents = ["none/*.md"]\n', "utf-8")
    done = run("lint", "--watch", cwd=root)
    assert (done.returncode, "no document matches none/*.md" in done.stderr) == (2, True)
    (root / "prospectus.toml").write_text("nonsense = 1\n", "utf-8")
    done = run("lint", "--watch", cwd=root)
    assert (done.returncode, "nonsense" in done.stderr) == (2, True)


def test_without_the_extra(root: Path):
    hide = "import sys; sys.modules['watchfiles'] = None; from prospectus.cli import main; main()"
    hidden = hide.replace(
        "= None",
        "= None; import importlib.util as u; found = u.find_spec; "
        "u.find_spec = lambda name, *more: None if name == 'watchfiles' else found(name, *more)",
    )
    done = subprocess.run(
        [sys.executable, "-c", hidden, "lint", "--watch"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 2
    assert "pip install 'prospectus[watch]'" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="SIGINT is sent in another way")
def test_it_listens_until_it_is_interrupted(root: Path):
    pytest.importorskip("watchfiles")
    process = subprocess.Popen(
        [sys.executable, "-m", "prospectus", "lint", "--watch", "--today", "2026-11-23", "--lang", "en"],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    deadline = Timer(60, process.kill)
    deadline.start()

    def heard(words: str) -> str:
        assert process.stdout is not None
        return next((line for line in process.stdout if words in line), "")

    try:
        assert heard("checked at")
        draft = put(root, "a.md.tmp", small("a", "titel: a"))
        draft.rename(root / "docs" / "projects" / "a.md")
        assert heard("STR02")
        assert heard("1 warning")
        assert heard("checked at")
        (root / "prospectus.toml").write_text('ignore = ["STR02"]\n', "utf-8")
        assert heard("0 warnings")
        assert heard("checked at")
        process.send_signal(signal.SIGINT)
        assert process.stdout is not None
        assert process.stdout.read() == ""
        assert process.wait() == 0
    finally:
        deadline.cancel()
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()
