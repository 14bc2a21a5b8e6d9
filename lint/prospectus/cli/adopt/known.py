"""What is known before a document is adopted: which ids are taken, and who runs this."""

from __future__ import annotations

import getpass
import subprocess
from typing import TYPE_CHECKING

from prospectus.engine.files import read_source
from prospectus.reading.front_matter.fences import read_front_matter
from prospectus.writing.adopt.origin import is_person, with_address

if TYPE_CHECKING:
    from prospectus.cli.adopt.files import Found
    from prospectus.engine.workspace import Workspace


def taken_ids(known: Workspace, found: Found) -> dict[str, str]:
    """The ids that documents have, by their names: those of the configuration, those to be adopted, and what lies beside these."""
    known.check_all()
    ids = {record.name: record.id for record in known.records if record.id}
    for file in (*found.files, *found.beside()):
        source, problem = read_source(file, known.config)
        if source.name in ids and file not in found.files:
            continue
        front_matter = read_front_matter(source)
        identity = None if problem or front_matter.problem else front_matter.facts.get("id")
        if isinstance(identity, str):
            ids[source.name] = identity
        else:
            ids.pop(source.name, None)  # what could be read of a front matter that is none
    return ids


def user() -> str | None:
    """Who runs this: git's name and address, else the login name."""
    said = []
    for key in ("user.name", "user.email"):
        try:
            asked = subprocess.run(  # noqa: S603 - our own words
                ["git", "config", key],  # noqa: S607 - git on the path
                capture_output=True,
                encoding="utf-8",
                errors="replace",
                check=False,
                timeout=5,
            )
            said.append(asked.stdout.strip())
        except (OSError, subprocess.TimeoutExpired):
            said.append("")
    name, address = said
    if is_person(name):
        return with_address(name, address)
    try:
        login = getpass.getuser()
    except (KeyError, OSError):  # a container's user without a name
        return None
    return login if login.isprintable() else None
