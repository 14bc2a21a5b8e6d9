"""Holding back Python's garbage collector while a portfolio is read and judged, or its site built.

Documents live as long as the run: collecting would only walk them again and again, a third of the time of a large run.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def without_collecting() -> Iterator[None]:
    """Run a block without garbage collection; what was on before is on after."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@contextmanager
def collecting_seldom(allocations: int = 10_000) -> Iterator[None]:
    """Run a block in which the youngest objects are collected only after so many allocations (Python's own default: 700).

    For a long run that leaves cyclic garbage behind, which would pile up without any collection.
    """
    before = gc.get_threshold()
    gc.set_threshold(allocations, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
