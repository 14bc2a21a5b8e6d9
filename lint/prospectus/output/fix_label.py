"""How a fix is told: what it does, and which option does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.language import say

if TYPE_CHECKING:
    from prospectus.ground.language import Text
    from prospectus.model.diagnostic import Fix
    from prospectus.model.finding import Applicability

_OPTIONS: dict[Applicability, Text] = {
    "safe": {"en": "safe, --fix", "ko": "안전, --fix"},
    "unsafe": {"en": "unsafe, --fix --unsafe-fixes", "ko": "안전하지 않음, --fix --unsafe-fixes"},
    "prompt": {"en": "to be filled in, --fix", "ko": "직접 채워야 함, --fix"},
}


def fix_label(fix: Fix, lang: str) -> str:
    """The title of a fix with its option: ``Write 200 (safe, --fix)``."""
    return f"{fix.title} ({say(_OPTIONS[fix.applicability], lang)})"
