"""What a set-up is to have."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from prospectus.writing.setup.contents import Wanted


class Wishes(NamedTuple):
    """What a set-up is to have. ``renews`` replaces files of ours that are unedited though this version wrote them."""

    wanted: Wanted
    version: str
    documents: tuple[str, ...]
    site_name: str
    branch: str
    site: bool = True
    hooks: bool = True
    ci: str = "github"
    agents: bool = False
    renews: bool = False
