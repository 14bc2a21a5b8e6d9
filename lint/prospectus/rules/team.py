"""TEA: the roles that the project needs have names beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.severity import Severity
from prospectus.model.rule import Context, Finding, document_rule, label
from prospectus.project.people import outsiders
from prospectus.project.team import (
    CORE_ROLES,
    SERVERS,
    SERVING_ROLES,
    labelled_by_vendor,
    planned_conversion,
    roles,
)
from prospectus.rules import schema_findings
from prospectus.rules.wording import SHOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.model.document import Document


@document_rule("TEA01", "core-role-unassigned", Severity.WARNING, since="design", asks=True, yields_to=("STR03",))
def role_unassigned(document: Document, _context: Context) -> Iterator[Finding]:
    """Nobody is modeler, data curator or model quality manager."""
    team = document.at("team")
    if not team.is_present:
        is_due = bool(document.violations.get("TEA01"))
        since = "action" if is_due else "design"
        related = schema_findings.required_from(document, since)
        yield Finding(team, "no-team", {"roles": ", ".join(CORE_ROLES)}, related, Severity.ERROR if is_due else None)
        return
    if not isinstance(team.value, list):
        return
    held = roles(document)
    lacking = [role for role in CORE_ROLES if role not in held]
    if "data-curator" in lacking and labelled_by_vendor(document):
        lacking.remove("data-curator")  # TEA02 says why this one is needed
    if lacking:
        told = tuple(entry.at("role") for entry in team.each())  # one that is misspelt may be the one that lacks
        yield Finding(team, "default", {"roles": ", ".join(lacking)}, about=told)


@document_rule("TEA02", "vendor-without-curator", Severity.WARNING, since="design", asks=True)
def vendor_without_curator(document: Document, _context: Context) -> Iterator[Finding]:
    """A vendor labels the data, and no data curator guides it."""
    team, by = document.at("team"), labelled_by_vendor(document)
    if by is not None and isinstance(team.value, list) and "data-curator" not in roles(document):
        dataset = by.parent.parent.at("id")
        yield Finding(team, "default", {"dataset": dataset}, (label(by, "vendor"),))


@document_rule("TEA03", "serving-role-unassigned", Severity.WARNING, since="prototype", asks=True)
def serving_role_unassigned(document: Document, _context: Context) -> Iterator[Finding]:
    """Nobody has the role that the serving place, or the planned conversion, needs."""
    team, place = document.at("team"), document.at("requirements.serving.place")
    if not team.count() or not isinstance(team.value, list):
        return
    held = roles(document)
    where = place.text()
    if where in SERVING_ROLES and not SERVING_ROLES[where] & held:
        yield Finding(team, "server" if where in SERVERS else where, {"place": place}, (label(place, "place"),))
    plan = planned_conversion(document)
    if plan is not None and "model-engineer" not in held:
        yield Finding(team, "conversion", {"plan": plan}, (label(plan, "conversion"),))


@document_rule(
    "TEA04",
    "owner-not-in-team",
    Severity.INFO,
    since="design",
    asks=True,
    yields_to=("TEA01", "TEA02", "TEA03"),  # an incomplete team is told once
)
def owner_not_in_team(document: Document, _context: Context) -> Iterator[Finding]:
    """Somebody owns an alert or a risk, and the team does not list them."""
    for person, places in outsiders(document).items():
        team = document.at("team")
        related = (*(label(place, "also") for place in places[1:SHOWN]), label(team, "team"))
        yield Finding(places[0], "default", {"person": person}, related, about=(places[0], team))


RULES = (role_unassigned, vendor_without_curator, serving_role_unassigned, owner_not_in_team)
