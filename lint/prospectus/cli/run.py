"""One run of the command line: its language, and how it ends when it cannot go on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from prospectus.ground.language import LANGS, ToldError, environment_lang, filled, told_lang

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from prospectus.config import Config
    from prospectus.ground.language import Lang, Text

FINDINGS = 1
COULD_NOT_RUN = 2

FAULT: Text = {"en": "{0}: {1}", "ko": "{0}: {1}"}


class CouldNotRunError(ToldError):
    """The run ends with exit code 2."""


def fail(text: Text, *facts: object) -> NoReturn:
    """End with exit code 2, for what the text says with the facts filled in."""
    raise CouldNotRunError(filled(text, *facts))


class Run:
    """One run: what all that it says is spoken in."""

    def __init__(self, arguments: Sequence[str] = ()) -> None:
        self._asked = asked_lang(arguments)
        self._configured: Lang | None = None
        self._of_document: Lang | None = None

    @property
    def lang(self) -> Lang:
        """The language: of the option, else of the configuration once it is known, else of the environment where it tells any.

        Else that of the one document that the run is about, else English.
        """
        return self._asked or self._configured or told_lang() or self._of_document or "en"

    def options(self, config_file: Path | None) -> str:
        """What makes another verb speak as this run does: its language and its configuration, where it was told them."""
        words = []
        if self.lang != (self._configured or environment_lang()):
            words += ["--lang", self.lang]
        if config_file is not None:
            import shlex  # noqa: PLC0415 - few runs name one

            words += ["--config", shlex.quote(str(config_file))]
        return "".join(f" {word}" for word in words)

    def about(self, lang: str) -> None:
        """From here on the run is about one document, written in a language."""
        self._of_document = next((known for known in LANGS if known == lang), None)

    def configured(self, config: Config) -> Config:
        """From here on the configuration is known; gives it back."""
        self._configured = config.lang
        return config


def asked_lang(arguments: Sequence[str]) -> Lang | None:
    """The language of ``--lang``, when a command line has one: help and errors are written before options are read."""
    for index, argument in enumerate(arguments):
        if argument == "--":
            break
        word = argument.removeprefix("--lang=")
        if argument == "--lang":
            word = arguments[index + 1] if index + 1 < len(arguments) else ""
        if word != argument:
            for lang in LANGS:
                if word == lang:
                    return lang
    return None
