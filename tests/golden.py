"""Write the outputs that tests compare with: ``python tests/golden.py [CODE…]``. Read the diff before you commit it."""

from __future__ import annotations

import json
import re
import sys

from prospectus.contract.contract import schema_file
from prospectus.reading.front_matter.composer import compose
from prospectus.rules import ALL_RULES
from prospectus.rules.page import FOLDER, read_page
from support import coverage_table, stage_documents
from support.samples import output_of


def write_page(code: str) -> None:
    """Write the outputs of a page's Bad documents as they are now."""
    file = FOLDER / f"{code}.md"
    text = file.read_text("utf-8")
    start, end = text.index("\n## Bad\n"), text.index("\n## Good\n")
    outputs = iter([output_of(sample.files, code) for sample in read_page(code).bad])
    bad = re.sub(
        r"^```text\n.*?^```$", lambda _: f"```text\n{next(outputs)}```", text[start:end], flags=re.MULTILINE | re.DOTALL
    )
    file.write_text(text[:start] + bad + text[end:], "utf-8")


def write_lifecycle() -> None:
    """Write the JSON twin of ``lifecycle.yml``, which the program reads."""
    data = compose(schema_file("lifecycle.yml").read_text("utf-8")).value
    schema_file("lifecycle.json").write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    write_lifecycle()
    coverage_table.PAGE.write_text(coverage_table.page(), "utf-8")
    for page, text in stage_documents.pages().items():
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(text, "utf-8")
    for chosen in sys.argv[1:] or [rule.code for rule in ALL_RULES]:
        write_page(chosen)
