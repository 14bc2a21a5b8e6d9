"""The command ``prospectus``: the only place that prints and chooses the exit code.

What is said to a person is a text of both languages; the language is chosen here, when it is said.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from prospectus.cli import streams
from prospectus.cli.lint import quick
from prospectus.cli.run import COULD_NOT_RUN, FAULT, FINDINGS, Run, fail
from prospectus.ground.garbage import rare_collections
from prospectus.ground.language import ToldError, filled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prospectus.ground.language import Text

__all__ = ["COULD_NOT_RUN", "fail", "main"]

_INTERRUPTED = 130

_GONE: Text = {"en": "the working directory is gone", "ko": "작업 폴더가 없어졌습니다"}
_OUTPUT: Text = {"en": "standard output: {0}", "ko": "표준 출력: {0}"}


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit."""
    if arguments is not None:
        sys.exit(exit_code(arguments))
    code = exit_code(sys.argv[1:])
    with suppress(OSError, ValueError, AttributeError):  # closed, or none
        sys.stderr.flush()
    # All is said and written; to free every object one by one would take a tenth of the whole run.
    os._exit(code)


def exit_code(arguments: Sequence[str]) -> int:
    """Run the command line; gives what to exit with."""
    run = Run(arguments)
    try:
        with rare_collections():
            code = _called(arguments, run)
        streams.flush()
    except ToldError as error:
        streams.complain(error.text, run.lang)
    except BrokenPipeError:  # the reader of our output has gone: as `head` wants it
        streams.silence()
        return FINDINGS
    except OSError as error:  # a full disk, a working directory that is gone
        streams.silence()
        streams.complain(_told(error), run.lang)
    except KeyboardInterrupt:
        return _INTERRUPTED
    else:
        return code
    return COULD_NOT_RUN


def _told(error: OSError) -> Text:
    if error.filename is not None:
        return filled(FAULT, error.filename, error.strerror or error)
    try:
        Path.cwd()
    except OSError:
        return _GONE
    return filled(_OUTPUT, error.strerror or error)


def _called(arguments: Sequence[str], run: Run) -> int:
    request = quick.lint_request(arguments)
    if request is not None:
        from prospectus.cli.lint.run import lint  # noqa: PLC0415 - only for this verb

        return lint(run, request)
    from prospectus.cli.verbs import call  # noqa: PLC0415 - click takes 35 ms

    try:
        return call(arguments, run)
    except SystemExit as error:  # how verbs of other packages end
        if error.code is None or isinstance(error.code, int):
            return error.code or 0
        fail({"en": "{0}", "ko": "{0}"}, error.code)
