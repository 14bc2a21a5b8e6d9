"""A page in its own language: what a theme says around it, and the language that its HTML states."""

from __future__ import annotations

import copy
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

_NAME = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{2,8})?")


class ThemeInLanguage:
    """A theme that speaks another language; all else is the theme's own."""

    def __init__(self, theme: Any, lang: str) -> None:  # noqa: ANN401 - a generator's
        self._theme = theme
        self._lang = lang

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - as above
        return getattr(self._theme, name)

    def __getitem__(self, key: str) -> Any:  # noqa: ANN401 - as above
        return self._lang if key == "language" else self._theme[key]

    def __contains__(self, key: object) -> bool:
        return key == "language" or key in self._theme


def in_language(config: Any, lang: object) -> Any:  # noqa: ANN401 - a generator's
    """The configuration that a template is given for a page in a language: the same, where the theme has no words of it."""
    if not isinstance(lang, str) or not _NAME.fullmatch(lang) or lang == config.theme.get("language"):
        return config
    if not _speaks(config.theme.dirs, lang):
        return config
    spoken = copy.copy(config)
    spoken["theme"] = ThemeInLanguage(config.theme, lang)
    return spoken


def _speaks(folders: Iterable[str], lang: str) -> bool:
    """Whether one of a theme's folders has words in a language, as Material keeps them."""
    return any(Path(folder, "partials", "languages", f"{lang}.html").is_file() for folder in folders)
