"""All blocks, in the order of the lifecycle; of one section, in the order in which they stand there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus_site.blocks import (
    constraints,
    data,
    deployment,
    evaluation,
    follow_ups,
    metrics,
    models,
    monitoring,
    requirements,
    risks,
    team,
)

if TYPE_CHECKING:
    from prospectus_site.blocks.block import Block

BLOCKS: tuple[Block, ...] = (
    constraints.BLOCK,
    risks.BLOCK,
    metrics.BLOCK,
    data.BLOCK,
    models.BLOCK,
    evaluation.BLOCK,
    requirements.BLOCK,
    team.BLOCK,
    deployment.BLOCK,
    monitoring.BLOCK,
    follow_ups.BLOCK,
)
