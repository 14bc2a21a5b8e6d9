"""Holding back Python's garbage collector while a portfolio is read and judged.

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
