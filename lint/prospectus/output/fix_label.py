"""How a fix is told: what it does, and which option does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.language import say

if TYPE_CHECKING:
    from prospectus.ground.language import Text
    from prospectus.model.diagnostic import Fix

_SAFE: Text = {"en": "safe, --fix", "ko": "안전, --fix"}
_UNSAFE: Text = {"en": "unsafe, --unsafe-fixes", "ko": "안전하지 않음, --unsafe-fixes"}


def fix_label(fix: Fix, lang: str) -> str:
    """The title of a fix with its option: ``Write 200 (safe, --fix)``."""
    return f"{fix.title} ({say(_SAFE if fix.safe else _UNSAFE, lang)})"
