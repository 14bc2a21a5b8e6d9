"""Rare garbage collection while documents are read and judged, or their site is built.

What was imported lives as long as the program, and a document is let go as soon as it is checked; Python's collector would
walk all of it again and again, a third of the time of a large run.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

RARELY = (1_000_000, 20, 1000)
"""After how many new objects the collector looks at the young ones: a checked document leaves hardly any behind."""


@contextmanager
def rare_collections() -> Iterator[None]:
    """Run a block with rare collections that leave alone what was there before; afterwards all is as it was."""
    before = gc.get_threshold()
    if not gc.isenabled() or before == RARELY:
        yield
        return
    gc.freeze()
    gc.set_threshold(*RARELY)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
