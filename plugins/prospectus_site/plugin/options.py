"""The options of the plugin, and what MkDocs says of a wrong one."""

from __future__ import annotations

from mkdocs.config import config_options
from mkdocs.config.base import Config, ValidationError
from prospectus.ground.language import LANGS, environment_lang, say

from prospectus_site.addresses.place_names import mistake_in_place


class PlaceOption(config_options.Type[str]):
    """An option that names a page, a file or a folder in the site, and ends as its example does; empty where that may be."""

    def __init__(self, example: str, *, default: str) -> None:
        super().__init__(str, default=default)
        self._example = example
        self._may_be_empty = default == "" or not example.endswith(".md")

    def run_validation(self, value: object) -> str:
        """The name, or what is wrong with it."""
        name = super().run_validation(value)
        mistake = None if not name and self._may_be_empty else mistake_in_place(name, self._example)
        if mistake is not None:
            raise ValidationError(say(mistake, environment_lang()))
        return name.rstrip("/")


class HistoryOption(config_options.Choice[str]):
    """``auto`` or ``off``, which YAML reads as false."""

    def __init__(self) -> None:
        super().__init__(("auto", "off"), default="auto")

    def run_validation(self, value: object) -> str:
        """The choice, or what is wrong with it."""
        return super().run_validation("off" if value is False else value)


class Options(Config):  # type: ignore[no-untyped-call]
    """The options of the plugin under ``plugins:`` in ``mkdocs.yml``."""

    config = config_options.Optional(config_options.File(exists=True))
    """The Prospectus configuration; the one that holds at ``mkdocs.yml`` when not given."""
    index = PlaceOption("projects/index.md", default="projects/index.md")
    """The page of the portfolio. A page of that name in ``docs_dir`` becomes its introduction."""
    data_file = PlaceOption("portfolio.json", default="portfolio.json")
    """Where the portfolio's data is published; empty for nowhere."""
    rules = PlaceOption("rules", default="")
    """The folder in which the rule reference is published; empty for none."""
    languages = config_options.ListOfItems(config_options.Choice(LANGS), default=[*LANGS])
    """The languages in which the overviews are published; that of the site comes first."""
    nav = config_options.Type(bool, default=True)
    """Whether the portfolio joins the navigation where that does not list it."""
    history = HistoryOption()
    """Whether git is asked what the documents were before; ``off`` for a site that does not tell."""
