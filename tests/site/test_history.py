"""The history of documents, read from real repositories."""

from __future__ import annotations

import json
import os
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prospectus.contract.contract import standard_contract
from prospectus.engine.cache import Cache
from prospectus_site.history.changes import Change, DocumentHistory
from prospectus_site.history.facts import FactReader
from prospectus_site.history.former import former_files, former_ids
from prospectus_site.history.moved import moved, net
from prospectus_site.history.reader import History, read_history
from prospectus_site.history.wording import STATES, change_in_words, limits
from support.git_repository import GitRepository

if TYPE_CHECKING:
    from pathlib import Path

METRICS = """metrics:
  - id: recall
    direction: max
    kind: model
    minimum: 0.9
    target: {target}
    measured:
      - {{date: 2026-10-01, phase: offline, value: 0.91}}
{more}"""


def text(
    stage: str = "design",
    *,
    id: str = "weld",  # noqa: A002 - as the key is called
    status: str = "draft",
    target: float = 0.95,
    more: str = "",
    rest: str = "",
) -> str:
    return (
        f"---\nschema: prospectus/1\nid: {id}\ntitle: Weld\nstage: {stage}\nstatus: {status}\nupdated: 2026-10-02\n{rest}"
        f"{METRICS.format(target=target, more=more)}---\n# Weld\n\n" + "".join(f"Line {n} of it.\n" for n in range(40))
    )


class Repo(GitRepository):
    """A repository with the histories of its documents."""

    def history(self, *names: str, **options: int) -> History:
        return read({name: self.root / f"docs/{name}.md" for name in names}, **options)


def read(files: dict[str, Path], **options: int) -> History:
    return read_history(files, standard_contract(), **options)


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    return Repo(tmp_path / "repo")


def told(history: DocumentHistory) -> list[tuple[str, list[tuple[object, ...]]]]:
    return [(event.day, [change[:3] for change in event.changes]) for event in history.events]


def test_each_commit_tells_what_it_changed(repo: Repo):
    repo.commit("2026-10-01", weld=text())
    repo.commit("2026-10-05", weld=text() + "More words.\n")
    repo.commit(
        "2026-10-09",
        weld=text("prototype", status="approved", more="      - {date: 2026-10-08, phase: offline, value: 0.93}\n"),
    )
    repo.commit("2026-10-12", weld=text("prototype", status="approved", target=0.94, id="weld-2"))
    history = repo.history("weld").documents["weld"]
    assert history.state == "read"
    assert not limits(history, "en")
    assert told(history) == [
        ("2026-10-12", [("id", "weld", "weld-2"), ("target", 0.95, 0.94)]),
        ("2026-10-09", [("stage", "design", "prototype"), ("status", "draft", "approved"), ("measured", 0.91, 0.93)]),
        ("2026-10-01", [("created", None, "docs/weld.md"), ("stage", None, "design"), ("status", None, "draft")]),
    ]
    assert history.events[1].changes[2] == Change("measured", 0.91, 0.93, "recall", "offline", "2026-10-08")
    assert history.events[0].date == "2026-10-12T10:00:00+09:00"
    assert history.former_ids == ("weld",)


def test_a_file_is_followed_through_moves_and_a_path_taken_again_is_another_document(repo: Repo):
    repo.commit("2026-10-01", old=text("situation"))
    repo.git("mv", "docs/old.md", "docs/new.md")
    repo.commit("2026-10-02")
    repo.commit("2026-10-03", new=text("problem"), old=text(id="another"))
    history = repo.history("new", "old")
    new, old = history.documents["new"], history.documents["old"]
    assert [change.kind for event in new.events for change in event.changes] == [
        "stage",
        "renamed",
        "created",
        "stage",
        "status",
    ]
    assert [event.day for event in old.events] == ["2026-10-03"]
    assert history.former_files["new"] == (repo.root / "docs/old.md",)
    files = [repo.root / "docs/new.md", repo.root / "docs/old.md"]
    assert former_files(history, files) == {}
    assert former_files(history, files[:1]) == {repo.root / "docs/old.md": "new"}


def test_a_document_that_is_gone_is_told_with_its_title(repo: Repo):
    repo.commit("2026-10-01", weld=text(), gone=text(id="gone"), notes="# Notes\n")
    (repo.root / "docs/gone.md").unlink()
    (repo.root / "docs/notes.md").unlink()
    repo.commit("2026-10-02")
    (removed,) = repo.history("weld").removed
    assert (removed.file, removed.id, removed.title) == (repo.root / "docs/gone.md", "gone", "Weld")


def test_a_document_that_came_back_is_one_document(repo: Repo):
    repo.commit("2026-10-01", weld=text("design"))
    (repo.root / "docs/weld.md").unlink()
    repo.commit("2026-10-02")
    repo.commit("2026-10-03", weld=text("prototype"))
    history = repo.history("weld")
    kinds = [[change.kind for change in event.changes] for event in history.documents["weld"].events]
    assert kinds == [["created", "stage"], ["removed"], ["created", "stage", "status"]]
    assert history.removed == ()


def test_what_cannot_be_read_in_between_changes_nothing(repo: Repo):
    repo.commit("2026-10-01", weld="# Only words\n")
    repo.commit("2026-10-02", weld=text("problem"))
    repo.commit("2026-10-03", weld="---\nstage: [problem\n\tid: : x\n---\n")
    repo.commit("2026-10-04", weld="\0\xff")
    repo.commit("2026-10-05", weld=text("design"))
    assert told(repo.history("weld").documents["weld"]) == [
        ("2026-10-05", [("stage", "problem", "design")]),
        ("2026-10-02", [("stage", None, "problem"), ("status", None, "draft")]),
        ("2026-10-01", [("created", None, "docs/weld.md")]),
    ]


@pytest.mark.skipif(os.name == "nt", reason="such names are none on Windows")
def test_names_may_hold_anything(repo: Repo):
    names = ["docs/새 문서/문서.md", "docs/two\nlines.md", 'docs/"quoted"\t:100644.md', "docs/-n.md", ":(top)x.md"]
    for number, name in enumerate(names):
        repo.write(name, text(id=f"d{number}"))
    repo.write(os.fsdecode(b"docs/caf\xe9.md"), text(id="latin"))
    repo.commit("2026-10-01")
    names.append(os.fsdecode(b"docs/caf\xe9.md"))
    found = read({name: repo.root / name for name in names})
    assert [(history.state, history.path) for history in found.documents.values()] == [("read", name) for name in names]


def test_a_merge_is_one_step_of_the_branch_that_is_shown(repo: Repo):
    repo.commit("2026-10-01", weld=text("situation"))
    repo.git("switch", "-q", "-c", "side")
    repo.commit("2026-10-02", weld=text("problem"))
    repo.commit("2026-10-03", weld=text("design"))
    repo.git("switch", "-q", "main")
    repo.commit("2026-10-04", other=text())
    repo.git("merge", "-q", "--no-ff", "-m", "merge", "side", day="2026-10-05")
    assert told(repo.history("weld").documents["weld"])[0] == ("2026-10-05", [("stage", "situation", "design")])


def test_a_shallow_clone_says_so_and_invents_no_beginning(repo: Repo, tmp_path: Path):
    for day, stage in (("2026-10-01", "situation"), ("2026-10-02", "problem"), ("2026-10-03", "design")):
        repo.commit(day, weld=text(stage))
    clone = tmp_path / "clone"
    repo.git("clone", "-q", "--depth", "2", f"file://{repo.root}", str(clone))
    history = read({"weld": clone / "docs/weld.md"}).documents["weld"]
    assert told(history) == [("2026-10-03", [("stage", "problem", "design")])]
    assert history.is_shallow
    assert history.since == "2026-10-02T10:00:00+09:00"
    assert "fetch-depth: 0" in limits(history, "en")[0]


def test_a_clone_without_files_fetches_nothing(repo: Repo, tmp_path: Path):
    repo.commit("2026-10-01", weld=text("situation"))
    repo.commit("2026-10-02", weld=text("problem"))
    repo.git("mv", "docs/weld.md", "docs/seam.md")
    repo.commit("2026-10-03", other=text())
    repo.git("config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone"
    repo.git("clone", "-q", "--filter=blob:none", f"file://{repo.root}", str(clone))
    objects = sorted((clone / ".git/objects/pack").iterdir())
    found = read({"seam": clone / "docs/seam.md", "other": clone / "docs/other.md"}).documents
    assert sorted((clone / ".git/objects/pack").iterdir()) == objects
    assert [history.state for history in found.values()] == ["read", "read"]
    assert [history.is_partial for history in found.values()] == [True, False]
    assert "partial" in limits(found["seam"], "ko")[0]
    assert [[change.kind for change in event.changes] for event in found["seam"].events] == [["renamed"], ["created"]]
    assert [change.kind for change in found["other"].events[0].changes] == ["created", "stage", "status"]


def test_old_revisions_are_bounded(repo: Repo):
    stages = ("situation", "problem", "design", "prototype", "action")
    for number, stage in enumerate(stages, 1):
        repo.commit(f"2026-10-0{number}", weld=text(stage))
    history = repo.history("weld", most_revisions=2).documents["weld"]
    assert history.is_cut
    assert told(history) == [
        ("2026-10-05", [("stage", "prototype", "action")]),
        ("2026-10-01", [("created", None, "docs/weld.md")]),
    ]


def test_without_a_history_the_state_says_why(repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    alone = tmp_path / "alone.md"
    alone.write_text(text(), "utf-8")
    new = repo.write("docs/new.md", text())
    files = {"alone": alone, "new": new, "nowhere": tmp_path / "no" / "such.md"}
    states = {name: history.state for name, history in read(files).documents.items()}
    assert states == {"alone": "no-repository", "new": "uncommitted", "nowhere": "no-repository"}
    repo.commit("2026-10-01", weld=text())
    later = repo.write("docs/later.md", text())
    assert read({"later": later}).documents["later"].state == "uncommitted"
    monkeypatch.setenv("PATH", str(tmp_path))
    assert read(files).documents["new"].state == "no-git"


def test_a_broken_repository_is_a_state(repo: Repo):
    repo.commit("2026-10-01", weld=text())
    (repo.root / ".git/HEAD").write_text("nonsense\n", "ascii")
    assert repo.history("weld").documents["weld"].state in {"failed", "no-repository"}


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can give a folder away")
def test_a_folder_of_somebody_else_is_refused_unless_the_machine_says_it_is_safe(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    repo.commit("2026-10-01", weld=text())
    for place in (repo.root, repo.root / ".git"):
        os.chown(place, 12345, 12345)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("SUDO_UID", raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    assert repo.history("weld").documents["weld"].state == "refused"
    settings = tmp_path / "settings"
    settings.write_text("[safe]\n\tdirectory = *\n", "ascii")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    assert repo.history("weld").documents["weld"].state == "read"


def test_variables_and_settings_lead_git_nowhere_else(repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    repo.commit("2026-10-01", weld=text())
    repo.git("mv", "docs/weld.md", "docs/seam.md")
    repo.commit("2026-10-02")
    mark = tmp_path / "ran"
    for name in ("core.pager", "core.fsmonitor", "diff.external", "gpg.program", "pager.log", "core.sshCommand"):
        repo.git("config", name, f"touch {mark}; false")
    for name, value in (("log.showSignature", "true"), ("diff.renames", "false"), ("diff.relative", "true")):
        repo.git("config", name, value)
    repo.git("config", "diff.orderFile", "no-such-file")
    repo.git("config", "color.ui", "always")
    repo.git("config", "log.follow", "true")
    expected = repo.history("seam")
    assert [event.day for event in expected.documents["seam"].events] == ["2026-10-02", "2026-10-01"]
    other = Repo(tmp_path / "other")
    for name, value in {
        "GIT_DIR": str(other.root / ".git"),
        "GIT_WORK_TREE": str(other.root),
        "GIT_INDEX_FILE": str(mark),
        "GIT_PREFIX": "x/",
        "GIT_LITERAL_PATHSPECS": "1",
        "GIT_EXTERNAL_DIFF": f"touch {mark}",
        "GIT_PAGER": f"touch {mark}",
        "GIT_TRACE": str(mark),
    }.items():
        monkeypatch.setenv(name, value)
    assert repo.history("seam") == expected
    assert not mark.exists()


def test_a_link_has_the_history_of_its_file_and_a_submodule_its_own(repo: Repo, tmp_path: Path):
    inner = Repo(tmp_path / "inner")
    inner.commit("2026-10-01", weld=text("situation"))
    repo.commit("2026-10-02", outer=text())
    repo.git("submodule", "add", "-q", str(inner.root), "docs/inner")
    repo.commit("2026-10-03")
    link = tmp_path / "link.md"
    link.symlink_to(repo.root / "docs/outer.md")
    found = read({"link": link, "sub": repo.root / "docs/inner/docs/weld.md"}).documents
    assert [event.day for event in found["link"].events] == ["2026-10-02"]
    assert [event.day for event in found["sub"].events] == ["2026-10-01"]


def test_documents_below_a_folder_that_only_looks_like_a_repository(repo: Repo):
    repo.commit("2026-10-01", weld=text())
    (repo.root / "docs/.git").mkdir()
    history = repo.history("weld")
    assert history.documents["weld"].path == "docs/weld.md"
    repo.git("mv", "docs/weld.md", "seam.md")
    repo.commit("2026-10-02", weld="# Another\n")
    (repo.root / "docs/.git").rmdir()


def test_the_cache_gives_the_same_and_is_not_trusted(repo: Repo, tmp_path: Path):
    repo.commit("2026-10-01", weld=text("situation"))
    repo.git("mv", "docs/weld.md", "docs/seam.md")
    repo.commit("2026-10-02", seam=text("problem"))
    files = {"seam": repo.root / "docs/seam.md"}
    cache = Cache(tmp_path)

    def again() -> History:
        return read_history(files, standard_contract(), cache=(cache, "history"))

    expected = read(files)
    assert again() == expected
    known = cache.read("history")
    assert again() == expected
    for broken in (
        None,
        [],
        {"0": 1},
        {"0": [known["0"][0], [{"seam": ["read", [1]]}, []]]},
        {"0": [known["0"][0], "x"]},
    ):
        cache.write("history", broken)
        assert again() == expected
    for parts in (
        {"facts": [[1]], "blobs": {"x": 0}},
        {"commits": {"0": ["--output=x", [".md"], []]}},
        {"commits": {"0": [1]}},
    ):
        cache.write("history", None)
        cache.write("history-parts", parts)
        assert again() == expected


def test_new_commits_are_put_on_top_of_those_that_are_known(repo: Repo, tmp_path: Path):
    cache = (Cache(tmp_path), "history")

    def both(name: str) -> tuple[History, History]:
        files = {name: repo.root / f"docs/{name}.md"}
        return read_history(files, standard_contract(), cache=cache), read(files)

    repo.commit("2026-10-01", weld=text("situation"))
    both("weld")
    repo.commit("2026-10-02", other="# Another\n")
    repo.write("no-document.txt", "x")
    repo.commit("2026-10-03")
    repo.git("mv", "docs/weld.md", "docs/seam.md")
    repo.commit("2026-10-04")
    with_cache, without = both("seam")
    assert with_cache == without
    repo.git("switch", "-q", "-c", "side", "HEAD~1")
    repo.commit("2026-10-05", weld=text("problem"))
    with_cache, without = both("weld")  # what is known is not on the way to what is checked out
    assert with_cache == without
    repo.git("switch", "-q", "main")
    repo.git("merge", "-q", "--no-edit", "side", day="2026-10-06")
    repo.commit("2026-10-07", seam=text("design"))
    with_cache, without = both("seam")
    assert with_cache == without
    assert [event.day for event in without.documents["seam"].events][:2] == ["2026-10-07", "2026-10-06"]


def test_a_build_with_nothing_new_asks_git_once(repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    repo.commit("2026-10-01", weld=text())
    files = {"weld": repo.root / "docs/weld.md"}
    cache = (Cache(tmp_path), "history")
    expected = read_history(files, standard_contract(), cache=cache)
    trace = tmp_path / "trace"
    settings = tmp_path / "settings"
    settings.write_text(f"[trace2]\n\teventTarget = {trace}\n", "utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    assert read_history(files, standard_contract(), cache=cache) == expected
    told = [json.loads(line) for line in trace.read_text("utf-8").splitlines()]
    (command,) = [entry["argv"] for entry in told if entry["event"] == "start"]
    assert "rev-parse" in command


def test_what_moved_in_thirty_days(repo: Repo):
    more = "      - {date: 2026-11-01, phase: online, value: 0.9}\n"
    repo.commit("2026-09-01", a=text("design", id="a"), b=text("action", id="b"), c=text("design", id="c"))
    repo.commit(
        "2026-11-02", a=text("prototype", id="a", more=more), b=text("retired", id="b"), c=text("action", id="c")
    )
    repo.commit("2026-11-03", c=text("design", id="c"), d=text("situation", id="d"))
    documents = repo.history("a", "b", "c", "d").documents
    found = moved(documents, date(2026, 11, 25))
    assert [tuple(move) for move in found.stages] == [("a", "design", "prototype", "2026-11-02")]
    assert [tuple(move) for move in found.retired] == [("b", "action", "retired", "2026-11-02")]
    assert [move.name for move in found.begun] == ["d"]
    assert found.measured == 1
    assert moved(documents, date(2027, 1, 1)) == moved({}, date(2027, 1, 1))


def test_what_changed_since_the_last_review(repo: Repo):
    repo.commit("2026-10-01", weld=text(rest="next_review: 2026-10-10\n"))
    repo.commit("2026-10-10", weld=text(rest="next_review: 2026-11-10\n"))
    repo.commit("2026-10-12", weld=text(target=0.99, rest="next_review: 2026-11-10\n"))
    repo.commit("2026-10-13", weld=text("prototype", target=0.9, rest="next_review: 2026-11-10\n"))
    repo.commit("2026-10-14", weld=text("design", target=0.9, rest="next_review: 2026-11-10\n"))
    history = repo.history("weld").documents["weld"]
    assert history.last_review == "2026-10-10"
    assert net(history.since_day("2026-10-10")) == (Change("target", 0.95, 0.9, "recall"),)


def test_former_ids_that_are_in_use_lead_nowhere(repo: Repo):
    repo.commit("2026-10-01", a=text(id="one"))
    repo.commit("2026-10-02", a=text(id="two"))
    repo.commit("2026-10-03", a=text(id="three"), b=text(id="one"))
    documents = repo.history("a", "b").documents
    assert former_ids(documents, {"a": "three", "b": "one"}) == {"two": "a"}


def test_words_in_both_languages():
    change = Change("measured", 0.91, 0.93, "recall", "online", "2026-10-08")
    assert (
        change_in_words(change, "en", {}, {"recall": "Recall"})
        == "Recall: measured online 2026-10-08: 0.93, before 0.91"
    )
    assert (
        change_in_words(change, "ko", {}, {"recall": "재현율"}) == "재현율: 측정값 온라인 2026-10-08: 0.93, 이전 0.91"
    )
    stage = Change("stage", "design", "prototype")
    assert change_in_words(stage, "en", {"design": "Design"}, {}) == "Stage: Design → prototype"
    assert change_in_words(Change("target", 0.9, None, "m"), "en", {}, {}) == "m: target: 0.9 → none"
    for state in STATES:
        assert limits(DocumentHistory(state), "ko") != limits(DocumentHistory(state), "en")  # type: ignore[arg-type]


ENTRIES = st.lists(
    st.sampled_from(
        [
            "id: a\n",
            "stage: design\n",
            "title: 'x: y'\n",
            "metrics:\n- id: m\n  target: 3\n",
            "feasibility:\n  verdict: go\n",
            "tags: [a,\n  b]\n",
            "# a comment\n",
            "\n",
            "business: >-\n  stage: action\n",
            "'status': draft\n",
            "? odd\n: x\n",
            "owner: &a me\n",
            "updated: *a\n",
            "status: approved\r\n",
            "}\n",
        ]
    ),
    max_size=8,
)


@given(ENTRIES, st.sampled_from(["---\n", "--- \n", "---\r\n", "...\n", "----\n", ""]))
def test_the_short_reading_of_a_front_matter_is_that_of_the_whole(entries: list[str], end: str):
    content = "---\n" + "".join(entries) + end + "# T\n"
    reader = FactReader(standard_contract())
    reader.learn("blob", content.encode())
    whole = FactReader(standard_contract())._facts(content)  # noqa: SLF001 - the slow way
    if whole is not None:
        assert reader.facts("blob") == whole
