"""How facts are said in messages."""

from __future__ import annotations

import pytest
from support.samples import lint_text

DOCUMENT = """\
---
schema: prospectus/1
stage: design
constraints: {{schedule: {{deadline: {deadline}}}}}
problem:
  increments:
    - {{name: {name}, kind: ml, due: {due}}}
---
"""


@pytest.mark.parametrize(
    ("name", "due", "deadline"),
    [
        ("pilot", "2027-03-01", "2027-01-31"),
        ('"pilot"', '"2027-03-01"', "2027-01-31"),
        ("'pilot'", "'2027-03-01'", '"2027-01-31"'),
    ],
)
def test_words_and_dates_are_said_without_the_quotes_of_yaml(name: str, due: str, deadline: str):
    report = lint_text(DOCUMENT.format(name=name, due=due, deadline=deadline))
    said = [found.message for found in report.diagnostics if found.code == "CON01"]
    assert [message.partition(":")[0] for message in said] == [
        '"pilot" is due on 2027-03-01, 29 days after the deadline 2027-01-31'
    ]
