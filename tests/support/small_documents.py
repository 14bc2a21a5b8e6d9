"""Small documents that lint without a finding, to be told apart by what is added to them."""

from __future__ import annotations

TEXT = """\
---
schema: prospectus/1
id: {id}
title: Project {id}
stage: situation
status: draft
owner: Kim Dana <dana@example.com>
created: 2026-01-01
updated: {updated}
business: {{users: [callers]}}
{more}---

# Project {id}

## Situation

Each week 40 callers wait for more than 10 minutes, and we would like to know why. {body}

## Business model

The desk sells nothing; each call that is answered in time saves a second one, which costs 4 EUR.
"""


def small(identity: str, more: str = "", body: str = "", updated: str = "2026-11-01") -> str:
    """A document of an id, with lines of front matter and words of its body besides."""
    return TEXT.format(id=identity, more=more and more + "\n", body=body, updated=updated)
