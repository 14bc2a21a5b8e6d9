"""Templates, parsed: neither MkDocs nor Zensical escapes what they put out, and Zensical's engine knows less than Jinja."""

from __future__ import annotations

from pathlib import Path

import prospectus_site
import pytest
from jinja2 import Environment, meta, nodes

FOLDER = Path(prospectus_site.__file__).parent / "templates"
TEMPLATES = {path.relative_to(FOLDER).as_posix(): path.read_text("utf-8") for path in sorted(FOLDER.rglob("*.html"))}

ESCAPING = {"e", "escape", "url"}
"""Filters after which a value may be put out. An address is percent-encoded, and written between quotes."""

MARKUP = {"page.content"}
"""What is HTML without a name that says so."""

FILTERS = {*ESCAPING, "default", "join", "length", "replace", "trim"}
TESTS = {"defined", "none", "string"}
GIVEN = {"page", "config", "nav", "base_url", "lang"}
"""What MkDocs, ProperDocs and Zensical all give to a template."""


ENGINE = Environment(autoescape=True)
ENGINE.filters["url"] = str


def parsed(text: str) -> nodes.Template:
    return ENGINE.parse(text)


def named(value: nodes.Node) -> str:
    """``page.content`` for what stands so in a template."""
    if isinstance(value, nodes.Name):
        return value.name
    return f"{named(value.node)}.{value.attr}" if isinstance(value, nodes.Getattr) else "?"


def is_safe(value: nodes.Node) -> bool:
    """Whether what is put out is escaped, or markup that was built escaped."""
    match value:
        case nodes.TemplateData() | nodes.Const():
            return True
        case nodes.CondExpr():
            return is_safe(value.expr1) and (value.expr2 is None or is_safe(value.expr2))
        case nodes.Filter():
            return value.name in ESCAPING
        case nodes.Name() | nodes.Getattr():
            return named(value).endswith("_html") or named(value) in MARKUP
    return False


def faults(text: str) -> list[str]:
    """What a template must not do."""
    tree = parsed(text)
    found = [
        f"line {value.lineno}: {named(value)} is put out as it is"
        for output in tree.find_all(nodes.Output)
        for value in output.nodes
        if not is_safe(value)
    ]
    found += [f"line {one.lineno}: filter {one.name}" for one in tree.find_all(nodes.Filter) if one.name not in FILTERS]
    found += [f"line {one.lineno}: test {one.name}" for one in tree.find_all(nodes.Test) if one.name not in TESTS]
    found += [f"line {one.lineno}: {named(one.node)}()" for one in tree.find_all(nodes.Call)]
    found += [f"line {one.lineno}: a filtered block" for one in tree.find_all(nodes.FilterBlock)]
    found += [f"line {one.lineno}: escaping is switched" for one in tree.find_all(nodes.ScopedEvalContextModifier)]
    return found


def included(tree: nodes.Template) -> set[str]:
    return {name for name in meta.find_referenced_templates(tree) if name}


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_escapes_what_it_puts_out_and_asks_for_nothing_special(name: str):
    assert faults(TEMPLATES[name]) == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_refers_to_ours_or_to_the_main_one_of_the_theme(name: str):
    assert included(parsed(TEMPLATES[name])) <= {"main.html", *TEMPLATES}


def test_a_page_uses_only_what_every_generator_gives():
    partials = {name for text in TEMPLATES.values() for name in included(parsed(text))}
    for name, text in TEMPLATES.items():
        if name not in partials:
            assert meta.find_undeclared_variables(parsed(text)) <= GIVEN, name


@pytest.mark.parametrize(
    "text",
    [
        "{{ page.title }}",
        "{{ page.title | upper }}",
        "{{ page.title | e | upper }}",
        "{{ page.title | e | safe }}",
        "{{ page.title | e ~ page.title }}",
        "{{ page.title | e if page.title else page.url }}",
        "{{ macro(page.title) }}",
        "{{ page.title | tojson | e }}",
        "{% if page is divisibleby(3) %}{% endif %}",
        "{% filter upper %}x{% endfilter %}",
        "{% autoescape false %}x{% endautoescape %}",
        "{% for one in range(3) %}{% endfor %}",
    ],
)
def test_what_a_template_must_not_do_is_found(text: str):
    assert faults(text)


@pytest.mark.parametrize(
    "text",
    [
        "{{ page.title | e }}",
        '<a href="{{ page.url | url }}">',
        '<a href="{{ page.url | url | e }}">',
        "{{ page.content }}",
        "{{ view.table_html }}",
        '{{ "open" if page.title else "" }}',
        "{{ page.title | default(page.url) | e }}",
    ],
)
def test_what_a_template_may_do_is_not(text: str):
    assert faults(text) == []
