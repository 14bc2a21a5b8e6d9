"""From which probability on it pays to act, by what the errors cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.numbers import positive

if TYPE_CHECKING:
    from prospectus.reading.front_matter.node import Node


def cost_optimal_thresholds(errors: Node) -> tuple[float, float] | None:
    """Between which probabilities it begins to pay to act, by ``constraints.errors``; None where a cost is not stated.

    With right decisions free, acting pays from ``fp / (fp + fn)`` on (Elkan, The Foundations of Cost-Sensitive Learning, IJCAI
    2001, equation 2). Where the action costs the same for a true positive (a coupon), it pays from ``fp / fn`` on; and where it
    works for a share of them alone (``save_rate``), ``fn`` counts by that share.
    """
    kinds = [errors.at(kind) for kind in ("fp", "fn")]
    wrong, missed = (positive(error.at("cost")) for error in kinds)
    currencies = {currency for error in kinds if (currency := error.at("currency").text())}
    share = errors.at("save_rate")
    rate = positive(share) if share.is_present else 1.0
    if wrong is None or missed is None or rate is None or len(currencies) > 1:
        return None
    saved = missed * min(rate, 1.0)
    found = [least for lost in (missed, saved) for least in (wrong / (wrong + lost), wrong / lost)]
    return min(found), min(1.0, max(found))
