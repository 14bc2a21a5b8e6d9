"""TEA: the roles that the project needs have names beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.numbers import positive
from prospectus.ground.severity import Severity
from prospectus.model.rule import Context, Finding, document_rule, label
from prospectus.project.datasets import datasets
from prospectus.project.models import models
from prospectus.project.people import outsiders
from prospectus.project.team import roles
from prospectus.rules import schema_findings
from prospectus.rules.wording import SHOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.model.document import Document
    from prospectus.reading.front_matter.node import Node

CORE_ROLES = ("modeler", "data-curator", "model-quality-manager")
"""The three roles without which nobody answers for the model, its data and its quality (lecture diagram 3)."""

SERVERS = frozenset({"on-prem-cpu", "on-prem-gpu", "cloud-cpu", "cloud-gpu"})

CALLERS = {
    "edge-device": frozenset({"model-engineer", "app-developer", "backend-engineer"}),
    "vendor-api": frozenset({"backend-engineer", "app-developer", "tool-developer"}),
}
"""Places where no server of one's own runs the model, and the roles of which one builds it in."""


def _vendor(document: Document) -> Node | None:
    """The first data set that a vendor labels."""
    for dataset in datasets(document):
        by = dataset.at("annotation.by")
        if by.value == "vendor":
            return by
    return None


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
    if "data-curator" in lacking and _vendor(document):
        lacking.remove("data-curator")  # TEA02 says why this one is needed
    if lacking:
        told = tuple(entry.at("role") for entry in team.each())  # one that is misspelt may be the one that lacks
        yield Finding(team, "default", {"roles": ", ".join(lacking)}, about=told)


@document_rule("TEA02", "vendor-without-curator", Severity.WARNING, since="design", asks=True)
def vendor_without_curator(document: Document, _context: Context) -> Iterator[Finding]:
    """A vendor labels the data, and no data curator guides it."""
    team, by = document.at("team"), _vendor(document)
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
    facts = {"place": place}
    if where == "mobile" and "app-developer" not in held:
        yield Finding(team, "mobile", facts, (label(place, "place"),))
    elif where in CALLERS and not CALLERS[where] & held:
        yield Finding(team, where, facts, (label(place, "place"),))
    elif where in SERVERS and "backend-engineer" not in held:
        yield Finding(team, "server", facts, (label(place, "place"),))
    plan = next((plan for model in models(document) if (plan := _conversion(model))), None)
    if plan is not None and "model-engineer" not in held:
        yield Finding(team, "conversion", {"plan": plan}, (label(plan, "conversion"),))


def _conversion(model: Node) -> Node | None:
    """The fact that says that a model will be converted or made smaller."""
    conversion, planned = model.at("conversion"), model.at("planned_memory_gb")
    if conversion.stated():
        return conversion
    return planned if (positive(planned) or 0) < (positive(model.at("memory_gb")) or 0) and positive(planned) else None


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
