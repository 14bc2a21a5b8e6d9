"""The day as of which a site is built."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from mkdocs.exceptions import PluginError
from prospectus.ground.language import environment_lang, filled, say

END_OF_TIME = 2**32
"""In seconds since 1970: MkDocs stores the build's time in four bytes."""


_NO_EPOCH = {
    "en": "SOURCE_DATE_EPOCH is '{0}', which is no number of seconds since 1970",
    "ko": "SOURCE_DATE_EPOCH가 '{0}'입니다. 1970년부터 센 초가 아닙니다",
}


def build_day() -> date:
    """The build's date: that of ``SOURCE_DATE_EPOCH`` where a reproducible build sets it."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return datetime.now(tz=UTC).astimezone().date()
    try:
        seconds = int(epoch)
    except ValueError:
        seconds = -1
    if not 0 <= seconds < END_OF_TIME:
        raise PluginError(say(filled(_NO_EPOCH, epoch[:40]), environment_lang()))
    return datetime.fromtimestamp(seconds, tz=UTC).date()
