"""``prospectus lint --watch``: the findings as they are now, shown again whenever a document is saved."""

from __future__ import annotations

import os
import shutil
import sys
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from prospectus.cli import streams
from prospectus.cli.codes import check_codes
from prospectus.cli.day import clock
from prospectus.cli.lint.files import nothing_checked
from prospectus.cli.lint.outcome import options_of, outcome_of
from prospectus.cli.lint.run import configured, format_of
from prospectus.cli.lint.summary import summary
from prospectus.cli.named import named_files
from prospectus.cli.progress import progress
from prospectus.cli.run import fail
from prospectus.engine.session import Road, Session
from prospectus.engine.workspace import Workspace
from prospectus.ground.language import ToldError, filled, say
from prospectus.ground.pattern import Pattern
from prospectus.ground.terminal import plain
from prospectus.output import JSON_FORMATS, XML_FORMATS
from prospectus.output.internal import internal_error
from prospectus.output.text import width

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from datetime import date

    from prospectus.cli.lint.request import Request
    from prospectus.cli.run import Run
    from prospectus.config import Config
    from prospectus.ground.language import Text

LIBRARY = "watchfiles"
STEP = 100
"""In milliseconds: changes that come so soon after each other are one."""

LONGEST = 500
"""In milliseconds: so long a change is put off at most while others follow."""

PAUSE = 1000
"""In milliseconds: so often the configuration is looked at, and the day, which no event tells of."""

_COLOR = Pattern("\x1b\\[[0-9;]{1,8}m")
_TOP = "\x1b[2J\x1b[H"

_NEEDS_EXTRA: Text = {
    "en": "`prospectus lint --watch` needs an extra: pip install 'prospectus[watch]'",
    "ko": "`prospectus lint --watch`에는 추가 설치가 필요합니다: pip install 'prospectus[watch]'",
}
_CHECKED_AT: Text = {"en": "checked at {0}; Ctrl-C ends", "ko": "{0}에 검사함. Ctrl-C로 끝냅니다"}
_TROUBLE: Text = {"en": "error: {0}", "ko": "오류: {0}"}
_CUT: Text = {"en": "… and {0} more lines", "ko": "… 그 밖에 {0}줄"}


class Screen(NamedTuple):
    """What is shown at one time: the findings, and the lines about them."""

    findings: str
    notes: tuple[str, ...]


def watch(run: Run, request: Request) -> int:
    """Show the findings now and after each change, until somebody ends it; gives 0."""
    if find_spec(LIBRARY) is None:
        fail(_NEEDS_EXTRA)
    is_screen = sys.stdout is not None and sys.stdout.isatty()
    try:
        config = configured(run, request)
        named_files(request.paths, config)  # exits with 2 on a path that is not there
        request = request._replace(format_=format_of(run, request, config))  # which is told once
        with progress(run.lang) as told:
            session = Session(road(run, request, told))
        if session.trouble is not None:
            raise session.trouble
        if session.workspace is not None and not session.workspace.asked_for and session.config is not None:
            fail(*nothing_checked(request, session.config))
        for screen in screens(session, run, request, changes(session)):
            _show(screen, run.lang) if is_screen else _print(screen, request)
    except KeyboardInterrupt:
        streams.flush()
    return 0


def road(run: Run, request: Request, told: Callable[[int, int], object] | None = None) -> Road:
    """How a watching session comes to its workspace: as ``lint`` does, by the same options."""
    first = [(request.jobs, told)]

    def opened(config: Config, today: date) -> Workspace:
        check_codes(config)
        # Later there is a thread that listens, and a fork of it might hang; and a bar would spoil the screen.
        jobs, bar = first.pop() if first else (request.jobs or 1, None)
        return Workspace(config, today=today, uses_cache=not request.no_cache, jobs=jobs, told=bar)

    def only(config: Config) -> list[Path] | None:
        there = tuple(path for path in request.paths if os.path.lexists(path))  # one may go, and come again
        return named_files(there, config) if request.paths else None

    return Road(
        lambda: configured(run, request),
        lambda: clock(request.today),
        opened,
        only,
    )


def screens(
    session: Session,
    run: Run,
    request: Request,
    batches: Iterable[Collection[Path]],
    now: Callable[[], datetime] = lambda: datetime.now(tz=UTC).astimezone(),
) -> Iterator[Screen]:
    """What is shown at first, and after each batch of files at which something happened, where that changes anything."""
    yield _screen(session, run, request, now())
    for batch in batches:
        if session.update(batch):
            yield _screen(session, run, request, now())


def _screen(session: Session, run: Run, request: Request, now: datetime) -> Screen:
    at = say(filled(_CHECKED_AT, now.strftime("%H:%M:%S")), run.lang)
    if session.workspace is None or session.config is None:
        trouble = session.trouble.text if session.trouble is not None else {"en": "", "ko": ""}
        return Screen("", (say(_TROUBLE, run.lang).format(say(trouble, run.lang)), at))
    options = options_of(run, request, session.config, request.format_ or "text")
    try:
        report = session.workspace.report(run.lang)
    except ToldError as error:  # of a baseline that is broken for the moment
        return Screen("", (say(_TROUBLE, run.lang).format(say(error.text, run.lang)), at))
    outcome = outcome_of(session.workspace, report, options, 0)
    faults = (internal_error(*fault, run.lang) for fault in outcome.internal_errors)
    return Screen(outcome.text, (*faults, summary(outcome, run.lang), at))


def changes(session: Session) -> Iterator[Collection[Path]]:
    """The files at which something happens, in batches; an empty one at times."""
    from watchfiles import watch as events  # noqa: PLC0415 - the extra

    while True:
        folders = session.folders()
        heard = events(
            *folders,
            watch_filter=lambda _change, path: session.is_of_interest(Path(path)),
            debounce=LONGEST,
            step=STEP,
            rust_timeout=PAUSE,
            yield_on_timeout=True,
            ignore_permission_denied=True,
        )
        # What was written before somebody listened is looked for once.
        missed = {session.root, *session.paths}
        for batch in heard:
            yield {Path(path) for _, path in batch} | missed
            missed = set()
            if session.folders() != folders:
                break


def _show(screen: Screen, lang: str) -> None:
    """Draw a screen in place of the last one, as much of it as a terminal shows without scrolling."""
    size = shutil.get_terminal_size()
    notes = [plain(line) for note in screen.notes for line in note.split("\n")]
    left = size.lines - sum(_rows(line, size.columns) for line in notes) - 2
    text = fitted(screen.findings.rstrip("\n"), left, size.columns, lang)
    streams.put(_TOP + "\n".join([*([text, ""] if text else []), *notes]) + "\n")
    streams.flush()


def fitted(text: str, rows: int, columns: int, lang: str) -> str:
    """As many lines of a text from its top as fit, and how many more there are."""
    lines = text.split("\n")
    used = 0
    for number, line in enumerate(lines):
        used += _rows(line, columns)
        if used > rows - (number + 1 < len(lines)):
            return "\n".join([*lines[:number], say(filled(_CUT, len(lines) - number), lang)])
    return text


def _rows(line: str, columns: int) -> int:
    return max(1, -(-width(_COLOR.sub("", line)) // max(columns, 1)))


def _print(screen: Screen, request: Request) -> None:
    """Print a screen as ``lint`` prints what it found."""
    streams.put(screen.findings, is_json=request.format_ in JSON_FORMATS, is_xml=request.format_ in XML_FORMATS)
    streams.flush()
    for note in screen.notes:
        for line in note.split("\n"):
            streams.note(line)
