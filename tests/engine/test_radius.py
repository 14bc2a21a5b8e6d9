"""The blast radius holds every document in which a change alters what the rules across documents find."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from hypothesis import example, given, settings
from hypothesis import strategies as st
from prospectus.config import Config
from prospectus.engine.radius import link_to, reached
from prospectus.engine.workspace import Workspace
from prospectus.rules import portfolio

if TYPE_CHECKING:
    from collections.abc import Mapping

    from prospectus.model.record import Record

IDS = ["p1", "p2", "p3"]
ONE = st.sampled_from(IDS)
LISTED = st.lists(ONE, max_size=2, unique=True).map(lambda ids: f"[{', '.join(ids)}]")
GOAL = """\
goal: {metrics: [calls]}
business: {service: Taxi desk}
metrics: [{id: calls, name: Calls, kind: business, direction: max}]"""


def dataset(total: int, *, is_personal: bool) -> str:
    flag = str(is_personal).lower()
    return f"data:\n  datasets:\n    - {{id: d, version: '1', total: {total}, unit: calls, personal_data: {flag}}}"


STATUS = st.sampled_from(["draft", "approved", "approved", "superseded"]).map("status: {}".format)
CHAINS = st.one_of(
    st.builds("depends_on: {}".format, LISTED),
    st.builds("depends_on: {}".format, LISTED),
    st.builds("supersedes: {}".format, ONE),
    st.builds("superseded_by: {}".format, ONE),
    st.just("stage: retired"),
)
SHARED = st.one_of(st.builds(dataset, st.sampled_from([10, 20]), is_personal=st.booleans()), st.just(GOAL))
NAMES = ["n1.md", "n2.md", "n3.md", "n4.md"]


def document(identity: str, status: str, lines: list[str]) -> str:
    return "\n".join(["---", "schema: prospectus/1", f"id: {identity}", status, *lines, "---", "# Title", ""])


def documents(lines: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    some = st.lists(lines, min_size=1, max_size=3, unique_by=lambda line: line.partition(":")[0])
    return st.builds(document, ONE, STATUS, some)


CASES = st.sampled_from([CHAINS, CHAINS, SHARED, CHAINS | SHARED]).flatmap(
    lambda lines: st.tuples(
        st.fixed_dictionaries({name: documents(lines) for name in NAMES}),
        st.dictionaries(st.sampled_from(NAMES), st.none() | documents(lines), min_size=1, max_size=2),
    )
)


def found(texts: Mapping[str, str]) -> tuple[dict[str, Record], set[tuple[str, str, str, str]]]:
    """The records of documents, and what is found across them: where, and in which words of the rule's page."""
    with TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        for name, text in texts.items():
            (root / name).write_text(text, "utf-8")
        config = Config(root=root, documents=("*.md",))
        workspace = Workspace(config, today=date(2026, 11, 23), folder=root, rules=portfolio.RULES)
        workspace.check_all()
        report = workspace.report("en")
        assert not report.internal_errors
        told = {(entry.path, entry.code, entry.where, str(entry.start)) for entry in report.diagnostics}
        return {record.name: record for record in workspace.records}, told


RELIES = {
    "n1.md": document("p1", "status: draft", ["supersedes: p2"]),
    "n2.md": document("p2", "status: draft", []),
    "n3.md": document("p3", "status: draft", ["depends_on: [p2]"]),
}
CYCLE = {
    f"n{number}.md": document(f"p{number}", "status: draft", [f"depends_on: [p{other}]"])
    for number, other in ((1, 2), (2, 3), (3, 1))
}


@settings(max_examples=200, deadline=None)
@example((RELIES, {"n1.md": document("p1", "status: approved", ["supersedes: p2"])}))
@example(
    (
        RELIES
        | {
            "n1.md": document("p1", "status: draft", []),
            "n2.md": document("p2", "status: draft", ["superseded_by: p1"]),
        },
        {"n1.md": None},
    )
)
@example((CYCLE, {"n3.md": document("p3", "status: draft", [])}))
@given(CASES)
def test_what_a_change_alters_is_touched_or_reached(case: tuple[dict[str, str], dict[str, str | None]]):
    before, edits = case
    after = {name: text for name, text in {**before, **edits}.items() if text is not None}
    touched = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    (then, told_then), (now, told_now) = found(before), found(after)
    changed = [records[name] for records in (now, then) for name in sorted(touched & records.keys())]
    reach = reached(now.values(), touched, changed)
    assert not reach.keys() & touched
    altered = {entry[0] for entry in told_then ^ told_now} & after.keys()
    assert altered <= touched | reach.keys(), (reach, told_then ^ told_now)


def test_links_lead_to_what_is_gone():
    gone = {"/r/docs/a b.md", "/r/img/x.png"}
    assert link_to("/r/docs", ["c.md", "a%20b.md#part"], gone) == "a%20b.md#part"
    assert link_to("/r/docs", ["../img/x.png?raw=1"], gone) == "../img/x.png?raw=1"
    assert link_to("/r/docs/deep", ["../a%20b/"], gone) == "../a%20b/"
    assert link_to("/r/docs", ["x.png", "a%20b"], gone) is None
