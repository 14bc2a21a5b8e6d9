"""The reading of documents: one at a time, into plain facts and the Markdown of a page, and let go."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from prospectus.engine.export import project_data, without_addresses
from prospectus.ground.language import LANGS
from prospectus.writing.next_stage import next_stage, title_in

from prospectus_site.addresses.linked_files import Linked, linked_files
from prospectus_site.facts.project import Ahead, Lack, Project, page_lang, project_of
from prospectus_site.outputs.markdown_twin import twin_body
from prospectus_site.pages.project.page import project_markdown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from prospectus.engine.workspace import Workspace
    from prospectus.model.diagnostic import Diagnostic
    from prospectus.model.document import Document
    from prospectus.model.record import Record

    from prospectus_site.addresses.layout import Layout

_END = "retired"
"""The stage that nobody works towards."""

RETIRED = "retired"
"""The stage to which nobody is on the way: of a project in its last stage but one, nothing is missing for it."""


class Read(NamedTuple):
    """What was read of one document: its facts, the Markdown of its page, and its part of the portfolio's data (JSON).

    ``files`` are the paths of files that its links make part of the site, by their names in it. ``is_outdated`` tells that the document
    is no longer what was checked.
    """

    project: Project
    markdown: str
    data: str
    files: Mapping[str, str]
    text: str
    """The document's body for readers of Markdown."""
    is_outdated: bool


class Reader:
    """Reads the documents of a checked workspace, by their records. Reading goes on in several processes where there are many."""

    def __init__(
        self, workspace: Workspace, reports: Mapping[str, Mapping[str, Sequence[Diagnostic]]], layout: Layout | None
    ) -> None:
        self._workspace = workspace
        self._reports = reports
        self._layout = layout

    def __call__(self, record: Record) -> Read:
        """What the site needs of a document, told in the language of its page."""
        lang = page_lang(record)
        document = self._workspace.document(record.name)
        findings = tuple(self._reports[lang].get(record.name, ()))
        project = project_of(document, record, findings, _ahead(self._workspace, document, lang))
        data = without_addresses(project_data(record, document, findings))
        linked = linked_files(document, self._layout) if self._layout is not None else Linked()
        markdown = project_markdown(document, project, linked.changed)
        is_outdated = self._workspace.is_outdated(document)
        text = twin_body(document, self._layout, linked.files)
        return Read(project, markdown, json.dumps(data, ensure_ascii=False), linked.files, text, is_outdated)


def _ahead(workspace: Workspace, document: Document, lang: str) -> Ahead | None:
    """What a document lacks for its next stage, if there is one to be gone: nobody works towards the end."""
    gate = next_stage(workspace, document, lang, is_alone=True)
    if gate is None or gate.end is None or gate.end.id == _END or document.has_ended:
        return None
    lacks = tuple(
        Lack(
            kind=item.kind,
            id=item.id,
            title=item.title,
            what=item.what,
            code=item.diagnostic.code,
            is_error=item.diagnostic.severity.word == "error",
            titles={other: item.title if other == lang else title_in(document, item, other) for other in LANGS},
        )
        for item in gate.items
    )
    return Ahead(gate.end.id, gate.end.title, lacks)
