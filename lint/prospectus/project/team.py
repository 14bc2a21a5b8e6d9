"""The people of a project: those who work on it, and those whom it affects."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from prospectus.ground.pattern import Pattern
from prospectus.model.document import read_once

if TYPE_CHECKING:
    from prospectus.model.document import Document
    from prospectus.reading.front_matter.node import Node

_THINGS = Pattern(
    r"(?:systems?|services?|servers?|pipelines?|machines?|robots?|databases?|apis?|applications?)$"
    r"|(?:시스템|서비스|서버|설비|장비|로봇|데이터베이스)$",
    re.IGNORECASE,
)
"""How the name of a group ends that has no people in it."""

_TEAM = Pattern(
    r"\b(?:team|group|squad|guild|dept|department|division|tribe|chapter|unit|org|organi[sz]ation)s?\b"
    r"|(?:팀|본부|부서|그룹|파트|센터|사업부|(?:연구|개발|기획|전략|분석|데이터|운영|품질|경영|정보|전산|기술)실)$",
    re.IGNORECASE,
)
_CONTACT = Pattern(r"\S@\S")


@read_once
def roles(document: Document) -> frozenset[str]:
    """The roles that have a name beside them."""
    return frozenset(role for member in document.at("team").each() if (role := member.at("role").text()))


@read_once
def affected_people(document: Document) -> Node | None:
    """The first group of people who are affected; groups of machines are none."""
    for affected in document.at("constraints.affected").each():
        group = affected.at("group")
        name = group.stated()
        if name is not None and not _THINGS.search(name.strip()):
            return group
    return None


def is_team(name: str) -> bool:
    """Whether a name is a team's and no person or address stands beside it."""
    parts = [part.strip() for part in re.split(r"[,;/()<>]", name) if part.strip()]
    return not _CONTACT.search(name) and bool(parts) and all(_TEAM.search(part) for part in parts)
