"""Where a run takes place: before a coding agent, in a CI job, somewhere in a repository. Nothing here changes what is found."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

AGENTS = (
    "CLAUDECODE",
    "CLAUDE_CODE",
    "CURSOR_AGENT",
    "GEMINI_CLI",
    "CODEX_SANDBOX",
    "CODEX_CI",
    "CODEX_THREAD_ID",
    "COPILOT_CLI",
    "COPILOT_AGENT",
    "COPILOT_AGENT_SESSION_ID",
    "OPENCODE",
    "OPENCODE_CLIENT",
    "AMP_CURRENT_THREAD_ID",
    "ANTIGRAVITY_AGENT",
    "AUGMENT_AGENT",
    "CLINE_ACTIVE",
    "CRUSH",
    "GOOSE_TERMINAL",
    "GROK_AGENT",
    "IFLOW_CLI",
    "PI_CODING_AGENT",
    "QWEN_CODE",
    "ROO_CODE_TASK_ID",
    "TRAE_AI_SHELL_ID",
    "AI_AGENT",
)
"""What coding agents set for the commands that they run. What an editor sets for its terminal too, or a person to configure an agent, is
no sign of one: not in here are ``CURSOR_TRACE_ID``, ``REPL_ID``, ``CODEX_HOME``, ``AIDER_MODEL``. Nor is anything that a CI server sets."""

_GENERAL = "AGENT"
_NAMED = frozenset(
    """
    1 true amp antigravity augment claude claude-code cline codex copilot crush cursor cursor-cli devin gemini gemini-cli
    github-copilot goose grok opencode pi qwen qwen-code roo-code trae
    """.split()  # noqa: SIM905 - a list would take a line for each
)
"""What ``AGENT`` holds where an agent sets it; build servers have a variable of that name with the name of a machine in it."""

_OFF = frozenset({"", "0", "false", "no", "off"})

WORKSPACE = "GITHUB_WORKSPACE"
SUMMARY = "GITHUB_STEP_SUMMARY"


def agent_variable(environment: Mapping[str, str] = os.environ) -> str | None:
    """The variable that tells that a coding agent runs the command; None when none does."""
    for name in AGENTS:
        if name in environment and environment[name].lower() not in _OFF:
            return name
    general = environment.get(_GENERAL, "").lower().partition("@")[0]
    return _GENERAL if general in _NAMED else None


def prefix_of(folder: Path, environment: Mapping[str, str] = os.environ) -> str:
    """What leads from the repository's root to a folder, with ``/`` at its end; empty at the root, and where there is no repository.

    The root is what the CI server calls it, where the folder is in it, else the nearest folder upward that has a ``.git``.
    """
    here = folder.resolve()
    for name in (WORKSPACE, "CI_PROJECT_DIR"):
        root = Path(environment.get(name) or os.devnull)
        if root.is_dir() and here.is_relative_to(root := root.resolve()):
            break
    else:
        found = next((parent for parent in (here, *here.parents) if (parent / ".git").exists()), None)
        if found is None:
            return ""
        root = found
    inside = here.relative_to(root).as_posix()
    return "" if inside == "." else f"{inside}/"


def is_github(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether a job of GitHub Actions runs the command."""
    return environment.get("GITHUB_ACTIONS", "").lower() == "true"


def summary_file(environment: Mapping[str, str] = os.environ) -> Path | None:
    """The file whose content GitHub shows as the summary of a job's step; None where there is none."""
    name = environment.get(SUMMARY)
    return Path(name) if name else None
