"""What a shell offers for a value on the command line: documents, rules, stages, what git knows."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prospectus.cli.verb import lang_of
from prospectus.config import find_config
from prospectus.ground.language import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import click
    from click.shell_completion import CompletionItem

VARIABLE = "_PROSPECTUS_COMPLETE"
"""By which a shell asks for candidates; it holds the name of the shell."""

_MOST_READ = 300
"""So many documents are read while somebody waits for the rest of a word."""

_AS_TYPED = re.compile(r"[\w./@%+:=-]+")
"""What a shell takes as it stands; other names the shell itself has to quote."""


def documents(context: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The documents of the configuration whose path begins so; any file where none does."""
    from click.shell_completion import CompletionItem  # noqa: PLC0415 - only in a shell that completes

    from prospectus.engine.files import find_documents, shown_name  # noqa: PLC0415 - as above

    config = find_config(Path.cwd(), context.params.get("config_file"))
    names = [name for path in find_documents(config) if (name := shown_name(path)).startswith(incomplete)]
    if not names or not all(map(_AS_TYPED.fullmatch, names)):
        return [CompletionItem(incomplete, type="file")]
    return [CompletionItem(name) for name in names]


def projects(context: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The ids of the documents that begin so, and the documents."""
    ids = [] if "/" in incomplete else [identity for _, facts in _facts(context) if (identity := _id(facts))]
    files = documents(context, param, incomplete)
    items = _items(((identity, "") for identity in dict.fromkeys(ids) if _AS_TYPED.fullmatch(identity)), incomplete)
    return [*items, *(item for item in files if item.type == "plain" or not items)]


def metrics(context: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The metrics of the document that the line names, by their ids."""
    word = context.params.get("doc")
    declared = next((facts.get("metrics") for name, facts in _facts(context) if word in {name, _id(facts)}), None)
    listed = declared if isinstance(declared, list) else []
    ids = [identity for metric in listed if isinstance(metric, dict) and (identity := _id(metric))]
    return _items(((identity, "") for identity in ids if _AS_TYPED.fullmatch(identity)), incomplete)


def _facts(context: click.Context) -> Iterator[tuple[str, dict[str, Any]]]:
    """What the first documents of the configuration state, each with its name; of one that cannot be read, nothing."""
    from prospectus.engine.files import find_documents, read_source, shown_name  # noqa: PLC0415 - only in a shell
    from prospectus.reading.front_matter.fences import read_front_matter  # noqa: PLC0415 - as above

    config = find_config(Path.cwd(), context.params.get("config_file"))
    for path in find_documents(config)[:_MOST_READ]:
        source, problem = read_source(path, config)
        yield shown_name(path), {} if problem else read_front_matter(source).facts


def _id(facts: dict[str, Any]) -> str:
    identity = facts.get("id")
    return identity if isinstance(identity, str) else ""


def rules(context: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The families and codes of rules that begin so; behind a comma, one more of them."""
    from prospectus.rules import ALL_RULES  # noqa: PLC0415 - as above
    from prospectus.rules.families import FAMILIES  # noqa: PLC0415 - as above

    before, comma, begun = incomplete.rpartition(",")
    if comma and os.environ.get(VARIABLE, "").startswith("fish"):  # whose script takes a comma for the end
        return []
    named = dict.fromkeys(FAMILIES, "") | {rule.code: rule.name for rule in ALL_RULES}
    lang = lang_of(context)
    named |= {code: say(family.title, lang) for code, family in FAMILIES.items()}
    return _items(((before + comma + code, words) for code, words in named.items()), before + comma + begun.upper())


def stages(context: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The stages whose id begins so."""
    from prospectus.contract.contract import standard_contract  # noqa: PLC0415 - as above

    known = standard_contract().lifecycle.stages
    return _items(((name, say(stage.title, lang_of(context))) for name, stage in known.items()), incomplete)


def refs_or_documents(context: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The branches and tags that begin so, and the documents."""
    from prospectus.ground.git import GitError, answer  # noqa: PLC0415 - as above

    try:
        told = os.fsdecode(answer(Path.cwd(), ("for-each-ref", "--format=%(refname:short)"))).splitlines()
    except GitError:
        told = []
    refs, files = _items(((name, "") for name in told), incomplete), documents(context, param, incomplete)
    return [*refs, *(item for item in files if item.type == "plain" or not refs)]


def _items(named: Iterable[tuple[str, str]], incomplete: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem  # noqa: PLC0415 - as above

    return [CompletionItem(name, help=words or None) for name, words in named if name.startswith(incomplete)]
