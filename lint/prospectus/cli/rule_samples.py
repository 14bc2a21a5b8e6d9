"""The samples of a rule's page, with what the rule says of them in the language of the run."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from prospectus.config import SHIPPED, Config
from prospectus.engine.workspace import Workspace
from prospectus.ground.source import Source
from prospectus.model.document import Document
from prospectus.model.parsed import Parsed
from prospectus.output.text import render
from prospectus.rules import ALL_RULES
from prospectus.rules.page import FOLDER, UNNAMED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prospectus.rules.page import RulePage, Sample

TODAY = date(2026, 11, 23)
"""The day on which the outputs of all pages were written."""


def bad_samples(page: RulePage, lang: str) -> str:
    """The section Bad: as it stands on the page in English, else its documents with what is said of them in that language."""
    if lang == "en":
        return page.sections["Bad"]
    return _joined(sample._replace(output=_output(page, sample, lang)) for sample in page.bad)


def good_samples(page: RulePage, lang: str) -> str:
    """The section Good."""
    return page.sections["Good"] if lang == "en" else _joined(page.good)


def _output(page: RulePage, sample: Sample, lang: str) -> str:
    """What is said of a sample; the rules that a page does not speak of run, too, for it may yield to them."""
    contract = f"{SHIPPED}{page.contract}" if page.contract else None
    config = Config(root=Path.cwd(), select=tuple(rule.code for rule in ALL_RULES), contract=contract)
    workspace = Workspace(config, today=TODAY)
    for name, text in sample.files.items():
        path = None if name == UNNAMED else FOLDER / name  # where links are looked for, and not found
        workspace.put(Document(Parsed(Source(name, text, path)), workspace.contract))
    report = workspace.report(lang)
    shown = tuple(entry for entry in report.diagnostics if entry.code == page.code)
    return render(report._replace(diagnostics=shown), lang)


def _joined(samples: Iterable[Sample]) -> str:
    blocks = []
    for sample in samples:
        is_alone = len(sample.files) == 1
        for name, text in sample.files.items():
            blocks.append(f"```markdown\n{text}```" if is_alone else f"`{name}`:\n\n```markdown\n{text}```")
        if sample.output:
            blocks.append(f"```text\n{sample.output}```")
    return "\n\n".join(blocks)
