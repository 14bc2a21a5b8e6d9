"""The command ``prospectus``: the only place that prints and chooses the exit code.

What is said to a person is a text of both languages; the language is chosen here, when it is said.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NoReturn

from prospectus.cli import streams
from prospectus.cli.run import COULD_NOT_RUN, FINDINGS, CouldNotRunError, Run, fail
from prospectus.config import ConfigError
from prospectus.ground.language import filled

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["COULD_NOT_RUN", "fail", "main"]

_INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit."""
    sys.exit(exit_code(sys.argv[1:] if arguments is None else arguments))


def exit_code(arguments: Sequence[str]) -> int:
    """Run the command line; gives what to exit with."""
    run = Run(arguments)
    try:
        code = _called(arguments, run)
        streams.flush()
    except (ConfigError, CouldNotRunError) as error:
        streams.complain(error.text, run.lang)
    except BrokenPipeError:  # the reader of our output has gone: as `head` wants it
        streams.silence()
        return FINDINGS
    except OSError as error:  # a full disk, a working directory that is gone
        streams.silence()
        name = error.filename if isinstance(error.filename, (str, bytes)) else None
        place = {"en": "", "ko": ""} if name is None else filled({"en": "{0}: ", "ko": "{0}: "}, name)
        streams.complain(filled({"en": "{0}{1}", "ko": "{0}{1}"}, place, error.strerror or error), run.lang)
    except KeyboardInterrupt:
        return _INTERRUPTED
    else:
        return code
    return COULD_NOT_RUN


def _called(arguments: Sequence[str], run: Run) -> int:
    from prospectus.cli.verbs import call  # noqa: PLC0415 - click takes 35 ms

    try:
        return call(arguments, run)
    except SystemExit as error:  # how verbs of other packages end
        if error.code is None or isinstance(error.code, int):
            return error.code or 0
        fail({"en": "{0}", "ko": "{0}"}, error.code)
