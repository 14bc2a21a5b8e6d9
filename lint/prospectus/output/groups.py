"""What stands in the text of a report: diagnostics, those of one kind and one reason as one where they are many.

A document that jumps stages lacks much at once, and all of it for one reason: that is told once. It must not bury the one wrong
number either, and it would, for missing facts all stand at the first line, each with its YAML. So of a document with any such group
what is written and wrong comes first, in the order of the text, then what is not written yet: one by one, then the groups,
errors first, and what an earlier stage asks first. All other documents are told in the order of their text. Counts, exit codes and the formats for programs know no groups.
"""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from prospectus.model.diagnostic import Diagnostic


def shown(diagnostics: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The diagnostics of a report as its text shows them."""
    for _, of_document in groupby(diagnostics, key=lambda diagnostic: diagnostic.path):
        kinds: dict[object, list[Diagnostic]] = {}
        for number, diagnostic in enumerate(of_document):
            kinds.setdefault(number if diagnostic.group is None else _kind(diagnostic), []).append(diagnostic)
        single: list[Diagnostic] = []
        together: list[Diagnostic] = []
        for alike in kinds.values():
            group = alike[0].group
            if group is None or len(alike) < group.least:
                single.extend(alike)
            else:
                together.append(_joined(sorted(alike, key=_rank), group.message, group.help))
        yield from sorted(single, key=lambda found: (bool(together) and found.group is not None, found.order()))
        yield from sorted(together, key=lambda found: (-found.severity, bool(found.place.section), _rank(found)))


def _rank(diagnostic: Diagnostic) -> int:
    return diagnostic.group.rank if diagnostic.group is not None else 0


def _kind(diagnostic: Diagnostic) -> object:
    """What diagnostics must have in common to be shown as one: what is said, how it weighs, and why."""
    return diagnostic.group and diagnostic.group.message, diagnostic.severity, diagnostic.related


def _joined(alike: Sequence[Diagnostic], message: str, helps: str | None) -> Diagnostic:
    """Several diagnostics as one, at the place of the first; where some have another code, it stands beside them."""
    (code, name), _ = Counter((diagnostic.code, diagnostic.name) for diagnostic in alike).most_common(1)[0]
    items = ", ".join(
        f"{diagnostic.group.item} ({diagnostic.code})" if diagnostic.code != code else diagnostic.group.item
        for diagnostic in alike
        if diagnostic.group is not None
    )
    return alike[0]._replace(
        code=code,
        name=name,
        message=message.format(count=len(alike), items=items),
        help=helps,
        fix=None,
        snippet="\n".join(diagnostic.snippet for diagnostic in alike if diagnostic.snippet),
    )
