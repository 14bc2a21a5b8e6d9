"""The team: who does what. Contacts are names and channels; mail addresses stay out of public pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus_site.blocks.block import Block, Shown, rows_html
from prospectus_site.marks.terms import ROLES, term
from prospectus_site.markup import html, joined, tag, written

if TYPE_CHECKING:
    from prospectus.ground.language import Text

    from prospectus_site.addresses.here import Here
    from prospectus_site.facts.project import Member, Project
    from prospectus_site.markup import Markup
    from prospectus_site.portfolio.portfolio import Portfolio

_TITLE: Text = {"en": "Team", "ko": "팀"}
_KEY: Text = {"en": "{0} people, {1} roles", "ko": "{0}명, 역할 {1}개"}
_KEY_ONE: Text = {"en": "1 person", "ko": "1명"}


def make(project: Project, portfolio: Portfolio, here: Here) -> Shown | None:
    """The members by their roles."""
    del portfolio
    roles: dict[str, list[Member]] = {}
    for member in project.team:
        if member.role or member.name:
            roles.setdefault(member.role, []).append(member)
    if not roles:
        return None
    rows = [(term(ROLES, role, here.lang), joined(map(_member, members), ", ")) for role, members in roles.items()]
    people = {member.name for member in project.team if member.name}
    key = here.say(_KEY_ONE if len(people) == 1 else _KEY).format(len(people), len(roles))
    return Shown(rows_html(rows), key)


def _member(member: Member) -> Markup:
    contact = "" if "@" in member.contact.lstrip("@") else member.contact
    return html([written(member.name), " " if contact else "", tag("small", written(contact)) if contact else ""])


BLOCK = Block("team", ("team",), _TITLE, ("team",), make)
