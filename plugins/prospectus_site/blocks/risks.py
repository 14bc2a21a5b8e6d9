"""The register of risks, the gravest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus_site.blocks.block import Block, Shown, small_table
from prospectus_site.marks.badges import chip
from prospectus_site.markup import html, written
from prospectus_site.tables.table import Column

if TYPE_CHECKING:
    from prospectus.ground.language import Text

    from prospectus_site.addresses.here import Here
    from prospectus_site.facts.project import Project, Risk
    from prospectus_site.markup import Markup
    from prospectus_site.portfolio.portfolio import Portfolio

_TITLE: Text = {"en": "Risks", "ko": "위험"}
_RISK: Text = {"en": "Risk", "ko": "위험"}
_WEIGHT: Text = {"en": "Likelihood \N{MULTIPLICATION SIGN} impact", "ko": "가능성 \N{MULTIPLICATION SIGN} 영향"}
_MITIGATION: Text = {"en": "Mitigation", "ko": "대응책"}
_OWNER: Text = {"en": "Owner", "ko": "담당"}
_HIGH: Text = {"en": "high", "ko": "높음"}
_KEY: Text = {"en": "{0} risks, {1} high", "ko": "위험 {0}건, 높음 {1}건"}
_KEY_ONE: Text = {"en": "1 risk, {1} high", "ko": "위험 1건, 높음 {1}건"}


def make(project: Project, portfolio: Portfolio, here: Here) -> Shown | None:
    """The risks as a table."""
    del portfolio
    if not project.risks:
        return None
    columns = (
        Column("risk", here.say(_RISK)),
        Column("weight", here.say(_WEIGHT), "number"),
        Column("mitigation", here.say(_MITIGATION)),
        Column("owner", here.say(_OWNER)),
    )
    rows = [
        (written(risk.text or risk.id), _weight(risk, here), written(risk.mitigation), written(risk.owner))
        for risk in sorted(project.risks, key=lambda risk: -risk.weight)
    ]
    count = len(rows)
    key = here.say(_KEY_ONE if count == 1 else _KEY).format(count, len(project.high_risks))
    return Shown(small_table(here.say(_TITLE), columns, rows), key)


def _weight(risk: Risk, here: Here) -> Markup:
    if not risk.weight:
        return html("")
    words = f"{risk.likelihood} \N{MULTIPLICATION SIGN} {risk.impact} = {risk.weight}"
    return html([words, " ", chip(here.say(_HIGH), "warn")]) if risk.is_high else html(words)


BLOCK = Block("risks", ("constraints",), _TITLE, ("risks",), make)
