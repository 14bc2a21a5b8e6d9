"""A small portfolio with all that a format may stumble over, and what each format says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.command import run

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

TODAY = ("--today", "2026-11-23")
HEAD = "schema: prospectus/1\nid: {id}\ntitle: {title}\nstage: {stage}\nstatus: draft\nlang: {lang}\nowner: Dana Kim\n"
USERS = "business: {users: [drivers]}\n"
BODY = "\n# {title}\n\n## {heading}\n\nOn Friday nights 18% of the calls get no taxi, and nobody knows where they will be.\n"
HOSTILE_NAME = "docs/a, b: %0A::error::c [x](y) `d` #1 @e.md"
HOSTILE_KEY = (
    "x](https://evil.example) ![i](j) <img src=q> @octocat #12 !13 `k` | ]]> %0A::add-mask::e {0} \\e[31m \\u202e \\x00"
)


def document(
    front_matter: str = "", *, ident: str = "taxi", title: str = "Taxi", lang: str = "en", stage: str = "situation"
) -> str:
    """A document that is clean but for what is added to its front matter."""
    heading = {"en": "Situation", "ko": "현상 파악"}[lang]
    body = BODY.format(title=title, heading=heading)
    return f"---\n{HEAD.format(id=ident, title=title, lang=lang, stage=stage)}{USERS}{front_matter}---\n{body}"


METRIC = "metrics:\n  - {{id: mae, name: {name}, kind: model, direction: min, baseline: {{value: 5.1, kind: dummy}}, target: 6.0}}\n"
WAIVER = "waivers:\n  - {rule: STR02, path: kept, reason: the other team reads it, expires: 2027-01-01}\n"

DOCUMENTS: dict[str, str] = {
    "docs/demand.md": document(METRIC.format(name="MAE") + "ownr: Dana\n", ident="demand", stage="design"),
    "docs/수요 예측.md": document(
        METRIC.format(name="🚕🚕 오차"), ident="suyo", title="수요 예측", lang="ko", stage="design"
    ),
    "docs/twin.md": document(ident="demand"),
    "docs/none.md": "# No front matter\n\nNothing but a text.\n",
    "docs/held.md": document("kept: 1\n" + WAIVER + "colour: red\n", ident="held")
    + "\n<!-- prospectus: ignore MET13 it never speaks -->\n",
    HOSTILE_NAME: document(f'"{HOSTILE_KEY}": 1\n', ident="hostile"),
    "docs/old.md": document("old: 1\n", ident="old"),
}
"""A target that misses its baseline, a misspelt key; the same in Korean, behind characters that are two in UTF-16; an id that another
document has; none at all; findings that a waiver and the configuration hold back; names and words by which a document attacks."""


def write(folder: Path, documents: Mapping[str, str] = DOCUMENTS, config: str = "") -> Path:
    """Write a portfolio."""
    ignores = '[per-file-ignores]\n"docs/old.md" = ["STR02"]\n'
    select = 'select = ["STR01", "STR02", "MET04", "PFO01", "WAI02"]\n'
    (folder / "prospectus.toml").write_text(f'documents = ["docs/*.md"]\n{select}{config}{ignores}', "utf-8")
    (folder / "docs").mkdir(exist_ok=True)
    for name, text in documents.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def told(folder: Path, format_: str, *arguments: str, code: int = 1, variables: Mapping[str, str] | None = None) -> str:
    """What a run says in a format."""
    done = run("lint", *TODAY, "--format", format_, *arguments, cwd=folder, variables=variables)
    assert done.returncode == code, done.stderr
    return done.stdout


def crowded(folder: Path, count: int = 6_000) -> Path:
    """A portfolio with many warnings, and with one error at its end."""
    keys = "".join(f"zzqx{number}: 1\n" for number in range(count))
    return write(
        folder,
        {
            "docs/a.md": document(keys, ident="a"),
            "docs/b.md": document("zzqx: 1\n" + METRIC.format(name="MAE"), ident="b", stage="design"),
        },
    )
