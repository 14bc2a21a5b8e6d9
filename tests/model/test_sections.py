"""What counts as a section, and as text in it: STR05 and STR06 through the engine."""

from __future__ import annotations

import pytest
from support.samples import lint_texts

HEAD = "---\nschema: prospectus/1\nid: x\ntitle: T\nstage: situation\nstatus: in-review\nlang: en\n---\n\n"
LONG = "On Friday nights 18% of the calls get no taxi, since the spring of last year."


def found(body: str) -> list[tuple[str, str]]:
    """Code and message of what is said about the sections of a document with this body."""
    report = lint_texts({"x.md": f"{HEAD}# T\n\n## Business model\n\n{LONG}\n\n{body}"})
    return [(entry.code, entry.message) for entry in report.diagnostics if entry.code in {"STR05", "STR06"}]


@pytest.mark.parametrize(
    "body",
    [
        f"## Situation\n\n{LONG}\n",
        f"Situation\n---------\n\n{LONG}\n",
        f"## `Situation`\n\n{LONG}\n",
        f"## [Situation][s]\n\n{LONG}\n\n[s]: #a\n",
        f"## Who calls {{: .wide #situation }}\n\n{LONG}\n",
        f'=== "English"\n\n    ## Situation\n\n    {LONG}\n',
        f"## Situation\n\n!!! note\n    {LONG}\n",
        f"## Situation\n\n<details><summary>More</summary>\n\n{LONG}\n\n</details>\n",
        f"## Situation\n\n![{LONG}](a.png)\n",
        f'## Situation\n\n<img src=a.png alt="{LONG}">\n',
        "## Situation\n\n| district | calls without a taxi | change |\n|---|---|---|\n| Gangnam | 18% | 3% |\n---\n",
    ],
)
def test_a_section_that_is_there_and_written(body: str):
    assert found(body) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "![](https://example.org/a-long-address-of-a-picture-of-nothing.png)",
        "[//]: # (a comment that no reader will ever see on the page at all)",
        '<img src="https://example.org/a-long-address-of-a-picture-of-nothing.png">',
        "[](https://example.org/a-long-address-of-a-link-without-a-word)",
        "[![](https://example.org/a-long-address-of-a.png)](https://example.org/a-long-address-of-a-link)",
        "&nbsp;" * 20,
        "\u200b" * 60,
    ],
)
def test_a_section_of_which_nothing_is_read_is_empty(text: str):
    underline = "=" * 46
    for heading in ("## Situation", f"Situation\n{underline}", f"Situation\n{'-' * 46}"):
        ((code, message),) = found(f"{heading}\n\n{text}\n")
        assert (code, "is empty" in message) == ("STR06", True)


def test_a_heading_without_a_space_is_told():
    ((code, message),) = found(f"##Situation\n\n{LONG}\n")
    assert code == "STR05"
    assert "“Situation” is a heading on the site" in message


def named(sections: str, body: str) -> list[str]:
    """The codes of what is said about the sections of a document whose front matter names some."""
    head = HEAD.replace("lang: en\n", f"lang: en\nsections: {sections}\n")
    report = lint_texts({"x.md": f"{head}# T\n\n## Business model\n\n{LONG}\n\n{body}"})
    return [entry.code for entry in report.diagnostics if entry.code in {"STR05", "STR06", "STR08", "STR09"}]


@pytest.mark.parametrize(
    ("sections", "heading"),
    [
        ("{situation: Who calls}", "## 2. **Who calls**"),
        ("{situation: [Who calls, Who calls twice]}", "### who calls\n\n## Who calls twice"),
        ("{situation: '3. Who calls?'}", "## Who calls"),
        ("{situation: 누가 부르나}", "## 누가 부르나"),
        ("{situation: Who calls}", "# Who calls"),
        ("{situation: Who calls}", "## Usage\n\n### Who calls"),
    ],
)
def test_a_heading_that_the_front_matter_names_opens_its_section(sections: str, heading: str):
    assert named(sections, f"{heading}\n\n{LONG}\n") == []


@pytest.mark.parametrize("marks", ["'🚀'", "'##'", "['**', Who calls]"])
def test_an_entry_of_marks_alone_names_no_heading(marks: str):
    assert "STR09" in named(f"{{situation: {marks}}}", f"## 🚀\n\n{LONG}\n\n## Who calls\n\n{LONG}\n")


def test_a_marker_and_the_front_matter_decide_before_the_words_of_a_heading():
    assert named("{situation: Metrics}", f"## Metrics\n\n{LONG}\n") == []
    assert "STR05" in named("{situation: Who calls}", f"## Who calls {{#metrics}}\n\n{LONG}\n")
