"""Asking a person at a terminal what nobody else can decide."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from prospectus.cli.run import fail
from prospectus.contract.heading_text import normalise_heading
from prospectus.ground.language import filled, say
from prospectus.ground.spelling import did_you_mean
from prospectus.ground.terminal import plain

if TYPE_CHECKING:
    from collections.abc import Collection

    from prospectus.ground.language import Text
    from prospectus.writing.adopt.adoption import Adoption

_NO_TERMINAL: Text = {
    "en": "--interactive asks at a terminal, and standard input is none; leave it away, and decide in the front matter",
    "ko": "--interactive는 터미널에서 물어봅니다. 표준 입력이 터미널이 아니니 이 옵션을 빼고 프런트 매터에서 결정하세요",
}
_SECTION: Text = {
    "en": "{0}:{1}: “{2}” opens {3} (enter: yes; n: no; or the id of another section)",
    "ko": "{0}:{1}: “{2}” 제목은 {3} 섹션 (엔터: 예, n: 아니요, 또는 다른 섹션의 ID)",
}
_NO_SECTION: Text = {"en": "no section has the id '{0}'{1}", "ko": "ID가 '{0}'인 섹션이 없습니다{1}"}
_OWNER: Text = {"en": "Who answers for {0}?", "ko": "{0} 문서의 담당자는 누구인가요?"}
_WRITE: Text = {"en": "Write {0}? (enter: yes; n: no)", "ko": "{0}에 쓸까요? (엔터: 예, n: 아니요)"}
_NO = frozenset({"n", "no", "아니요", "아니오", "ㄴ"})
_YES = frozenset({"", "y", "yes", "예", "네"})


def at_terminal() -> None:
    """Exit with 2 where nobody can be asked."""
    if sys.stdin is None or not sys.stdin.isatty():
        fail(_NO_TERMINAL)


def owner_of(name: str, lang: str) -> str:
    """Who answers for a document."""
    return str(click.prompt(plain(say(filled(_OWNER, name), lang)), err=True)).strip()


def sections_of(adoption: Adoption, sections: Collection[str], lang: str) -> tuple[tuple[str, str], ...]:
    """The answers to the doubtful headings of a document: the normalised text of each, and the section; empty for none."""
    answers = []
    for section, heading, line in adoption.questions:
        said = say(filled(_SECTION, adoption.source.name, line, heading, section), lang)
        while True:
            word = str(click.prompt(plain(said), default="", show_default=False, err=True)).strip()
            answer = section if word.casefold() in _YES else "" if word.casefold() in _NO else word
            if not answer or answer in sections:
                break
            click.echo(plain(say(filled(_NO_SECTION, answer, did_you_mean(answer, sections)), lang)), err=True)
        answers.append((normalise_heading(heading), answer))
    return tuple(answers)


def may_write(name: str, lang: str) -> bool:
    """Whether a file may be written; the same words are a yes and a no as for a heading."""
    while True:
        word = str(click.prompt(plain(say(filled(_WRITE, name), lang)), default="", show_default=False, err=True))
        answer = word.strip().casefold()
        if answer in _YES or answer in _NO:
            return answer in _YES
