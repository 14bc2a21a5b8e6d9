"""Completion, asked as shells ask it; and by the shells that are here."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from support.command import run
from support.small_documents import small

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "prospectus.toml").touch()
    for name in ("a", "b", "other"):
        file = tmp_path / "docs" / "projects" / f"{name}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(small(name), "utf-8")
    return tmp_path


def offered(root: Path, line: str, shell: str = "bash", lang: str = "C.UTF-8") -> list[str]:
    """What is offered for the last word of a line."""
    words = line.split(" ")
    done = subprocess.run(
        [sys.executable, "-m", "prospectus"],
        cwd=root,
        env={
            **os.environ,
            "LC_ALL": lang,
            "PYTHONUTF8": "1",
            "_PROSPECTUS_COMPLETE": f"{shell}_complete",
            "COMP_WORDS": line,
            "COMP_CWORD": words[-1] if shell == "fish" else str(len(words) - 1),
        },
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.rstrip("\n").split("\n") if done.stdout.strip() else []


def test_verbs_and_options(root: Path):
    assert offered(root, "prospectus ex") == ["plain,explain", "plain,export"]
    assert offered(root, "prospectus completion ") == ["plain,bash", "plain,zsh", "plain,fish"]
    assert offered(root, "prospectus lint --for") == ["plain,--format", "plain,--force-exclude"]
    assert offered(root, "prospectus lint --format js") == ["plain,json"]
    korean = offered(root, "prospectus lint --watc", "zsh", lang="ko_KR.UTF-8")
    assert korean[:2] == ["plain", "--watch"]
    assert "다시 검사합니다" in korean[2]
    assert "검사합니다" in offered(root, "prospectus lin", "zsh", lang="ko_KR.UTF-8")[2]


def test_documents(root: Path):
    names = [f"docs/projects/{name}.md" for name in ("a", "b", "other")]
    assert offered(root, "prospectus lint ") == [f"plain,{name}" for name in names]
    for verb in ("next", "measure"):
        assert offered(root, f"prospectus {verb} docs/projects/o") == [f"plain,{names[2]}"]
    assert offered(root, "prospectus lint prosp") == ["file,prosp"]
    # A project by its id, where that will do, and its metrics.
    assert offered(root, "prospectus measure oth") == ["plain,other"]
    assert offered(root, "prospectus next oth") == ["plain,other"]
    file = root / "docs" / "projects" / "other.md"
    file.write_text(small("other").replace("status:", "metrics: [{id: auc}, {id: mae}, {id: 3}]\nstatus:", 1), "utf-8")
    for document in ("other", names[2]):
        assert offered(root, f"prospectus measure {document} a") == ["plain,auc"]
    assert offered(root, "prospectus measure nothing a") == []
    assert offered(root, "prospectus lint --stdin-filename docs/projects/b") == [f"plain,{names[1]}"]
    (root / "docs" / "projects" / "two words.md").write_text(small("w"), "utf-8")
    assert offered(root, "prospectus lint docs/projects/t") == ["file,docs/projects/t"]  # the shell quotes it


def test_rules_stages_and_facts(root: Path):
    assert offered(root, "prospectus lint --select RSK")[:2] == ["plain,RSK", "plain,RSK01"]
    assert offered(root, "prospectus lint --ignore MET04,wai0") == ["plain,MET04,WAI01", "plain,MET04,WAI02"]
    assert offered(root, "prospectus rules --select PFO")[0] == "plain,PFO"
    assert offered(root, "prospectus next --stage pro", "zsh")[:3] == ["plain", "problem", "Problem definition"]
    assert offered(root, "prospectus schema --stage ret") == ["plain,retired"]
    assert offered(root, "prospectus new --stage sit") == ["plain,situation"]
    assert "plain,metrics.baseline.value" in offered(root, "prospectus explain metrics.base")


def test_refs(root: Path):
    for words in (
        ("init", "-q", "-b", "main"),
        ("-c", "user.name=x", "-c", "user.email=x", "commit", "-qm", "x", "--allow-empty"),
    ):
        subprocess.run(["git", *words], cwd=root, check=True)
    assert offered(root, "prospectus lint --changed ma") == ["plain,main"]
    assert "plain,docs/projects/a.md" in offered(root, "prospectus lint --changed docs")


@pytest.mark.parametrize(
    "line",
    [
        "prospectus nope ",
        "prospectus lint --today x --for",
        "prospectus lint --nope ",
        "prospectus --lang xx lint ",
        "prospectus ",
    ],
)
def test_nothing_that_is_wrong_disturbs_the_line(root: Path, line: str):
    (root / "prospectus.toml").write_text("nonsense = 1\n", "utf-8")
    offered(root, line)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script(root: Path, shell: str):
    done = run("completion", shell, cwd=root)
    assert done.returncode == 0
    assert "_PROSPECTUS_COMPLETE" in done.stdout
    wrong = run("completion", "csh", cwd=root)
    assert (wrong.returncode, "'bash', 'zsh', 'fish'" in wrong.stderr) == (2, True)


SCRIPTS = {
    "bash": """
eval "$(prospectus completion bash)"
COMP_WORDS=(prospectus lint docs/projects/o); COMP_CWORD=2
_prospectus_completion prospectus
printf '%s\\n' "${COMPREPLY[@]}"
complete -p prospectus
""",
    "zsh": """
autoload -Uz compinit && compinit -u -d "$PWD/.zcompdump"
eval "$(prospectus completion zsh)"
compadd() { print -rl -- "${completions[@]}" }
words=(prospectus lint docs/projects/o); CURRENT=3
_prospectus_completion
print -r -- "${_comps[prospectus]}"
""",
    "fish": """
prospectus completion fish | source
complete -C "prospectus lint docs/projects/o"
""",
}


@pytest.mark.parametrize("shell", SCRIPTS)
def test_a_real_shell(root: Path, shell: str):
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"no {shell} here")
    command = root / "bin" / "prospectus"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m prospectus "$@"\n', "utf-8")
    command.chmod(0o755)
    kept = {key: value for key, value in os.environ.items() if not key.startswith("COV_CORE")}
    environment = {
        **kept,
        "PATH": f"{command.parent}{os.pathsep}{kept['PATH']}",
        "HOME": str(root),
        "LC_ALL": "C.UTF-8",
    }
    done = subprocess.run(
        [program, "-c", SCRIPTS[shell]],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.stdout.splitlines()[0] == "docs/projects/other.md", done
    if shell != "fish":
        assert "_prospectus_completion" in done.stdout.splitlines()[-1]
