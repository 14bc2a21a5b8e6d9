"""The rule reference: every rule's page as a page of the site, and the list of them."""

from __future__ import annotations

from functools import cache, partial
from itertools import groupby
from typing import TYPE_CHECKING

from prospectus.ground.language import say
from prospectus.rules import ALL_RULES
from prospectus.rules.families import FAMILIES
from prospectus.rules.page import read_page

from prospectus_site.pages.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable

    from prospectus.ground.language import Text
    from prospectus.model.rule import Rule

WORDS: dict[str, Text] = {
    "rule": {"en": "Rule", "ko": "규칙"},
    "rules": {"en": "Rules", "ko": "규칙"},
    "rules_introduction": {
        "en": "Each rule with its reason, its source, a bad and a good document. `prospectus explain CODE` shows the same.",
        "ko": "각 규칙의 이유와 근거, 나쁜 예와 좋은 예입니다. `prospectus explain CODE`로도 볼 수 있습니다.",
    },
    "severity": {"en": "Severity", "ko": "심각도"},
    "from_stage": {"en": "From stage", "ko": "시작 단계"},
    "source": {"en": "Source", "ko": "근거"},
    "checks": {"en": "What it finds", "ko": "찾는 것"},
    "off": {"en": "off unless selected", "ko": "선택할 때만 검사"},
    "why": {"en": "Why", "ko": "왜"},
}


def rule_pages(lang: str) -> dict[str, Callable[[], Page]]:
    """What makes the page of each rule, by its file name; ``index.md`` lists them."""
    pages: dict[str, Callable[[], Page]] = {f"{rule.code}.md": partial(_rule_page, rule) for rule in ALL_RULES}
    pages["index.md"] = partial(_index, lang)
    return pages


def _rule_page(rule: Rule) -> Page:
    page = read_page(rule.code)
    english, korean = _words("en"), _words("ko")
    title = f"{rule.code} {rule.name}"
    off = "" if rule.is_default else f" · {english['off']}"
    lines = [
        f"# {title}",
        "",
        say(page.summary, "en"),
        "",
        f"{say(page.summary, 'ko')}",
        "",
        f"**{english['severity']}** {rule.severity.word} · **{english['from_stage']}** `{rule.since}`{off}",
        "",
        f"**{english['source']}** {say(page.source, 'en')}",
        "",
        "## Why",
        "",
        page.why("en"),
        "",
        "## Bad",
        "",
        page.sections["Bad"],
        "",
        "## Good",
        "",
        page.sections["Good"],
        "",
        f"## {korean['why']}",
        "",
        page.why("ko"),
        "",
        f"**{korean['source']}** {say(page.source, 'ko')}",
        "",
    ]
    return Page("\n".join(lines), {"title": title, "description": say(page.summary, "en")})


def _index(lang: str) -> Page:
    spoken = _words(lang)
    lines = [f"# {spoken['rules']}", "", spoken["rules_introduction"], ""]
    for family, rules in groupby(ALL_RULES, key=lambda rule: rule.code[:3]):
        lines.extend(
            [
                f"## {family} {say(FAMILIES[family].title, lang)}",
                "",
                f"| {spoken['rule']} | {spoken['severity']} | {spoken['from_stage']} | {spoken['checks']} |",
                "|---|---|---|---|",
                *(_row(rule, lang) for rule in rules),
                "",
            ]
        )
    return Page("\n".join(lines), {"title": spoken["rules"]})


def _row(rule: Rule, lang: str) -> str:
    summary = say(read_page(rule.code).summary, lang).replace("|", "\\|")
    return f"| [{rule.code}]({rule.code}.md) | {rule.severity.word} | {rule.since} | {summary} |"


@cache
def _words(lang: str) -> dict[str, str]:
    """All words in one language."""
    return {key: say(text, lang) for key, text in WORDS.items()}
