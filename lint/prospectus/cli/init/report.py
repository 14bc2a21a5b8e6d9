"""What ``prospectus init`` says: how each file stands, what is to be pasted where, and what to do next."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from prospectus.engine.files import real_path, shown_name
from prospectus.ground.language import filled, say
from prospectus.ground.regular_file import read_regular
from prospectus.ground.terminal import plain
from prospectus.writing.setup.source import STAND_IN
from prospectus.writing.setup.step import State
from prospectus.writing.setup.surroundings import docs_folder, has_foreign
from prospectus.writing.setup.yaml_tree import MOST_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from prospectus.ground.language import Lang, Text
    from prospectus.writing.setup.step import Step
    from prospectus.writing.setup.surroundings import Surroundings
    from prospectus.writing.setup.wishes import Wishes

_WRITTEN: Text = {"en": "{0}: written", "ko": "{0}: 새로 썼습니다"}
_AMENDED: Text = {"en": "{0}: changed", "ko": "{0}: 고쳤습니다"}
_LEFT: Text = {"en": "{0}: left as it is", "ko": "{0}: 그대로 두었습니다"}
_PASTE: Text = {"en": "{0}: left as it is; paste {1}", "ko": "{0}: 그대로 두었습니다. 다음을 {1} 붙여 넣으세요"}
_OR_AMEND: Text = {
    "en": "{0}: left as it is; paste {1}, or run again with --amend",
    "ko": "{0}: 그대로 두었습니다. 다음을 {1} 붙여 넣거나 --amend로 다시 실행하세요",
}
_NOTE: Text = {"en": "{0} ({1})", "ko": "{0} ({1})"}
_NOTHING: Text = {
    "en": "Nothing was changed: all is as it should be.",
    "ko": "바꾼 것이 없습니다. 모두 제대로 되어 있습니다.",
}
_NOTHING_WRITTEN: Text = {"en": "Nothing was changed.", "ko": "바꾼 것이 없습니다."}
_STAND_IN: Text = {
    "en": "{0} is an example: replace it by the address of the Prospectus repository, in {1}",
    "ko": "{0}은(는) 예시 주소입니다. 다음 파일에서 Prospectus 저장소의 주소로 바꾸세요: {1}",
}
_NEXT: Text = {"en": "Next:", "ko": "다음 명령:"}
_NEXT_THERE: Text = {"en": "Next, in {0}:", "ko": "{0}에서 다음 명령:"}
_STATES: dict[State, Text] = {
    State.FINE: {"en": "{0}: up to date", "ko": "{0}: 최신입니다"},
    State.MISSING: {"en": "{0}: missing", "ko": "{0}: 없습니다"},
    State.LACKS: {
        "en": "{0}: lacks what `prospectus init` adds",
        "ko": "{0}: `prospectus init`이(가) 더하는 내용이 없습니다",
    },
    State.OLDER: {"en": "{0}: behind", "ko": "{0}: 뒤처졌습니다"},
    State.EDITED: {"en": "{0}: left alone", "ko": "{0}: 그대로 둡니다"},
    State.EDITED_OLDER: {"en": "{0}: behind", "ko": "{0}: 뒤처졌습니다"},
}
_COMMANDS = 3


def said_state(one: Step, lang: Lang) -> str:
    """How a file stands, in a line."""
    return _noted(filled(_STATES[one.state], shown_name(one.path)), one, lang)


def told(steps: Sequence[Step], is_done: Sequence[bool], lang: Lang) -> Iterator[str]:
    """What was written, in a line each, and what is to be pasted."""
    for one, done in zip(steps, is_done, strict=True):
        name = shown_name(one.path)
        if done:
            yield say(filled(_WRITTEN if one.is_new else _AMENDED, name), lang)
        elif one.lines and one.where:
            how = _OR_AMEND if one.is_amendment else _PASTE
            yield _noted(filled(how, name, one.where), one, lang)
            yield ""
            yield from (plain(line) for line in one.lines.splitlines())
            yield ""
        elif one.note:
            yield _noted(filled(_LEFT, name), one, lang)
    if not any(is_done):
        is_fine = all(one.state in {State.FINE, State.EDITED} for one in steps)
        yield say(_NOTHING if is_fine else _NOTHING_WRITTEN, lang)
    examples = [shown_name(one.path) for one in steps if STAND_IN.encode() in _bytes(one.path)]
    if examples:
        yield say(filled(_STAND_IN, STAND_IN, ", ".join(examples)), lang)


def next_commands(
    folder: Path, around: Surroundings, wishes: Wishes, documents: Sequence[Path], lang: Lang
) -> Iterator[str]:
    """The three commands that come next."""
    named = [shlex.quote(shown_name(file, around.folder)) for file in documents]
    foreign = [name for name, file in zip(named, documents, strict=True) if not _has_front_matter(file)]
    docs = docs_folder(around)
    if not foreign and has_foreign(around.folder / docs):
        foreign = [shlex.quote(docs)]
    wanted = [f"prospectus adopt {' '.join(foreign[:1])}"] if foreign else []
    wanted += ["prospectus lint"]
    if wishes.hooks:
        install = "prek install" if (around.root / "prek.toml").exists() else "pre-commit install"
        wanted.append(install if around.repository else f"git init && {install}")
    if wishes.site:
        wanted.append("mkdocs serve")
    wanted += [f"prospectus next {name}" for name in named[:1]]
    wanted += ["prospectus init --check", "prospectus rules"]
    yield ""
    is_here = real_path(folder) == real_path(Path.cwd())
    yield say(_NEXT if is_here else filled(_NEXT_THERE, shown_name(folder)), lang)
    yield from (f"  {command}" for command in wanted[:_COMMANDS])


def _has_front_matter(file: Path) -> bool:
    return not (data := _bytes(file)) or data.removeprefix(b"\xef\xbb\xbf").startswith(b"---")


def _bytes(file: Path) -> bytes:
    """What a file holds; nothing when it cannot be read, or is too large to be worth it."""
    try:
        return read_regular(file, MOST_BYTES)
    except OSError:
        return b""


def _noted(text: Text, one: Step, lang: Lang) -> str:
    return say(filled(_NOTE, text, one.note) if one.note else text, lang)
