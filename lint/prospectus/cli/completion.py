"""``prospectus completion``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from prospectus.cli import streams
from prospectus.cli.candidates import VARIABLE
from prospectus.cli.options import lang_option
from prospectus.cli.verb import verb
from prospectus.ground.language import say

if TYPE_CHECKING:
    from prospectus.cli.run import Run
    from prospectus.ground.language import Text

PLACES: dict[str, Text] = {
    "bash": {
        "en": '# to have it in each shell: add to ~/.bashrc the line  eval "$(prospectus completion bash)"',
        "ko": '# 셸마다 쓰려면 ~/.bashrc에 다음 줄을 넣으세요:  eval "$(prospectus completion bash)"',
    },
    "zsh": {
        "en": '# to have it in each shell: add to ~/.zshrc, after compinit, the line  eval "$(prospectus completion zsh)"',
        "ko": '# 셸마다 쓰려면 ~/.zshrc의 compinit 뒤에 다음 줄을 넣으세요:  eval "$(prospectus completion zsh)"',
    },
    "fish": {
        "en": "# to have it in each shell: prospectus completion fish > ~/.config/fish/completions/prospectus.fish",
        "ko": "# 셸마다 쓰려면:  prospectus completion fish > ~/.config/fish/completions/prospectus.fish",
    },
}
"""What to do with the script, by shell."""


@verb(
    help={
        "en": "Print the script that has a shell complete verbs, options, documents, rules and facts.",
        "ko": "셸에서 명령, 옵션, 문서, 규칙, 항목을 자동 완성하는 스크립트를 출력합니다.",
    },
    epilog={
        "en": "Example: prospectus completion fish > ~/.config/fish/completions/prospectus.fish",
        "ko": "예: prospectus completion fish > ~/.config/fish/completions/prospectus.fish",
    },
)
@click.argument("shell", metavar="bash|zsh|fish", type=click.Choice([*PLACES]))
@lang_option
@click.pass_obj
def completion(run: Run, shell: str, lang: str | None) -> None:  # noqa: ARG001 - `run` knows `lang`
    """Print a shell's script; on a terminal, also where it belongs."""
    from click.shell_completion import get_completion_class  # noqa: PLC0415 - only here

    from prospectus.cli.verbs import prospectus  # noqa: PLC0415 - which imports this module when it is called

    made = get_completion_class(shell)
    assert made is not None  # noqa: S101 - click knows each of these
    streams.put(made(prospectus, {}, "prospectus", VARIABLE).source())
    if sys.stdout is not None and sys.stdout.isatty():
        streams.note(say(PLACES[shell], run.lang))
