"""Who is named in a document, and whether that is somebody of its team.

A name is written in many ways: with an address, a title or the first name alone. What may be a group, a role or an alias is not
judged; nobody can tell who stands behind it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from prospectus.ground.pattern import Pattern
from prospectus.ground.placeholder import states_nothing
from prospectus.project.team import is_team

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.model.document import Document
    from prospectus.reading.front_matter.node import Node

_ADDRESS = Pattern(r"[<(\[]?(?<![\w.+-])([\w.+-]{1,64})@[\w.-]{1,99}[>)\]]?")
_ASIDE = Pattern(r"\([^()]*\)|\[[^\[\]]*\]|<[^<>]*>")
_APART = Pattern(r"[,;/&+·]|\band\b|\bor\b| 및 |와 |과 ")
_TITLES = Pattern(
    r"\b(?:dr|prof|mr|mrs|ms|mx|ing|phd|msc|md)\b\.?"
    r"|(?<=[가-힣])\s?(?:님|씨|선생님|박사|교수|팀장|매니저|책임|선임|수석|전임|과장|차장|부장|대리|사원|주임|프로|파트장|실장|본부장|이사|상무|연구원|담당)$",
    re.IGNORECASE,
)
_LATIN_NAME = Pattern(
    r"[A-Z][a-zà-öø-ÿ'\u2019]+(?:-[A-Z][a-z]+)?(?: [A-Z]\.?| (?:van|von|de|der|den|da|di|la|le|bin|al|el))*(?: [A-Z][A-Za-zà-öø-ÿ'\u2019-]+){1,2}"
)
_KOREAN_NAME = Pattern(
    r"(?:[김이박최정강조윤장임한오서신권황안송류유홍전고문양손배백허남심노하곽성차주우구나민진지엄채원천방공현함변염여추도소석선설마길연위표명기반라왕금옥육인맹제모탁국어은편용]"
    r"|남궁|황보|제갈|선우|사공)[가-힣]{2}"
)
_NO_NAME = Pattern(
    r"\b(?:ops|operations?|support|care|desk|on-?call|duty|engineers?|engineering|reliability|security|privacy|marketing|sales|finance|legal|products?"
    r"|data|science|scientists?|analytics?|analysts?|ml|ai|qa|sre|devops|mlops|it|hr|crm|quality|office|officers?|board|committee|council|owners?|leads?"
    r"|managers?|management|heads?|directors?|vendors?|suppliers?|partners?|planners?|modelers?|curators?|reviewers?|experts?|developers?|stewards?"
    r"|everybody|everyone|all|nobody|tbd|platform|infra\w*|services?|systems?|customers?|clinic\w*|lab|research|design|business|retail|risk|compliance"
    r"|model|human|resources|logistics|store|stores|shop|shops|plant|supply|chain|fresh|food|network|payments?|fraud|search|growth|core|central|global)\b"
    r"|(?:팀|실|부|과|처|회|국|단|반|조|자|사|소|진|센터|본부|그룹|파트|심사원|심사역|연구원|조사원|경비원|전문가)$",
    re.IGNORECASE,
)
"""Words of which a name of a group, a role or a shift is made."""


def outsiders(document: Document) -> dict[str, list[Node]]:
    """The people who own an alert or a risk and are not in the team, each with the places; empty where the team cannot be known.

    The owner of the document counts as one of the team, and so does who is named as a contact.
    """
    members = [*document.at("team").each(), document.at()]
    listed = {name for member in members for key in ("name", "owner") if (name := member.at(key).text())}
    owners = [owner for owner in _owners(document) if owner.text() not in listed]
    if not owners:
        return {}
    names = [name for member in members for key in ("name", "owner", "contact") if (name := member.at(key).text())]
    known = [_tokens(part) for name in names for part in _people(name)]
    if not document.at("team").count() or not known or any(map(_is_unknown, _member_names(document))):
        return {}
    found: dict[str, list[Node]] = {}
    for owner in owners:
        for person in _people(owner.text() or ""):
            if _is_person(person) and not any(_same(_tokens(person), one) for one in known):
                found.setdefault(person, []).append(owner)
    return found


def _is_unknown(member: str) -> bool:
    """Whether nobody can tell who is meant: a group, or somebody still to be found."""
    return _is_group(member) or states_nothing(member)


def _member_names(document: Document) -> Iterator[str]:
    return (name for member in document.at("team").each() if (name := member.at("name").text()))


def _owners(document: Document) -> Iterator[Node]:
    """The places that name who acts on an alert, watches a risk or follows something up."""
    for listed in ("metrics", "monitoring.metrics", "risks", "follow_ups"):
        for item in document.at(listed).each():
            if item.at("owner").text():
                yield item.at("owner")


def _people(name: str) -> list[str]:
    """The names in a text, each without its address and its title."""
    bare = _ASIDE.sub(" ", _ADDRESS.sub(" ", name))
    parts = [" ".join(_TITLES.sub(" ", part).split()) for part in _APART.split(bare)]
    alone = [part for part in parts if part]
    return alone or [match[1] for match in _ADDRESS.finditer(name)]


def _tokens(name: str) -> frozenset[str]:
    return frozenset(token for token in re.split(r"[\s.\-_]+", name.casefold()) if token)


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two names may be of one person: they share a part, or one is a Korean name without its first syllable."""
    if any(len(token) > 1 for token in one & other):
        return True
    return any(
        a.endswith(b) or b.endswith(a) for a in one for b in other if min(len(a), len(b)) > 1 and "가" <= a[0] <= "힣"
    )


def _is_person(name: str) -> bool:
    """Whether a text is surely the name of a person."""
    if _NO_NAME.search(name) or is_team(name):
        return False
    return (_LATIN_NAME.fullmatch(name) or _KOREAN_NAME.fullmatch(name)) is not None


def _is_group(name: str) -> bool:
    """Whether a member of the team may stand for several people."""
    return is_team(name) or all(map(_NO_NAME.search, _people(name)))
