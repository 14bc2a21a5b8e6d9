"""What a call of ``prospectus lint`` asks for: each option, by name, with what it is when it is not given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.named_tuple import NamedTuple

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path


class Request(NamedTuple):
    """One call, as it was typed; what the configuration says beside it is not in here."""

    paths: tuple[Path, ...] = ()
    format_: str | None = None
    output: Path | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str | None = None
    fix: bool = False
    diff: bool = False
    unsafe_fixes: bool = False
    statistics: bool = False
    force_exclude: bool = False
    changed: str | None = None
    """The commit that is compared with, empty for the default branch; None where all documents are asked for."""
    watch: bool = False
    stdin_filename: Path | None = None
    no_cache: bool = False
    baseline: Path | None = None
    write_baseline: bool = False
    prune_baseline: bool = False
    no_baseline: bool = False
    add_waivers: str | None = None
    expires: date | None = None
    jobs: int | None = None
    today: date | None = None
    lang: str | None = None
    """What its messages are spoken in; the :class:`~prospectus.cli.run.Run` knows."""
    config_file: Path | None = None
