"""The walk of the guide: one document from ``new`` to ``action``, with ``next --write``, ``lint``, ``--fix`` and what the guide says alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from prospectus.contract.contract import standard_contract
from prospectus.ground.language import say
from prospectus.ground.source import Source
from prospectus.model.document import PROMPT
from prospectus.reading.front_matter.edits import Edit, add_key, apply, set_value
from prospectus.reading.front_matter.fences import read_front_matter
from prospectus.writing.skeleton import example_facts
from support.command import run
from support.samples import TODAY
from support.stage_documents import BODIES, CONTRACT, STAGES, WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from prospectus.contract.lifecycle import Stage
    from prospectus.reading.front_matter.node import Node

NO_DAY = "YYYY-MM-DD"
SECTIONS = standard_contract().lifecycle.sections
WALK = ("problem", "design", "prototype", "action")


class Writer:
    """Somebody who does what the guide says: ``# `` deleted before examples, days filled in, text under the headings."""

    def __init__(self, folder: Path, lang: str) -> None:
        self.folder = folder
        self.lang = lang
        self.sections = {say(section.prompt, lang): section.id for section in SECTIONS.values()}
        done = self.run("new", say(WORDS["name"], lang), "--id", "taxi", "--owner", say(WORDS["owner"], lang))
        self.name = done.strip()

    def run(self, verb: str, *arguments: str) -> str:
        """What a command prints; it ends with 0."""
        today = ("--today", TODAY.isoformat())
        done = run(verb, *arguments, *today, "--lang", self.lang, cwd=self.folder)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def lint(self) -> str:
        """What lint finds, if any error or warning."""
        return self.run("lint", self.name, "--fail-on", "warning")

    @property
    def text(self) -> str:
        """The document."""
        return (self.folder / self.name).read_text("utf-8")

    def save(self, text: str) -> None:
        """Save the document."""
        (self.folder / self.name).write_text(text, "utf-8")

    def fill_in(self, stage: Stage) -> None:
        """Fill in all that is there as a prompt."""
        head, fence, body = self.text.partition("\n---\n")
        head = re.sub(r"^( *)# ", r"\1", head, flags=re.MULTILINE)
        body = re.sub(f"{PROMPT} (.*?) -->", lambda found: say(BODIES[self.sections[found[1]]], self.lang), body)
        self.save(head + fence + body)
        facts = example_facts(CONTRACT, stage, self.lang, TODAY)
        for node in scalars(self.root):
            if NO_DAY in str(node.value):
                self.edit(set_value(self.root.at_path(node.path), str(node.value).replace(NO_DAY, day_at(facts, node))))

    def slips(self) -> None:
        """Misspell a key and a day: ``--fix`` gives back what was there."""
        before = self.text
        self.save(re.sub(r"\nstatus: ", "\nstatsu: ", re.sub(r"\ncreated: (\d+)-(\d+)-", r"\ncreated: \1/\2/", before)))
        self.run("lint", self.name, "--fix")
        assert self.text == before

    @property
    def root(self) -> Node:
        """The front matter as it is now."""
        return read_front_matter(Source("x.md", self.text)).root

    def edit(self, edit: Edit | None) -> None:
        """Change one fact."""
        assert edit is not None
        self.save(apply(self.text, [edit]))


def scalars(node: Node) -> Iterator[Node]:
    for below in (*(below for _, below in node.entries()), *node.each()):
        yield from [below] if below.is_scalar else scalars(below)


def day_at(facts: dict[str, Any], node: Node) -> str:
    """The day that the example of a stage has at a place."""
    value: Any = facts
    for step in node.path:
        value = value[step]
    return re.findall(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", str(value))[0]


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_a_document_walks_from_new_to_action(tmp_path: Path, lang: str):
    writer = Writer(tmp_path, lang)
    writer.fill_in(STAGES["situation"])
    writer.run("next", writer.name, "--stage", "situation", "--write")  # what is advised there
    writer.fill_in(STAGES["situation"])
    assert writer.lint() == ""
    for stage in map(STAGES.__getitem__, WALK):
        for _ in range(2):  # what hangs on what was filled in
            writer.run("next", writer.name, "--write")
            writer.fill_in(stage)
        writer.slips()
        BY_HAND.get(stage.id, lambda _: None)(writer)
        said = writer.run("next", writer.name)
        assert ("Nothing is newly required." if lang == "en" else "새로 필요한 것이 없습니다.") in said
        writer.run("next", writer.name, "--move")
        assert f"\nstage: {stage.id}\n" in writer.text
        assert writer.lint() == ""
    order = [SECTIONS[section].order for section in sections_of(writer.text)]
    assert order == sorted(order)


def sections_of(text: str) -> list[str]:
    titles = {say(section.title, lang): section.id for section in SECTIONS.values() for lang in ("en", "ko")}
    return [titles[title] for title in re.findall("^## (.*)$", text.partition("\n---\n")[2], re.MULTILINE)]


def _kind_of_baseline(writer: Writer) -> None:
    """``next --write`` shows the YAML of what stands in a short form: ``baseline: 18.0`` says nothing of its kind."""
    baseline = writer.root.at("metrics", 1, "baseline")
    said = writer.run("next", writer.name, "--write")
    assert f"        value: {baseline.value}\n" in said
    writer.edit(set_value(baseline, {"value": baseline.value, "kind": "current"}))


def _measured_time(writer: Writer) -> None:
    """``next --write`` tells how many checks ask for more; the checklist says that a time is to be measured."""
    assert "REQ11" in writer.run("next", writer.name)
    values = [{"value": 1320, "date": TODAY.isoformat(), "phase": "online", "version": "1.0"}]
    writer.edit(add_key(writer.root.at("metrics", 2), "measured", values))


BY_HAND = {"prototype": _kind_of_baseline, "action": _measured_time}
"""What no prompt says: what was written short before, and what a check asks of the facts together."""
