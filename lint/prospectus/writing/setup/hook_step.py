"""The hook: in the configuration of pre-commit, which prek reads, too, or in prek's own."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from prospectus.ground.language import LANGS, filled
from prospectus.writing.setup import contents
from prospectus.writing.setup.addition import append_item
from prospectus.writing.setup.source import STAND_IN, Source
from prospectus.writing.setup.stamp import is_older
from prospectus.writing.setup.step import AT_THE_END, IN_PLACE, State, Step, fine, lacking, new, text_of, under
from prospectus.writing.setup.yaml_tree import listed, tree_of

if TYPE_CHECKING:
    from pathlib import Path

    from prospectus.ground.language import Text
    from prospectus.writing.setup.surroundings import Surroundings
    from prospectus.writing.setup.wishes import Wishes

_HOOK_OLDER: Text = {
    "en": "the hook is of {0}, this is {1}: pre-commit autoupdate",
    "ko": "훅은 {0}, 이 프로그램은 {1}입니다: pre-commit autoupdate",
}


def hook_step(around: Surroundings, wishes: Wishes) -> Step:
    """The file of the hooks: a new one, or our hook after those that are there."""
    toml = around.root / "prek.toml"
    data = around.read(toml)
    if data is not None:
        return _prek(toml, data, wishes)
    path = around.root / ".pre-commit-config.yaml"
    data = around.read(path)
    if data is None:
        return new(path, contents.hooks_file(wishes.wanted))
    text = text_of(data)
    tree = tree_of(text) if text is not None else None
    there = _hook_in(tree.plain(tree.root), wishes) if tree else None
    if wishes.renews and text in _examples(wishes):
        text = contents.hooks_file(wishes.wanted)
        return Step(path, State.OLDER, data, text.encode(), text, IN_PLACE)
    if there is not None:
        return _hook_that_is_there(path, there, wishes)
    item = contents.hook(wishes.wanted)
    lines = contents.hooks_file(wishes.wanted).partition("\n")[2]
    after = None
    if text is not None:
        after = append_item(text, ("repos",), item, contents.hook_in_a_line(wishes.wanted))
    return lacking(path, data, after, lines, under("repos"))


def _examples(wishes: Wishes) -> set[str]:
    """What the file for pre-commit is as long as nobody has put an address into it, nor anything else."""
    example = wishes.wanted._replace(source=Source(STAND_IN, f"v{wishes.version}"))
    made = {contents.hooks_file(example._replace(lang=lang)) for lang in LANGS}
    return made - {contents.hooks_file(wishes.wanted)}


def _prek(path: Path, data: bytes, wishes: Wishes) -> Step:
    text, lines = text_of(data), contents.hook_in_toml(wishes.wanted)
    before = _toml(text)
    there = _hook_in(before, wishes)
    if there is not None:
        return _hook_that_is_there(path, there, wishes)
    after = None
    if text is not None and before is not None:
        eol = "\r\n" if "\r\n" in text else "\n"
        added = (
            text + ("" if text.endswith("\n") or not text else eol) + (eol if text else "") + lines.replace("\n", eol)
        )
        entry = (_toml(lines) or {})["repos"]
        if _toml(added) == {**before, "repos": [*listed(before.get("repos")), *entry]}:
            after = added
    return lacking(path, data, after, lines, AT_THE_END)


def _toml(text: str | None) -> dict[str, Any] | None:
    try:
        return None if text is None else tomllib.loads(text.replace("\r\n", "\n"))
    except (ValueError, RecursionError):
        return None


def _hook_in(data: object, wishes: Wishes) -> str | None:
    """The revision of our hook in a configuration, for this folder; None when it has none."""
    repos = data.get("repos") if isinstance(data, dict) else None
    for repo in listed(repos):
        for one in listed(repo.get("hooks")) if isinstance(repo, dict) else ():
            if not isinstance(one, dict) or one.get("id") not in {"prospectus", "prospectus-fix"}:
                continue
            arguments = [str(word) for word in listed(one.get("args"))]
            if not wishes.wanted.prefix or any(wishes.wanted.config_file in word for word in arguments):
                return str(repo.get("rev", ""))
    return None


def _hook_that_is_there(path: Path, revision: str, wishes: Wishes) -> Step:
    written = revision.removeprefix("v")
    if written[:1].isdigit() and "." in written and is_older(written, wishes.version):
        return Step(path, State.OLDER, note=filled(_HOOK_OLDER, revision, wishes.version))
    return fine(path)
