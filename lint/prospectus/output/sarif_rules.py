"""Rules as SARIF describes them: what their pages say."""

from __future__ import annotations

from typing import Any

from prospectus.ground.language import say
from prospectus.ground.severity import Severity
from prospectus.rules import ALL_RULES
from prospectus.rules.families import FAMILIES
from prospectus.rules.page import read_page

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}

_LONGEST = 1_000
"""How much of a full description GitHub shows, in characters."""


def described(code: str, url: str, lang: str) -> dict[str, Any]:
    """The descriptor of a rule. ``helpUri`` is the URL of its diagnostics: a URN where the rules are published nowhere."""
    page = read_page(code)
    rule = next(rule for rule in ALL_RULES if rule.code == code)
    why, source = page.why(lang), say(page.source, lang)
    command = f"prospectus explain {code}"
    return {
        "id": code,
        "name": rule.name,
        "shortDescription": {"text": say(page.summary, lang)},
        "fullDescription": {"text": _shortened(" ".join(why.partition("\n\n")[0].split()))},
        "help": {
            "text": f"{why}\n\n{source}\n\n{command}",
            "markdown": f"{why}\n\n*{source}*\n\n```sh\n{command}\n```",
        },
        "helpUri": url,
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"tags": ["design-doc", say(FAMILIES[code[:3]].title, "en")], "stage": rule.since},
    }


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
