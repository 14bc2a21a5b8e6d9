"""Texts without what makes no difference between them, so that two spellings of one thing are equal."""

from __future__ import annotations

import re
import unicodedata


def folded(text: str) -> str:
    """A text without case, without more white space than it needs, and with its Korean syllables composed."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def words(text: str) -> frozenset[str]:
    """The words of a list that stands in the code as one text."""
    return frozenset(text.split())


def letters(text: str) -> str:
    """The letters and digits of a text, without case: ``image-crop``, ``Image crop`` and ``image_crop`` are one."""
    return re.sub(r"[\W_]+", "", text).casefold()
