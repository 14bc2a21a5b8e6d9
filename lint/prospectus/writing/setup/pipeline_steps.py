"""The pipeline: a file that is ours alone, and for GitLab its name in the configuration that is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.language import LANGS, filled
from prospectus.ground.pattern import Pattern
from prospectus.writing.setup import contents
from prospectus.writing.setup.addition import append_item, append_key
from prospectus.writing.setup.stamp import is_older, stamp_of, stamped
from prospectus.writing.setup.step import AT_THE_END, IN_PLACE, State, Step, fine, lacking, new, text_of, under
from prospectus.writing.setup.yaml_tree import listed, tree_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from prospectus.ground.language import Text
    from prospectus.writing.setup.contents import Wanted
    from prospectus.writing.setup.surroundings import Surroundings
    from prospectus.writing.setup.wishes import Wishes

_LINT = Pattern(r"prospectus lint|uses:[ \t]*[^\s@/]++/prospectus@")
"""What a pipeline says that runs us: the command, or the action."""

_STAMP_STATES: Text = {"en": "written by version {0}, this is {1}", "ko": "버전 {0}에서 썼고, 이 프로그램은 {1}입니다"}
_BY_HAND: Text = {"en": "edited by hand", "ko": "직접 고친 파일"}
_BY_HAND_OLDER: Text = {
    "en": "written by version {0} and edited by hand, this is {1}",
    "ko": "버전 {0}에서 쓴 뒤 직접 고쳤고, 이 프로그램은 {1}입니다",
}
_RUNS: Text = {"en": "runs prospectus already", "ko": "이미 prospectus를 실행합니다"}
_NOT_OURS: Text = {"en": "not written by `prospectus init`", "ko": "`prospectus init`이(가) 쓴 파일이 아닙니다"}


def github_steps(around: Surroundings, wishes: Wishes) -> Iterator[Step]:
    """The workflow of GitHub."""
    name = f"prospectus-{wishes.wanted.name}" if wishes.wanted.name else "prospectus"
    path = around.root / ".github" / "workflows" / f"{name}.yml"
    there = sorted(file for ending in ("yml", "yaml") for file in path.parent.glob(f"*.{ending}"))
    for file in there if path not in there else ():
        if _runs_us(around.read(file), wishes):
            yield fine(file, _RUNS)
            return
    yield _own_file(around, path, wishes, lambda wanted: contents.github_workflow(wanted, wishes.branch))


def gitlab_steps(around: Surroundings, wishes: Wishes) -> Iterator[Step]:
    """The jobs of GitLab, in a file of their own, and the line that takes them in."""
    name = f"prospectus-{wishes.wanted.name}" if wishes.wanted.name else "prospectus"
    own = f".gitlab/{name}.yml"
    path = around.root / ".gitlab-ci.yml"
    data = around.read(path)
    text = None if data is None else text_of(data)
    if _runs_us(data, wishes):
        yield fine(path, _RUNS)
        return
    tree = tree_of(text) if text is not None else None
    stages = tree.plain(tree.root.at("stages")) if tree else None
    named = [str(stage) for stage in listed(stages)]
    stage = "test" if "test" in named or not named else named[0]
    yield _own_file(around, around.root / own, wishes, lambda wanted: contents.gitlab_jobs(wanted, stage))
    lines = f"include:\n  - local: {own}\n"
    if data is None:
        yield new(path, lines)
        return
    if text is None or tree is None:
        yield lacking(path, data, None, lines, AT_THE_END)
        return
    place = tree.root.at("include")
    if own in repr(tree.plain(place)):
        yield fine(path)
    elif not tree.root.has("include"):
        yield lacking(
            path, data, append_key(text, (), lines.splitlines(), f"include: [{{local: {own}}}]"), lines, AT_THE_END
        )
    else:
        after = append_item(text, ("include",), [f"local: {own}"], f"{{local: {own}}}")
        yield lacking(path, data, after, f"  - local: {own}\n", under("include"))


def _runs_us(data: bytes | None, wishes: Wishes) -> bool:
    """Whether a pipeline of somebody's own checks the documents of this folder already."""
    text = text_of(data or b"") or ""
    if stamp_of(text):  # of ours, and for another folder
        return False
    return _LINT.search(text) is not None and (not wishes.wanted.prefix or wishes.wanted.config_file in text)


def _own_file(around: Surroundings, path: Path, wishes: Wishes, made: Callable[[Wanted], str]) -> Step:
    """A file that is ours alone: its stamp tells whether it may be renewed."""
    text = stamped(made(wishes.wanted), wishes.version)
    data = around.read(path)
    if data is None:
        return new(path, text)
    stamp = stamp_of(text_of(data) or "")
    if stamp is None:
        if _runs_us(data, wishes):
            return fine(path, _RUNS)
        return Step(path, State.LACKS, data, None, text, IN_PLACE, _NOT_OURS)
    is_of_before = is_older(stamp.version, wishes.version)
    is_from = filled(_STAMP_STATES if stamp.is_unedited else _BY_HAND_OLDER, stamp.version, wishes.version)
    if not stamp.is_unedited:
        older = Step(path, State.EDITED_OLDER, data, None, text, IN_PLACE, is_from)
        return older if is_of_before else Step(path, State.EDITED, note=_BY_HAND)
    is_same = stamp.body in {made(wishes.wanted._replace(lang=lang)) for lang in LANGS}
    if is_same or not (is_of_before or wishes.renews):
        return fine(path)
    return Step(path, State.OLDER, data, text.encode(), text, IN_PLACE, is_from if is_of_before else None)
