"""Work on many documents by all processors.

Documents are independent up to the rules across them, and what is known of a checked document is plain data: so each worker
process reads and checks its share, and sends back what it found.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Hashable
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from prospectus.ground.garbage import rare_collections

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing.process import BaseProcess

Item = TypeVar("Item")
Key = TypeVar("Key", bound=Hashable)
Result = TypeVar("Result")

FEWEST = 64
"""Below so many documents, one process is done before a second has started."""

SHARE = 16
"""How many documents a worker takes at a time: few enough that all end together, many enough that sending costs little."""

MOST = 16
"""More workers than this only wait for the one who collects."""

_work: Callable[[Any], Any]
"""The function of this worker process, set when it starts."""


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def mapped(work: Callable[[Item], Result], items: Sequence[Item], jobs: int | None = None) -> Iterator[Result]:
    """The results of a picklable function for all items, in order, by up to ``jobs`` processes; all processors if None."""
    count = min(processors() if jobs is None else jobs, MOST, -(-len(items) // SHARE))
    if jobs is None and (len(items) < FEWEST or _has_threads()):
        count = 1  # a fork of a program with threads may hang
    with rare_collections():
        if count <= 1:
            yield from map(work, items)
            return
        yield work(items[0])  # what this imports, compiles and reads, every fork has already
        from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor  # noqa: PLC0415 - 15 ms, for many
        from multiprocessing import get_context  # noqa: PLC0415

        # A fork is quick, and safe, for there are no threads.
        context = get_context("fork" if sys.platform == "linux" else "spawn")
        done = 1
        with ProcessPoolExecutor(count, context, _start, (work,)) as pool:
            try:
                for result in pool.map(_next, items[1:], chunksize=SHARE):
                    yield result
                    done += 1
            except BrokenProcessPool:  # somebody killed a worker, most likely for its memory: go on alone
                pass
        yield from map(work, items[done:])


class InBackground(Generic[Key, Result]):
    """The results of a function for some keys, made by other processes while this one does something else.

    What they have not made, for there are none, somebody has killed them or the function raised, is made here when it is asked for.
    The function is not sent to them, for each is a fork of this process; its results are.
    """

    def __init__(self, work: Callable[[Key], Result], keys: Sequence[Key], jobs: int | None = None) -> None:
        self._work = work
        self._places: dict[Key, tuple[Future[list[Result]], int]] = {}
        self._pool: ProcessPoolExecutor | None = None
        count = min(processors() - 1 if jobs is None else jobs, MOST)
        if sys.platform != "linux" or count < 1 or len(keys) < FEWEST or _has_threads():
            return
        from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - as in mapped
        from multiprocessing import get_context  # noqa: PLC0415 - as in mapped

        self._pool = ProcessPoolExecutor(count, get_context("fork"), _start, (work,))
        for first in range(0, len(keys), SHARE):
            share = keys[first : first + SHARE]
            made = self._pool.submit(_each, share)
            self._places |= {key: (made, place) for place, key in enumerate(share)}

    def __call__(self, key: Key) -> Result:
        """The result for a key; waits for it where another process is at it."""
        if key not in self._places:
            return self._work(key)
        made, place = self._places.pop(key)
        try:
            return made.result()[place]
        except Exception:  # noqa: BLE001 - a worker was killed, or one of its share raised: here it is raised of that one alone
            return self._work(key)

    def close(self) -> None:
        """Let go of the other processes; what is asked for afterwards is made here."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool, self._places = None, {}


def _has_threads() -> bool:
    threading = sys.modules.get("threading")
    return threading is not None and threading.active_count() > 1


def _start(work: Callable[[Any], Any]) -> None:
    global _work  # noqa: PLW0603 - what the workers of a pool are given is global to each
    _work = work
    from multiprocessing import parent_process  # noqa: PLC0415 - as in mapped
    from threading import Thread  # noqa: PLC0415 - as in mapped

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one who collects is interrupted, too, and ends its workers
    parent = parent_process()
    if parent is not None:
        Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: BaseProcess) -> None:
    """End this worker when the one who collects is gone; it would wait for work for ever."""
    parent.join()
    os._exit(1)


def _each(items: Sequence[Any]) -> list[Any]:
    return [_work(item) for item in items]


def _next(item: Any) -> Any:  # noqa: ANN401 - whatever the work takes and gives
    return _work(item)
