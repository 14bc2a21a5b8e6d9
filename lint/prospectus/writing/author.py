"""Who writes a document, as the machine and git know them."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING

from prospectus.ground import git
from prospectus.ground.placeholder import states_nothing
from prospectus.project.team import is_team

if TYPE_CHECKING:
    from pathlib import Path

_NO_REPLY = "noreply"
_MACHINES = frozenset({"github-actions", "dependabot", "renovate", "root", "jenkins", "gitlab-ci", "web-flow"})


def author(folder: Path) -> str | None:
    """Who writes in a folder: git's user (``Name <address>``), else the login name; None in a container whose user has none."""
    name, address = (git.told(folder, "config", key) for key in ("user.name", "user.email"))
    if is_person(name):
        return with_address(name, address)
    if not name and _is_reached(address):
        return address
    try:
        login = getpass.getuser()
    except (KeyError, OSError):
        return None
    return login if login.isprintable() else None


def is_person(name: str) -> bool:
    """Whether a name may be that of somebody who answers for a document: no machine, no team, no placeholder."""
    folded = name.casefold()
    return bool(name) and not (
        folded.endswith("[bot]")
        or folded in _MACHINES
        or is_team(name)
        or states_nothing(name)
        or not name.isprintable()
    )


def with_address(name: str, address: str) -> str:
    """A name with its address, unless that takes no mail."""
    return f"{name} <{address}>" if _is_reached(address) else name


def _is_reached(address: str) -> bool:
    return "@" in address and _NO_REPLY not in address and address.isprintable() and " " not in address
