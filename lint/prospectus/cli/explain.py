"""``prospectus explain``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from prospectus.cli import streams
from prospectus.cli.options import config_option, lang_option
from prospectus.cli.rule_samples import bad_samples, good_samples
from prospectus.cli.rules import family_text
from prospectus.cli.run import Run, fail
from prospectus.cli.verb import verb
from prospectus.config import Config, find_config
from prospectus.contract.contract import load_contract, standard_contract
from prospectus.engine.report import select_rules
from prospectus.ground.language import filled, say
from prospectus.ground.spelling import LIKENESS, MEANT
from prospectus.rules import ALL_RULES
from prospectus.rules.families import FAMILIES
from prospectus.rules.page import read_page
from prospectus.writing.fact_page import fact_named, fact_page, facts_of
from prospectus.writing.section_page import section_named, section_page, section_under

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from prospectus.contract.contract import Contract
    from prospectus.ground.language import Text
    from prospectus.model.rule import Rule

_NOTHING_NAMED: Text = {
    "en": "no such rule or fact, nor section: '{0}'{1}",
    "ko": "'{0}'(이)라는 규칙, 프런트 매터 항목, 섹션은 없습니다{1}",
}
_SEE: Text = {
    "en": "; see `prospectus rules` and `prospectus schema`",
    "ko": "; `prospectus rules`나 `prospectus schema`를 보세요",
}
_SEVERAL: Text = {"en": "; it may be one of {0}", "ko": ". 다음 중 하나일 수 있습니다: {0}"}
_MOST_NAMES = 5

WORDS = {
    "en": ("Severity", "From stage", "Source", "Here", "Bad", "Good", "checked", "not checked"),
    "ko": ("심각도", "시작 단계", "근거", "이 저장소", "나쁜 예", "좋은 예", "검사함", "검사하지 않음"),
}


def _complete(_context: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The codes of rules and the names of facts and sections that begin so."""
    from click.shell_completion import CompletionItem  # noqa: PLC0415 - only in a shell that completes

    codes = (rule.code for rule in ALL_RULES if rule.code.startswith(incomplete.upper()))
    facts = (name for name in facts_of(standard_contract().schema) if name.startswith(incomplete))
    sections = (name for name in standard_contract().lifecycle.sections if name.startswith(incomplete))
    return [CompletionItem(name) for name in dict.fromkeys((*codes, *facts, *sections))]


@verb(
    help={
        "en": "Explain a rule or a family, a section, or what a fact of the front matter means and how it is written.",
        "ko": "규칙이나 규칙 묶음, 섹션을 설명하거나, 프런트 매터 항목의 뜻과 쓰는 법을 보여 줍니다.",
    },
    epilog={
        "en": "Example: prospectus explain MET04 (a rule), MET (a family), metrics.baseline (a fact), ethics-fairness (a section)",
        "ko": "예: prospectus explain MET04 (규칙), MET (묶음), metrics.baseline (항목), ethics-fairness (섹션)",
    },
)
@click.argument("what", metavar="CODE|KEY|SECTION", shell_complete=_complete)
@lang_option
@config_option
@click.pass_obj
def explain(run: Run, what: str, lang: str | None, config_file: Path | None) -> None:  # noqa: ARG001 - `run` knows `lang`
    """Print one rule's page (what it says, why, its source, a bad and a good document), or that of a fact or a section."""
    config = run.configured(find_config(Path.cwd(), config_file))
    wanted = what.upper()
    rule = next((rule for rule in ALL_RULES if wanted in {rule.code, rule.name.upper()}), None)
    if rule is not None:
        streams.put(page_text(rule, config, run.lang) + "\n")
        return
    if wanted in FAMILIES:
        streams.put(family_text(wanted, [rule for rule in ALL_RULES if rule.code[:3] == wanted], run.lang) + "\n")
        return
    contract = load_contract(config)
    pages = []
    if (fact := fact_named(contract.schema, what)) is not None:
        pages.append(fact_page(contract, fact, run.lang))
    if (section := section_named(contract, what)) is not None:
        pages.append(section_page(contract, section, run.lang))
    if not pages and (section := section_under(contract, what)) is not None:
        pages.append(section_page(contract, section, run.lang))
    if not pages:
        fail(_NOTHING_NAMED, what, _near(contract, what))
    streams.put("\n\n---\n\n".join(pages) + "\n")


def _near(contract: Contract, what: str) -> Text:
    """What may have been meant instead."""
    import difflib  # noqa: PLC0415 - only for what is not known

    facts = facts_of(contract.schema)
    names = {name.casefold(): [name] for rule in ALL_RULES for name in (rule.code, rule.name)}
    names |= {section: [section] for section in contract.lifecycle.sections}
    for fact in facts.values():
        names.setdefault(fact.key.casefold(), []).append(fact.name)
        names[fact.name.casefold()] = [fact.name]
    known = names.get(what.casefold())  # a key that stands in several places
    found = dict.fromkeys(known or ()) or {
        name: None
        for close in difflib.get_close_matches(what.casefold(), names, n=_MOST_NAMES, cutoff=LIKENESS)
        for name in names[close][:_MOST_NAMES]
    }
    shown = [*found] if known else [*found][:_MOST_NAMES]
    return filled(MEANT if len(shown) == 1 else _SEVERAL, ", ".join(shown)) if shown else _SEE


def _contract(config: Config, lang: str) -> list[str]:
    """What the configuration says of a contract of its own; nothing for the standard one."""
    if config.contract is None:
        return []
    word = {"en": "Contract", "ko": "계약"}
    return [f"{say(word, lang)}: {load_contract(config).lifecycle.id} ({config.contract})"]


def page_text(rule: Rule, config: Config, lang: str) -> str:
    """One rule's page for a terminal."""
    page = read_page(rule.code)
    severity, since, source, here, bad, good, is_checked, is_not = WORDS[lang]
    checked = is_checked if select_rules([rule], config) else is_not
    if rule.code in config.severity and config.severity[rule.code] != "off":
        checked += f", {config.severity[rule.code]}"
    lines = [
        f"{rule.code} {rule.name}",
        "",
        say(page.summary, lang),
        "",
        f"{severity}: {rule.severity.word}    {since}: {rule.since}    {here}: {checked}",
        f"{source}: {say(page.source, lang)}",
        *_contract(config, lang),
        "",
        page.why(lang),
        "",
        f"{bad}:",
        "",
        bad_samples(page, lang),
        "",
        f"{good}:",
        "",
        good_samples(page, lang),
    ]
    return "\n".join(lines)
