"""The plan of a set-up: one step a file. It reads what is there and writes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.language import LANGS
from prospectus.writing.setup import contents
from prospectus.writing.setup.agents_block import BEGIN, agents_block, with_block
from prospectus.writing.setup.hook_step import hook_step
from prospectus.writing.setup.pipeline_steps import github_steps, gitlab_steps
from prospectus.writing.setup.site_step import site_step
from prospectus.writing.setup.step import AT_THE_END, State, Step, fine, lacking, new, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.writing.setup.surroundings import Surroundings
    from prospectus.writing.setup.wishes import Wishes


def plan(around: Surroundings, wishes: Wishes) -> Iterator[Step]:
    """The steps of a set-up, but for its configuration and its first document; raises :class:`OSError` on what cannot be read."""
    makes_site = False
    if wishes.site:
        step = site_step(around, wishes)
        makes_site = step.is_new
        yield step
        first = around.folder / "docs" / "index.md"
        if makes_site and not first.parent.exists() and not any(glob.startswith("docs/") for glob in wishes.documents):
            yield new(first, f"# {wishes.site_name}\n")  # MkDocs wants a folder; documents may lie elsewhere
    if wishes.hooks:
        yield hook_step(around, wishes)
    if wishes.ci == "github":
        yield from github_steps(around, wishes)
    elif wishes.ci == "gitlab":
        yield from gitlab_steps(around, wishes)
    yield _ignored(around, contents.IGNORED_FOR_SITE if makes_site else (contents.CACHE,))
    agents = _agents(around, wishes)
    if agents is not None:
        yield agents


def _ignored(around: Surroundings, wanted: tuple[str, ...]) -> Step:
    path = around.folder / ".gitignore"
    data = around.read(path)
    if data is None:
        return new(path, "".join(f"{line}\n" for line in wanted))
    text = text_of(data)
    there = {line.strip().strip("/") for line in (text or "").splitlines()}
    lines = [line for line in wanted if line.strip("/") not in there]
    if not lines:
        return fine(path)
    pasted = "".join(f"{line}\n" for line in lines)
    after = None
    if text is not None:
        eol = "\r\n" if "\r\n" in text else "\n"
        after = text + ("" if text.endswith("\n") or not text else eol) + pasted.replace("\n", eol)
    return lacking(path, data, after, pasted, AT_THE_END)


def _agents(around: Surroundings, wishes: Wishes) -> Step | None:
    """The block for coding agents: where it is asked for, or there already."""
    path = around.folder / "AGENTS.md"
    data = around.read(path) if wishes.agents or path.exists() else None
    block = agents_block(wishes.documents, wishes.wanted.lang)
    if data is None:
        return new(path, block) if wishes.agents else None
    text = text_of(data)
    if not wishes.agents and (text is None or BEGIN not in text):
        return None
    if text is None:
        return lacking(path, data, None, block, AT_THE_END)
    if any(text == with_block(text, agents_block(wishes.documents, lang)) for lang in LANGS):
        return fine(path)
    after = with_block(text, block)
    state = State.OLDER if BEGIN in text else State.LACKS
    return Step(path, state, data, None if after is None else after.encode(), block, AT_THE_END, None, wishes.agents)
