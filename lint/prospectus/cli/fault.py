"""What the operating system refused, told to a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.cli.run import FAULT
from prospectus.engine.rewrite import ChangedMeanwhileError
from prospectus.ground.language import filled

if TYPE_CHECKING:
    from prospectus.ground.language import Text

_CHANGED: Text = {
    "en": "{0}: was changed while this ran, and was left alone; run it again",
    "ko": "{0}: 실행하는 동안 파일이 바뀌어 그대로 두었습니다. 다시 실행하세요",
}


def fault(error: OSError, name: object) -> Text:
    """Why a file could not be written: somebody else has written it meanwhile, or what the system says."""
    if isinstance(error, ChangedMeanwhileError):
        return filled(_CHANGED, name)
    return filled(FAULT, name, error.strerror or error)
