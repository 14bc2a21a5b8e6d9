"""Files of ours among MkDocs', and where documents are among them."""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, InclusionLevel, set_exclusions
from prospectus.ground.language import environment_lang, filled, say

from prospectus_site.addresses.hosts import edit_address
from prospectus_site.addresses.layout import lay_out, repository_of, searched_folders

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from prospectus.engine.workspace import Workspace
    from prospectus.ground.language import Text

    from prospectus_site.addresses.hosts import EditAddress
    from prospectus_site.addresses.layout import Layout

log = get_plugin_logger("prospectus")

ANY_PAGE = Path(__file__).parents[1] / "assets" / "home.md"
"""A file for pages of ours: other plugins stumble over pages that have none."""
_LEFT_OUT: Text = {
    "en": "not in the site, and so nowhere in the portfolio (exclude_docs, draft_docs or another plugin): {0}",
    "ko": "사이트에서 빠졌으므로 포트폴리오에도 나오지 않습니다 (exclude_docs, draft_docs, 또는 다른 플러그인): {0}",
}
_HOME_TAKEN: Text = {
    "en": "the document {0} stands where the portfolio's page would be; the portfolio is at {1}. Give the plugin another `index`, or move the document",
    "ko": "{0} 문서가 포트폴리오 페이지의 자리에 있어서 포트폴리오를 {1}에 두었습니다. 플러그인의 `index`를 바꾸거나 문서를 옮기세요",
}
_MOVED: Text = {
    "en": "another page of the site has the address of the document {0}; its page is {1}",
    "ko": "{0} 문서의 주소를 다른 페이지가 쓰고 있어서 {1}에 두었습니다",
}


def layout_of(
    workspace: Workspace, index: str, data_file: str, files: Files, config: MkDocsConfig, *, shows_drafts: bool
) -> Layout:
    """Where everything is; tell of what is not where it was expected."""

    def is_withheld(name: str) -> bool:
        file = files.get_file_from_path(name)
        if file is None:
            file = File.generated(config, name, content="")
            set_exclusions([file], config)
        least = InclusionLevel.DRAFT if shows_drafts else InclusionLevel.NOT_IN_NAV
        return bool(file.inclusion.value < least.value)

    paths = {name: workspace.path(name) or Path(name) for name in workspace.names}
    layout = lay_out(
        paths,
        index=index,
        repository=repository_of(workspace.config.root),
        folders=searched_folders(workspace.config),
        docs=Path(config.docs_dir),
        published=[data_file, *(file.src_uri for file in files if not is_withheld(file.src_uri))],
        is_withheld=is_withheld,
        directory_urls=config.use_directory_urls,
    )
    left_out = [name for name in paths if name not in layout.names]
    if left_out:
        log.info("%s", say(filled(_LEFT_OUT, ", ".join(left_out)), environment_lang()))
    url = layout.url(index)
    at_home = next((name for name, called in layout.names.items() if layout.url(called) == url), None)
    if at_home is not None:
        log.warning("%s", say(filled(_HOME_TAKEN, at_home, layout.home), environment_lang()))
    for name, called in layout.moved.items():
        log.warning("%s", say(filled(_MOVED, name, called), environment_lang()))
        if (file := files.get_file_from_path(name)) is not None:
            files.remove(file)
    return layout


def generated(
    name: str, path: Path, files: Files, config: MkDocsConfig, level: InclusionLevel = InclusionLevel.UNDEFINED
) -> File:
    """A file of ours among MkDocs'. It is a real one on disk: other plugins stumble over content that is only in memory."""
    file = File.generated(config, name, abs_src_path=str(path), inclusion=level)
    _localize(file, config)
    files.append(file)
    return file


def folder_of(config: MkDocsConfig) -> str:
    """The folder in the site of what is built just now: static-i18n builds the site once more for each further language."""
    i18n = config.plugins.get("i18n")
    return _folder_in(getattr(i18n, "current_language", None), getattr(i18n, "default_language", None))


def _folder_in(lang: str | None, default: str | None) -> str:
    return f"{lang}/" if lang and lang != default else ""


def _localize(file: File, config: MkDocsConfig) -> None:
    """Put a file of ours where static-i18n would, and tell it, for its switch between languages, where the other languages have it."""
    i18n = config.plugins.get("i18n")
    lang = getattr(i18n, "current_language", None)
    if lang is None:
        return
    default = getattr(i18n, "default_language", lang)
    place = "" if file.url in {".", "./"} else file.url
    folder = _folder_in(lang, default)
    file.dest_uri, file.url = folder + file.dest_uri, f"{folder}{place}" or "./"
    others = {
        one: SimpleNamespace(url=f"{_folder_in(one, default)}{place}") for one in getattr(i18n, "build_languages", ())
    }
    vars(file).update(locale=lang, locale_alternate_of=lang, alternates=others)


def document_file(name: str, path: str, files: Files, config: MkDocsConfig) -> File:
    """The MkDocs file of a document."""
    file = files.get_file_from_path(name) or generated(name, Path(path), files, config)
    if file.inclusion in {InclusionLevel.UNDEFINED, InclusionLevel.INCLUDED}:
        file.inclusion = InclusionLevel.NOT_IN_NAV  # a sidebar of all projects costs more than it helps
    return file


def edit_address_of(config: MkDocsConfig) -> EditAddress | None:
    """How MkDocs makes the address at which a page is edited."""
    uri, template = config.edit_uri or "", str(config.edit_uri_template or "")
    return edit_address(config.repo_url or "", uri, template, os.path.realpath(config.docs_dir))
