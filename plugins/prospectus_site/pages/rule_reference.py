"""The rule reference: every rule's page as a page of the site, and the list of them."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from prospectus.ground.language import say
from prospectus.rules import ALL_RULES
from prospectus.rules.families import FAMILIES
from prospectus.rules.page import read_page

from prospectus_site.pages.page import Page
from prospectus_site.pages.words import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from prospectus.model.rule import Rule


def rule_pages(lang: str) -> dict[str, Callable[[], Page]]:
    """What makes the page of each rule, by its file name; ``index.md`` lists them."""
    pages: dict[str, Callable[[], Page]] = {f"{rule.code}.md": partial(_rule_page, rule) for rule in ALL_RULES}
    pages["index.md"] = partial(_index, lang)
    return pages


def _rule_page(rule: Rule) -> Page:
    page = read_page(rule.code)
    english, korean = words("en"), words("ko")
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
    spoken = words(lang)
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
