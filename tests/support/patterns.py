"""Every regular expression of ours, how it is used, and texts on which a careless one would take its time.

Patterns are found where they are written (``re.compile``, ``Pattern``, ``re.sub`` and the like, in any module of the
packages), so that a new one is covered without being named. The texts are drawn from the expression itself: for each
repetition, what leads there, the repeated part many times, and something that fits nothing.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from re import _constants as codes  # the parse tree of an expression; private, and the same from 3.11 to 3.14
from re import _parser as parser
from typing import TYPE_CHECKING, Any, NamedTuple

import prospectus
import prospectus_site
from prospectus.ground.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

METHODS = frozenset({"match", "fullmatch", "search", "finditer", "findall", "sub", "subn", "split"})
UNFITTING = ("\0", "x", "\n\0")
"""What may stand behind the repetition: each makes another kind of pattern fail late."""
LARGE = 40
"""A repetition that ends before this costs nothing."""


class Used(NamedTuple):
    """One expression, and how it is applied: matched at one place, fully, or searched for."""

    name: str
    compiled: re.Pattern[str]
    methods: frozenset[str]

    def apply(self, text: str) -> None:
        """Let it work on a text in each of its ways."""
        if "match" in self.methods:
            self.compiled.match(text)
        if "fullmatch" in self.methods:
            self.compiled.fullmatch(text)
        if self.methods - {"match", "fullmatch"}:
            for _ in self.compiled.finditer(text):
                pass


def modules() -> Iterator[ModuleType]:
    """Every module of the packages."""
    for package in (prospectus, prospectus_site):
        yield package
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.endswith("__main__"):
                yield importlib.import_module(found.name)


def used_patterns() -> list[Used]:
    """Every expression, once; one written inside a call is named by its line."""
    found: dict[tuple[str, int], Used] = {}

    def add(name: str, compiled: re.Pattern[str], methods: frozenset[str]) -> None:
        key = compiled.pattern, compiled.flags
        known = found.get(key)
        found[key] = Used(name, compiled, methods) if known is None else known._replace(methods=known.methods | methods)

    for module in modules():
        tree = ast.parse(inspect.getsource(module))
        uses = _uses(tree)
        for name, value in vars(module).items():
            for inner, compiled in _compiled(value):
                add(f"{module.__name__}.{name}{inner}", compiled, frozenset(uses.get(name, ())))
        for line, compiled, method in _inline(tree, vars(module)):
            add(f"{module.__name__}:{line}", compiled, frozenset({method}))
    return [used if used.methods & METHODS else used._replace(methods=METHODS) for used in found.values()]


def _compiled(value: object, inner: str = "") -> Iterator[tuple[str, re.Pattern[str]]]:
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield inner, value
    elif isinstance(value, Pattern):
        yield inner, value.compiled
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _compiled(item, f"{inner}[{key!r}]")
    elif isinstance(value, list | tuple) and len(value) < 100:
        for index, item in enumerate(value):
            yield from _compiled(item, f"{inner}[{index}]")


def _uses(tree: ast.AST) -> dict[str, set[str]]:
    """The methods that are called on each name; any other use of it, as an argument say, counts as a search."""
    called: dict[str, set[str]] = {}
    receivers = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in METHODS:
            either = [node.value.body, node.value.orelse] if isinstance(node.value, ast.IfExp) else [node.value]
            for of in either:
                if isinstance(of, ast.Name):
                    called.setdefault(of.id, set()).add(node.attr)
                    receivers.add(of)
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node not in receivers:
            called.setdefault(node.id, set()).add("search")
    return called


def _inline(tree: ast.AST, names: dict[str, Any]) -> Iterator[tuple[int, re.Pattern[str], str]]:
    """The expressions that are written, or built of constants, where ``re`` is called."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
            continue
        of = node.func.value
        if isinstance(of, ast.Name) and of.id == "re" and node.func.attr in METHODS:
            try:
                text = eval(compile(ast.Expression(node.args[0]), "<pattern>", "eval"), dict(names))  # noqa: S307 - our own source
            except NameError:  # a pattern of a shipped schema, not of the code
                continue
            flags = re.NOFLAG
            for extra in ast.walk(node):
                if isinstance(extra, ast.Attribute) and isinstance(flag := getattr(re, extra.attr, None), re.RegexFlag):
                    flags |= flag
            if isinstance(text, str):  # one of bytes finds what it looks for at the start of a line, or nowhere
                yield node.lineno, re.compile(text, flags), node.func.attr


# -- texts ---------------------------------------------------------------------------------------------------------------


def hostile(compiled: re.Pattern[str], length: int) -> Iterator[str]:
    """Texts about so long on which the expression must do the most."""
    tree = parser.parse(compiled.pattern, compiled.flags)
    seen = set()
    for before, unit in _repetitions(tree, ""):
        for lead, run in {(before, unit), ("", before + unit)}:
            if run and (lead, run) not in seen:
                seen.add((lead, run))
                many = lead + run * (length // len(run))
                yield from (many + after for after in UNFITTING)
    whole = _example(tree)
    for run in {whole, whole[:-1]} - {""}:
        yield run * (length // len(run))


def _repetitions(tree: Any, before: str) -> Iterator[tuple[str, str]]:
    """What leads to each unbounded repetition, and an example of what is repeated."""
    for code, value in tree:
        if code in {codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT}:
            _, most, inner = value
            if most > LARGE:
                for unit in _variants(inner):
                    yield before, unit
            yield from _repetitions(inner, before)
        elif code is codes.BRANCH:
            for branch in value[1]:
                yield from _repetitions(branch, before)
        elif code is codes.SUBPATTERN:
            yield from _repetitions(value[3], before)
        elif code is codes.ATOMIC_GROUP:
            yield from _repetitions(value, before)
        elif code in {codes.ASSERT, codes.ASSERT_NOT}:
            yield from _repetitions(value[1], before)
        before += _example([(code, value)])


def _variants(tree: Any) -> set[str]:
    """Examples of what is repeated: of a class its members of each sort, of branches one each."""
    if len(tree) == 1:
        code, value = tree[0]
        if code is codes.BRANCH:
            return {unit for branch in value[1] for unit in _variants(branch)}
        if code is codes.SUBPATTERN:
            return _variants(value[3])
        if code in {codes.IN, codes.ANY, codes.NOT_LITERAL, codes.CATEGORY}:
            return {char for char in " a-`0<[(\n." if _fits(tree, char)} or {_example(tree)}
    return {_example(tree)}


def _fits(tree: Any, char: str) -> bool:
    code, value = tree[0]
    if code is codes.ANY:
        return char != "\n"
    if code is codes.NOT_LITERAL:
        return ord(char) != value
    if code is codes.CATEGORY:
        return _in([(code, value)], char)
    return _in(value, char)


def _in(items: Any, char: str) -> bool:
    negated = bool(items) and items[0][0] is codes.NEGATE
    hit = False
    for code, value in items:
        if code is codes.LITERAL:
            hit |= value == ord(char)
        elif code is codes.RANGE:
            hit |= value[0] <= ord(char) <= value[1]
        elif code is codes.CATEGORY:
            hit |= {
                codes.CATEGORY_DIGIT: char.isdigit(),
                codes.CATEGORY_NOT_DIGIT: not char.isdigit(),
                codes.CATEGORY_SPACE: char.isspace(),
                codes.CATEGORY_NOT_SPACE: not char.isspace(),
                codes.CATEGORY_WORD: char.isalnum() or char == "_",
                codes.CATEGORY_NOT_WORD: not (char.isalnum() or char == "_"),
            }[value]
    return hit != negated


def _example(tree: Any) -> str:
    """A short text that the expression, or a part of it, takes; what looks around adds nothing."""
    text = ""
    for code, value in tree:
        if code is codes.LITERAL:
            text += chr(value)
        elif code in {codes.IN, codes.ANY, codes.NOT_LITERAL, codes.CATEGORY}:
            text += next((char for char in "a0 -`<[(#\n|:가\0" if _fits([(code, value)], char)), _first([value]))
        elif code is codes.BRANCH:
            text += _example(value[1][0])
        elif code is codes.SUBPATTERN:
            text += _example(value[3])
        elif code is codes.ATOMIC_GROUP:
            text += _example(value)
        elif code in {codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT}:
            text += _example(value[2]) * max(value[0], 1 if value[1] > LARGE else 0)
        elif code is codes.GROUPREF:
            text += "`" * 3
    return text


def _first(items: Any) -> str:
    for value in items:
        for code, inner in value if isinstance(value, list) else ():
            if code is codes.LITERAL:
                return chr(inner)
            if code is codes.RANGE:
                return chr(inner[0])
    return ""
