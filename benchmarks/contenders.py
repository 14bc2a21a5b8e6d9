"""Who runs in a race: ourselves and the peers, each with its command, its task, and what it leaves undone."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from corpus import PROJECTS, write_corpus
from peers import MDSCHEMA, PYTHON_PACKAGES, REMARK_PACKAGES
from prospectus import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from corpus import Corpus
    from peers import Installed

LINT = [sys.executable, "-m", "prospectus", "lint"]
MANY = 100
"""So many documents of the corpus hold defects that every contender reports."""
MDSCHEMA_FILES = 1000
"""mdschema reads at most so many files a call."""
MD043 = '[MD043]\nheadings = ["?", "*", "## Situation", "*", "## Business model", "*"]\n'
MDSCHEMA_SCHEMA = """\
structure:
  - heading: {pattern: "# .+", regex: true}
    allow_additional: true
    children:
      - heading: {pattern: "## (Situation|현상 파악).*", regex: true}
      - heading: {pattern: "## (Business model|비즈니스 모델).*", regex: true}
frontmatter:
  fields:
    - {name: schema, type: string}
    - {name: id, type: string}
    - {name: title, type: string}
    - {name: stage, type: string}
    - {name: status, type: string}
    - {name: owner, type: string}
    - {name: created, type: date}
"""


@dataclass(frozen=True)
class Contender:
    """One who takes part in a race.

    ``commands`` gives, for a number of documents, the commands that do the whole task from the working folder ``tree``.
    Exit codes in ``succeeds`` say that the task was done; among many documents some are defective, and then only those in
    ``finds`` do. ``trouble`` on standard error says that it was not, where exit codes do not tell. ``warm``: it measures a cache that a run before must fill. It runs at every size
    unless ``only`` names one, and not at all where ``missing`` says why.
    """

    name: str
    tool: str
    case: str
    version: str
    checks: str
    leaves: str
    commands: Callable[[int], Sequence[Sequence[str]]]
    succeeds: frozenset[int] = frozenset({0, 1})
    finds: frozenset[int] = frozenset({1})
    trouble: str | None = None
    tree: str = "still"
    warm: bool = False
    only: int | None = None
    missing: str | None = None

    def did_it(self, documents: int, code: int, said: str) -> bool:
        """Whether a run over so many documents did its task: a wrong glob must not win a race."""
        codes = self.finds if documents >= MANY else self.succeeds
        return code in codes and not (self.trouble and self.trouble in said)


@dataclass
class Grounds:
    """The folders of one race: ``still`` never changes, one document of ``edited`` does before each round."""

    folder: Path
    corpus: Corpus
    edited: list[Path]
    rounds: int = 0

    @classmethod
    def lay(cls, folder: Path, documents: int, installed: Installed, *, light: bool) -> Grounds:
        """Write the documents, and beside them what the peers want to have."""
        corpora = {}
        for tree in ("still", "edited"):
            corpora[tree] = write_corpus(folder / tree, documents, light=light)
            _write_peer_files(folder / tree, corpora[tree].paths, installed)
        valid = (PROJECTS / "bike-rebalancing.md").read_text("utf-8")
        for tree, text in (("valid", valid), ("invalid", valid.replace("status: draft", "status: drafted", 1))):
            (folder / tree / "docs").mkdir(parents=True)
            (folder / tree / "docs" / "bike-rebalancing.md").write_text(text, "utf-8")
            shutil.copy(folder / "still" / "prospectus.toml", folder / tree)
        return cls(folder, corpora["still"], corpora["edited"].paths)

    def edit(self) -> None:
        """Append a line to the next document of ``edited``."""
        with self.edited[self.rounds % len(self.edited)].open("a", encoding="utf-8") as document:
            document.write(f"One line more, the {self.rounds}.\n")
        self.rounds += 1


def _write_peer_files(tree: Path, paths: list[Path], installed: Installed) -> None:
    (tree / "MD043.toml").write_text(MD043, "utf-8")
    (tree / "mdschema.yml").write_text(MDSCHEMA_SCHEMA, "utf-8")
    printed = subprocess.run([sys.executable, "-m", "prospectus", "schema"], capture_output=True, check=True).stdout
    (tree / "schema.json").write_bytes(printed)
    draft_7 = {**json.loads(printed), "$schema": "http://json-schema.org/draft-07/schema#"}
    (tree / "schema-draft-7.json").write_text(json.dumps(draft_7), "utf-8")
    for path in paths:
        front = tree / "front" / path.parent.name / f"{path.stem}.yml"
        front.parent.mkdir(parents=True, exist_ok=True)
        text = path.read_text("utf-8")
        front.write_text(text.removeprefix("---\n").partition("\n---\n")[0] + "\n", "utf-8")
    if "remark" in installed.programs:
        modules = installed.programs["remark"].parents[1]
        (tree / ".remarkrc.mjs").write_text(
            f"import frontMatter from {json.dumps(str(modules / 'remark-frontmatter' / 'index.js'))};\n"
            f"import schema from {json.dumps(str(modules / 'remark-lint-frontmatter-schema' / 'dist' / 'index.js'))};\n"
            "export default {plugins: [frontMatter, [schema, {schemas: {'schema-draft-7.json': ['docs/**/*.md']}}]]};\n",
            "utf-8",
        )


def understands(option: str) -> bool:
    """Whether the version that is measured has this option of ``lint``."""
    told = subprocess.run([*LINT, "--help"], capture_output=True, text=True, check=True).stdout
    return option in told


def contenders(installed: Installed) -> list[Contender]:
    """All of them, in the order in which they take their turns."""
    return [
        Contender(
            name="bare",
            tool="`python -c pass`",
            case="",
            version=".".join(map(str, sys.version_info[:3])),
            checks="nothing: what any Python program costs",
            leaves="everything",
            commands=lambda _: [[sys.executable, "-c", "pass"]],
            succeeds=frozenset({0}),
            finds=frozenset({0}),
        ),
        *_ours(),
        *_rumdl(installed),
        Contender(
            name="mdschema",
            tool="mdschema",
            case="",
            version=MDSCHEMA,
            checks="two required headings in order, the types of seven top-level keys",
            leaves="all else; findings of front matter stand at 1:1; at most 1,000 files a call, so several calls",
            commands=_mdschema(installed),
            finds=frozenset({0, 1}),  # of our defects it sees only YAML that is broken
            trouble="Unexpected error",
            missing=installed.missing.get("mdschema"),
        ),
        Contender(
            name="check-jsonschema",
            tool="check-jsonschema",
            case="",
            version=PYTHON_PACKAGES["check-jsonschema"],
            checks="what `prospectus schema` prints, on front matter extracted beforehand",
            leaves="what is due at a stage, the Markdown, lines",
            commands=_check_jsonschema(installed),
            missing=installed.missing.get("check-jsonschema"),
        ),
        Contender(
            name="remark",
            tool="remark + frontmatter-schema",
            case="",
            version=f"{REMARK_PACKAGES['remark-cli']} + {REMARK_PACKAGES['remark-lint-frontmatter-schema']}",
            checks="what `prospectus schema` prints, as draft 7, with positions",
            leaves="what is due at a stage, headings, positions of missing keys",
            commands=lambda _: [[str(installed.programs["remark"]), "--no-stdout", "--quiet", "--frail", "docs"]],
            finds=frozenset({0, 1}),  # a document whose YAML is broken passes
            trouble="Cannot ",
            missing=installed.missing.get("remark"),
        ),
    ]


def _ours() -> list[Contender]:
    cached = understands("--no-cache")
    cold = [*LINT, "--no-cache"] if cached else LINT
    ours = Contender(
        name="ours",
        tool="prospectus",
        case="no cache",
        version=__version__,
        checks="headings, the schema at the document's stage, all rules, within and across documents, with positions",
        leaves="style",
        commands=lambda _: [cold],
    )
    warm = replace(
        ours,
        name="ours-warm",
        case="warm",
        commands=lambda _: [LINT],
        warm=True,
        missing=None if cached else "this version keeps no cache",
    )
    return [
        ours,
        warm,
        replace(warm, name="ours-changed", case="warm, one document changed", tree="edited"),
        replace(
            ours,
            name="ours-valid",
            case="no cache, a valid document",
            succeeds=frozenset({0}),
            tree="valid",
            only=1,
        ),
        replace(
            ours,
            name="ours-invalid",
            case="no cache, an invalid document",
            succeeds=frozenset({1}),
            tree="invalid",
            only=1,
        ),
    ]


def _rumdl(installed: Installed) -> list[Contender]:
    check = [str(installed.programs.get("rumdl", "rumdl")), "check", "--color", "never"]
    md043 = [*check, "--enable", "MD043", "--config", "MD043.toml"]
    md043_cached = [*md043, "--cache-dir", ".rumdl_md043"]
    headings = Contender(
        name="rumdl-md043",
        tool="rumdl",
        case="MD043 alone, no cache",
        version=PYTHON_PACKAGES["rumdl"],
        checks="two required headings in order, each in one wording",
        leaves="front matter; Korean headings, so it reports every Korean document",
        commands=lambda _: [[*md043, "--no-cache", "docs"]],
        missing=installed.missing.get("rumdl"),
    )
    headings_warm = replace(
        headings,
        name="rumdl-md043-warm",
        case="MD043 alone, warm",
        commands=lambda _: [[*md043_cached, "docs"]],
        warm=True,
    )
    style = replace(
        headings,
        name="rumdl-all",
        case="all rules, no cache",
        checks="its rules of style",
        leaves="front matter, required headings",
        commands=lambda _: [[*check, "--no-config", "--no-cache", "docs"]],
    )
    return [
        headings,
        headings_warm,
        replace(
            headings_warm,
            name="rumdl-md043-changed",
            case="MD043 alone, warm, one document changed",
            tree="edited",
        ),
        style,
        replace(
            style,
            name="rumdl-all-warm",
            case="all rules, warm",
            commands=lambda _: [[*check, "--no-config", "--cache-dir", ".rumdl_all", "docs"]],
            warm=True,
        ),
    ]


def _mdschema(installed: Installed) -> Callable[[int], Sequence[Sequence[str]]]:

    def commands(documents: int) -> list[list[str]]:
        program = str(installed.programs["mdschema"])
        calls = -(-documents // MDSCHEMA_FILES)
        # Ten folders share the first two of their three digits.
        return [[program, "check", "--schema", "mdschema.yml", f"docs/{call:02}?/*.md"] for call in range(calls)]

    return commands


def _check_jsonschema(installed: Installed) -> Callable[[int], Sequence[Sequence[str]]]:
    def commands(_: int) -> list[list[str]]:
        # The shell spreads the files, as a hook would; the harness need not know their names.
        program = str(installed.programs["check-jsonschema"])
        return [["sh", "-c", f'exec "{program}" --schemafile schema.json front/*/*.yml']]

    return commands
