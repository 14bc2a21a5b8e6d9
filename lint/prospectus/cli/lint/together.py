"""Options of ``prospectus lint`` that cannot stand together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.cli.run import fail

if TYPE_CHECKING:
    from prospectus.cli.lint.request import Request
    from prospectus.ground.language import Text

_APART: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "stdin_filename",
        ("paths", "changed", "watch", "fix", "diff", "unsafe_fixes", "write_baseline", "prune_baseline", "add_waivers"),
    ),
    ("no_baseline", ("baseline", "write_baseline", "prune_baseline")),
    ("watch", ("changed", "output", "fix", "diff", "unsafe_fixes", "write_baseline", "prune_baseline", "add_waivers")),
)
"""What is asked for, and what cannot be asked for beside it, by the names of a request; of those that there are."""

_TOGETHER: Text = {"en": "{0} cannot stand beside {1}", "ko": "{0}은(는) {1}과(와) 함께 쓸 수 없습니다"}
_PATHS: Text = {"en": "paths", "ko": "경로"}


def refuse_together(request: Request) -> None:
    """Exit with 2 when a call asks for two things of which one makes no sense beside the other."""
    for name, others in _APART:
        for other in others if _is_asked(request, name) else ():
            if _is_asked(request, other):
                fail(_TOGETHER, _option(name), _option(other))


def _is_asked(request: Request, name: str) -> bool:
    return getattr(request, name, None) not in (None, False, ())


def _option(name: str) -> Text:
    option = f"--{name.replace('_', '-')}"
    return _PATHS if name == "paths" else {"en": option, "ko": option}
