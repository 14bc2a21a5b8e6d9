"""What stands in the text of a report: diagnostics, those of one kind as one where they are many.

A document that jumps stages lacks much at once, and all of it for one reason: that is told once, by name and with the stages that
asked, and without the YAML of each, which ``prospectus next`` shows. It must not bury the one wrong number either, and it would, for
missing facts all stand at the first line. So of a document with any such group errors come first, and of those what is written and
wrong, in the order of the text, before what is not written yet: one by one, then the groups. All other documents are told in the order
of their text, at one line errors first. Counts, exit codes and the formats for programs know no groups.
"""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from prospectus.model.diagnostic import LAST

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from prospectus.model.diagnostic import Diagnostic, Group, Label


def shown(diagnostics: Iterable[Diagnostic]) -> Iterator[tuple[Diagnostic, int]]:
    """The diagnostics of a report as its text shows them, each with how many it stands for."""
    for _, of_document in groupby(diagnostics, key=lambda diagnostic: diagnostic.path):
        kinds: dict[object, list[Diagnostic]] = {}
        for number, diagnostic in enumerate(of_document):
            kinds.setdefault(number if diagnostic.group is None else _kind(diagnostic), []).append(diagnostic)
        single: list[Diagnostic] = []
        together: list[tuple[Diagnostic, int]] = []
        for alike in kinds.values():
            group = alike[0].group
            if group is None or len(alike) < group.least:
                single.extend(alike)
            else:
                together.append((_joined(sorted(alike, key=_rank), group), len(alike)))
        told = [*((diagnostic, 1) for diagnostic in single), *together]
        yield from sorted(told, key=lambda pair: (*_weight(pair, is_lacking=bool(together)), *_order(pair[0])))


def _weight(told: tuple[Diagnostic, int], *, is_lacking: bool) -> tuple[object, ...]:
    """What comes first in a document that lacks much: errors, and among those alike what is written before what is not."""
    diagnostic, count = told
    if not is_lacking:
        return ()
    is_group = count > 1
    return -diagnostic.severity, diagnostic.group is not None, is_group, is_group and bool(diagnostic.place.section)


def _order(diagnostic: Diagnostic) -> tuple[object, ...]:
    """Where a reader meets it, and at one line what is worse first."""
    return diagnostic.start.line, -diagnostic.severity, diagnostic.order()


def _rank(diagnostic: Diagnostic) -> int:
    return diagnostic.group.rank if diagnostic.group is not None else 0


def _kind(diagnostic: Diagnostic) -> object:
    """What diagnostics must have in common to be shown as one: what is said, how it weighs, and what asks for it beside the stage."""
    others = tuple(label for label in diagnostic.related if not _tells_stage(label) and not label.place.is_comment)
    return diagnostic.group and diagnostic.group.message, diagnostic.severity, others, _stage_of(diagnostic) is None


def _tells_stage(label: Label) -> bool:
    return label.place.fact == ("stage",)


def _stage_of(diagnostic: Diagnostic) -> Label | None:
    """The label that tells from which stage on something is due; None of what every document needs."""
    return next((label for label in diagnostic.related if _tells_stage(label)), None)


def _joined(alike: Sequence[Diagnostic], group: Group) -> Diagnostic:
    """Several diagnostics as one, at the place of the first; where some have another code, it stands beside them."""
    (code, name), _ = Counter((diagnostic.code, diagnostic.name) for diagnostic in alike).most_common(1)[0]
    asked: dict[Label | None, list[Diagnostic]] = {}
    for diagnostic in alike:
        asked.setdefault(_stage_of(diagnostic), []).append(diagnostic)
    stages = tuple(
        label._replace(message=f"{label.message}: {_items(of_stage, code) or len(of_stage)}")
        for label, of_stage in sorted(asked.items(), key=lambda pair: _last_rank(pair[1]))
        if label is not None
    )
    others = tuple(label for label in alike[0].related if not _tells_stage(label) and not label.place.is_comment)
    helps = next((entry.group.help for entry in alike if entry.group is not None and entry.group.help), None)
    message, items = group.message.format(count=len(alike)), _items(alike, code)
    return alike[0]._replace(
        code=code,
        name=name,
        message=f"{message}: {items}" if items and not stages else message,
        related=(*stages, *others),
        help=f"{helps}{group.late}" if helps and len(stages) > 1 else helps,
        fix=None,
        snippet=None if items and stages else "\n".join(entry.snippet for entry in alike if entry.snippet) or None,
    )


def _last_rank(alike: Sequence[Diagnostic]) -> int:
    """By which the stages stand in their order: what a later one asks for stands later in the contract, with few exceptions."""
    return max((rank for entry in alike if (rank := _rank(entry)) < LAST), default=LAST)


def _items(alike: Iterable[Diagnostic], code: str) -> str:
    """What diagnostics are about, by name; empty where they have none."""
    return ", ".join(
        f"{entry.group.item} ({entry.code})" if entry.code != code else entry.group.item
        for entry in alike
        if entry.group is not None and entry.group.item
    )
