"""What is known before a document is adopted: which ids are taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.engine.files import read_source
from prospectus.reading.front_matter.fences import read_front_matter

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
