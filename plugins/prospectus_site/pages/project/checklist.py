"""What a project still lacks for its next stage, as a list to be worked off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus_site.marks.words import message
from prospectus_site.markup import EMPTY, html, tag

if TYPE_CHECKING:
    from prospectus.ground.language import Text

    from prospectus_site.addresses.here import Here
    from prospectus_site.facts.project import Ahead, Lack, Project
    from prospectus_site.markup import Markup

_KINDS: dict[str, Text] = {
    "section": {"en": "Sections", "ko": "절"},
    "fact": {"en": "Facts", "ko": "사실 정보"},
    "check": {"en": "Checks", "ko": "점검"},
}
_NEEDS: Text = {"en": "{1} things to do before {0}", "ko": "{0} 단계까지 남은 일 {1}가지"}
_NEEDS_ONE: Text = {"en": "1 thing to do before {0}", "ko": "{0} 단계까지 남은 일 1가지"}
_READY: Text = {"en": "Ready for {0}", "ko": "{0} 단계로 갈 준비가 됨"}


def checklist(project: Project, here: Here) -> Markup:
    """The number of things that the next stage needs, and the things; empty where no stage follows."""
    ahead = project.ahead
    if ahead is None:
        return EMPTY
    title, count = here.say(ahead.title), len(ahead.lacks)
    if not count:
        return tag("p", here.say(_READY).format(title), class_="prospectus-next")
    said = here.say(_NEEDS_ONE if count == 1 else _NEEDS).format(title, count)
    return tag("details", tag("summary", said), lacks(ahead, here), class_="prospectus-next")


def lacks(ahead: Ahead, here: Here) -> Markup:
    """What the next stage needs, by sections, facts and checks."""
    parts = []
    for kind, title in _KINDS.items():
        entries = [tag("li", _lack(lack, here)) for lack in ahead.lacks if lack.kind == kind]
        if entries:
            parts.append(html([tag("p", here.say(title)), tag("ul", entries)]))
    return html(parts)


def _lack(lack: Lack, here: Here) -> Markup:
    name = html([" ", tag("code", lack.id)]) if lack.kind == "fact" else EMPTY
    what = html([" ", tag("small", message(lack.what))]) if lack.what else EMPTY
    return html([tag("strong", lack.title), name, " ", here.rule(lack.code), what])
