"""The site: MkDocs' configuration, or our plugin in the one that is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.writing.setup import contents
from prospectus.writing.setup.addition import append_item, append_key
from prospectus.writing.setup.step import AT_THE_END, Step, fine, lacking, new, text_of, under
from prospectus.writing.setup.yaml_tree import tree_of

if TYPE_CHECKING:
    from pathlib import Path

    from prospectus.ground.language import Text
    from prospectus.writing.setup.surroundings import Surroundings
    from prospectus.writing.setup.wishes import Wishes

_ZENSICAL: Text = {
    "en": "zensical.toml is there, and Zensical runs no plugins: `prospectus site docs/portfolio` writes the pages for it",
    "ko": "zensical.toml이 있습니다. Zensical은 플러그인을 쓰지 않으므로 `prospectus site docs/portfolio`로 페이지를 쓰세요",
}


def site_step(around: Surroundings, wishes: Wishes) -> Step:
    """The file of the site: a new one, or our plugin among those that are there."""
    path = around.first("mkdocs.yml", "mkdocs.yaml", "properdocs.yml")
    data = around.read(path)
    if data is None:
        zensical = around.folder / "zensical.toml"
        if zensical.exists():
            return fine(zensical, _ZENSICAL)
        return new(path, contents.site(wishes.site_name, wishes.wanted.lang))
    return _with_plugin(path, data)


def _with_plugin(path: Path, data: bytes) -> Step:
    """The configuration of a site that is there, with our plugin among its plugins."""
    text = text_of(data)
    tree = tree_of(text) if text is not None else None
    whole = "plugins:\n  - search\n  - prospectus\n"
    if text is None or tree is None:
        return lacking(path, data, None, whole, AT_THE_END)
    plugins = tree.root.at("plugins")
    if "prospectus" in _names(tree.plain(plugins)):
        return fine(path)
    if plugins is None:
        is_inherited = tree.root.at("INHERIT") is not None  # its plugins would be lost
        added = append_key(text, (), whole.splitlines(), "plugins: [search, prospectus]")
        return lacking(path, data, None if is_inherited or tree.root.has("plugins") else added, whole, AT_THE_END)
    if plugins.kind == "mapping":
        added = append_key(text, ("plugins",), ["prospectus: {}"], "prospectus: {}")
        return lacking(path, data, added, "  prospectus: {}\n", under("plugins"))
    added = append_item(text, ("plugins",), ["prospectus"], "prospectus")
    return lacking(path, data, added, "  - prospectus\n", under("plugins"))


def _names(plugins: object) -> list[str]:
    if isinstance(plugins, dict):
        return [*plugins]
    items = plugins if isinstance(plugins, list) else []
    return [str(next(iter(item), "")) if isinstance(item, dict) else str(item) for item in items]
