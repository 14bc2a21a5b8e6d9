"""The page of one section: what to write in it, from which stage it is due, and under which headings it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.language import say
from prospectus.writing.fact_page import in_brackets
from prospectus.writing.mentions import rules_of_section
from prospectus.writing.skeleton import described

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.contract.contract import Contract
    from prospectus.contract.lifecycle import Section
    from prospectus.ground.language import Text

WORDS: dict[str, Text] = {
    "section": {"en": "Section", "ko": "섹션"},
    "due": {"en": "Due", "ko": "필요한 단계"},
    "error": {"en": "required from {stage} on", "ko": "{stage} 단계부터 필수"},
    "warning": {"en": "advised from {stage} on", "ko": "{stage} 단계부터 권장"},
    "optional": {"en": "never", "ko": "없음"},
    "true": {"en": "Only if: `{fact}: true` ({title})", "ko": "조건: `{fact}: true`인 경우 ({title})"},
    "non-empty": {
        "en": "Only if: `{fact}` names any ({title})",
        "ko": "조건: `{fact}`에 적을 것이 있는 경우 ({title})",
    },
    "not-external": {
        "en": "Not if: every `{fact}` is `external` ({title})",
        "ko": "예외: `{fact}`가 모두 `external`인 경우 ({title})",
    },
    "heading": {"en": "Heading", "ko": "제목"},
    "names": {"en": "Usual names", "ko": "흔히 쓰는 다른 제목"},
    "other": {
        "en": "A heading of any other name counts with `<!-- section: {id} -->` above it.",
        "ko": "다른 이름의 제목도 그 위에 `<!-- section: {id} -->` 주석을 넣으면 인정합니다.",
    },
    "rules": {"en": "Rules", "ko": "규칙"},
}
_MOST_NAMES = 20


def section_named(contract: Contract, written: str) -> Section | None:
    """The section that somebody names by its id or its title in any language."""
    word = written.casefold()
    for section in contract.lifecycle.sections.values():
        if word in {section.id, *(title.casefold() for title in section.title.values())}:
            return section
    return None


def section_under(contract: Contract, heading: str) -> Section | None:
    """The section that a heading of several words, or one that is not English, opens."""
    is_heading = " " in heading.strip() or not heading.isascii()
    ids = contract.lifecycle.match(heading) if is_heading else ()
    return contract.lifecycle.sections[ids[0]] if ids else None


def section_page(contract: Contract, section: Section, lang: str) -> str:
    """What a person needs to know to write one section."""
    return "\n".join(_lines(contract, section, lang))


def _lines(contract: Contract, section: Section, lang: str) -> Iterator[str]:
    yield f"{section.id}: {say(section.title, lang)} ({say(WORDS['section'], lang)})"
    yield ""
    yield say(section.prompt, lang)
    yield ""
    yield f"{say(WORDS['due'], lang)}: {_due(contract, section, lang)}"
    if (when := section.when) is not None:
        title, _ = described(contract.schema.at(*when.path.split(".")), lang)
        title = title or described(contract.schema.at(when.path.split(".")[0], 0, *when.path.split(".")[1:]), lang)[0]
        yield say(WORDS[when.state], lang).format(fact=when.path, title=title)
    yield f"{say(WORDS['heading'], lang)}: `## {say(section.title, lang)}`"
    names = [name.replace("*", "") for known, name in section.aliases if known == lang]
    if names:
        more = ", …" if len(names) > _MOST_NAMES else ""
        yield f"{say(WORDS['names'], lang)}: {', '.join(names[:_MOST_NAMES])}{more}"
    yield f"{say(WORDS['rules'], lang)}: {', '.join(f'{rule.code} {rule.name}' for rule in rules_of_section(section.id))}"
    yield ""
    yield say(WORDS["other"], lang).format(id=section.id)


def _due(contract: Contract, section: Section, lang: str) -> str:
    stages = {stage.order: stage for stage in contract.lifecycle.stages.values()}
    said = [
        say(WORDS[level.word], lang).format(stage=in_brackets(stages[since].id, say(stages[since].title, lang)))
        for since, level in section.need
        if level is not None
    ]
    return ", ".join(said) or say(WORDS["optional"], lang)
