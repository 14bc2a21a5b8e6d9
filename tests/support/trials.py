"""Trials of the rules: an example, one change, and the codes that must come of it, or none.

A file in ``tests/rules/trials/`` holds those of one family, as a list of groups::

    - base: subscriber-churn             # an example of docs/projects, without its .md
      trials:
        - name: the target is below the baseline
          set: {"metrics[recall-top10].target": 0.2}
          expect: [MET04]                # exactly these codes are new; [] is a variant that must stay silent
        - name: a plan stands where the problem should
          text: {"Monthly churn rose": "We will build a model"}   # each stands in the body exactly once
          remove: [constraints.errors]   # paths as findings give them: `metrics[mae].target`, `team[0]`
          add: {"metrics[recall-top10].measured": {value: 0.5, date: 2026-11-01}}   # appended to the list
          expect: [SIT01, MET03 warning] # a severity where it matters

AGR compares the text with the facts, and a trial changes one of them on purpose: its codes count in its own file alone.
"""

from __future__ import annotations

import json
import re
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from support.samples import PROJECTS, lint_example, read_documents

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.model.diagnostic import Diagnostic
    from prospectus.model.document import Document

FOLDER = Path(__file__).parents[1] / "rules" / "trials"

_STEP = re.compile(r"\[([^\]]*)\]|([^.\[\]]+)")


class Trial(NamedTuple):
    """One change of one example; ``expect`` are the codes that it must raise, and no others."""

    family: str
    base: str
    name: str
    set: dict[str, Any]
    add: dict[str, Any]
    remove: list[str]
    text: dict[str, str]
    expect: frozenset[str]


def trials() -> Iterator[Trial]:
    """Every trial, in the order of the files."""
    for path in sorted(FOLDER.glob("*.yml")):
        for group in yaml.load(path.read_text("utf-8"), _Loader):  # noqa: S506 - a SafeLoader
            for entry in group["trials"]:
                unknown = entry.keys() - {"name", "set", "add", "remove", "text", "expect"}
                assert not unknown, f"{path.name}: {entry['name']}: {unknown}"
                yield Trial(
                    path.stem,
                    group["base"],
                    entry["name"],
                    entry.get("set", {}),
                    entry.get("add", {}),
                    entry.get("remove", []),
                    entry.get("text", {}),
                    frozenset(entry["expect"]),
                )


def changed(trial: Trial) -> str:
    """The text of the example with the change in it."""
    parsed = _document(trial.base).parsed
    facts = deepcopy(parsed.front_matter.facts)
    body = parsed.source.text[parsed.front_matter.body :]
    for place, value in trial.set.items():
        holder, last = _holder(facts, place)
        holder[last] = value
    for place, value in trial.add.items():
        holder, last = _holder(facts, place)
        holder.setdefault(last, []).append(value) if isinstance(holder, dict) else holder[last].append(value)
    for place in trial.remove:
        holder, last = _holder(facts, place)
        del holder[last]
    for find, replace in trial.text.items():
        assert body.count(find) == 1, f"{find!r} stands {body.count(find)} times in {trial.base}"
        body = body.replace(find, replace)
    return f"---\n{json.dumps(facts, ensure_ascii=False, indent=1)}\n---\n{body}"  # JSON is YAML, and written sooner


def diagnostics(trial: Trial) -> list[Diagnostic]:
    """What the change makes new, by code and message."""
    name = f"{trial.base}.md"
    before = {(found.code, found.message) for found in _findings(trial.base)}
    report = lint_example(name, changed(trial))
    return [found for found in report.diagnostics if (found.code, found.message) not in before]


def raised(trial: Trial) -> frozenset[str]:
    """The codes that the change makes new, with the severity where the trial expects one."""
    with_severity = {code.split()[0] for code in trial.expect if " " in code}
    return frozenset(
        f"{found.code} {found.severity.word}" if found.code in with_severity else found.code
        for found in diagnostics(trial)
        if trial.family == "agreement" or not found.code.startswith("AGR")
    )


@cache
def _findings(base: str) -> tuple[Diagnostic, ...]:
    return lint_example(f"{base}.md", (PROJECTS / f"{base}.md").read_text("utf-8")).diagnostics


@cache
def _document(base: str) -> Document:
    text = (PROJECTS / f"{base}.md").read_text("utf-8")
    return read_documents({f"{base}.md": text})[0]


def _holder(facts: Any, place: str) -> tuple[Any, Any]:
    steps = [bracket or key for bracket, key in _STEP.findall(place)]
    brackets = [bool(bracket) for bracket, _ in _STEP.findall(place)]
    for number, step in enumerate(steps):
        last: Any = step
        if brackets[number]:
            last = next(
                (i for i, item in enumerate(facts) if isinstance(item, dict) and item.get("id") == step),
                int(step) if step.isdigit() else None,
            )
            assert last is not None, f"{place}: nothing has the id {step}"
        if number == len(steps) - 1:
            return facts, last
        if isinstance(facts, dict) and not isinstance(facts.get(last), (dict, list)):
            facts[last] = {}
        facts = facts[last]
    raise AssertionError(place)


class _Loader(yaml.SafeLoader):
    """Reads as a document is read: dates and yes/no are text."""


_Loader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag not in {"tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool"}
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"(?:true|false)\Z"), list("tf"))
