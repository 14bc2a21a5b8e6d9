"""Only what rests on the same is ranked, and what parts the others is said."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from prospectus.project.comparability import Basis, Quantity, Sample, compared, quantity_of, unit_of
from prospectus.project.metrics import metrics
from support.samples import read_documents
from support.site_pages import document

SAME = Basis(Quantity("recall"), "max", "ratio", "offline", "golden", "2026-06", "golden")


def measured(name: str, identity: str = "m") -> Quantity:
    [read] = read_documents({"a.md": document("a", {"metrics": [{"id": identity, "name": name, "kind": "model"}]})})
    return quantity_of(metrics(read)[0])


def test_values_on_one_basis_are_ranked_by_the_better_direction() -> None:
    found = compared([Sample("a", 0.7, SAME), Sample("b", 0.9, SAME), Sample("c", 0.9, SAME)])
    [ranking] = found.rankings
    assert [(place.sample.owner, place.rank, round(place.gap, 9)) for place in ranking.places] == [
        ("b", 1, 0),
        ("c", 1, 0),
        ("a", 3, 0.2),
    ]
    assert not found.apart
    lower = SAME._replace(direction="min")
    [ranking] = compared([Sample("a", 3, lower), Sample("b", 2, lower)]).rankings
    assert [place.sample.owner for place in ranking.places] == ["b", "a"]


def test_each_difference_parts_two_values_and_is_named() -> None:
    others = {
        "dataset": SAME._replace(dataset="other"),
        "version": SAME._replace(version="2026-07"),
        "purpose": SAME._replace(purpose="test"),
        "phase": SAME._replace(phase="online"),
        "unit": SAME._replace(unit="percent"),
        "cut": SAME._replace(quantity=Quantity("recall", cut="10")),
        "subject": SAME._replace(quantity=Quantity("recall", "spam")),
        "direction": SAME._replace(direction="min"),
    }
    for reason, other in others.items():
        found = compared([Sample("a", 1, SAME), Sample("b", 1, other)])
        assert not found.rankings
        assert [one.reasons for one in found.apart] == [(reason,), (reason,)]


def test_what_is_not_stated_is_not_the_same() -> None:
    for reason, basis in (
        ("undescribed", SAME._replace(dataset="", version="", purpose="")),
        ("unversioned", SAME._replace(version="")),
    ):
        found = compared([Sample("a", 1, basis), Sample("b", 2, basis)])
        assert not found.rankings
        assert [one.reasons for one in found.apart] == [(reason,), (reason,)]


def test_the_nearest_other_gives_the_reason() -> None:
    far = SAME._replace(dataset="other", unit="percent", phase="online")
    near = SAME._replace(version="2026-07")
    found = compared([Sample("far", 1, far), Sample("own", 1, SAME), Sample("near", 1, near)])
    assert {one.sample.owner: one.reasons for one in found.apart}["own"] == ("version",)


def test_one_project_alone_is_compared_with_nobody() -> None:
    assert compared([Sample("a", 1, SAME), Sample("a", 2, SAME)]) == ((), ())


_BASES = st.builds(
    Basis,
    st.builds(Quantity, st.sampled_from(["recall", "mae"]), st.sampled_from(["", "spam"]), st.sampled_from(["", "10"])),
    st.sampled_from(["max", "min", "target", ""]),
    st.sampled_from(["ratio", "percent"]),
    st.sampled_from(["offline", "online"]),
    st.sampled_from(["", "golden", "other"]),
    st.sampled_from(["", "1", "2"]),
    st.sampled_from(["test", "golden"]),
)


@given(st.lists(st.builds(Sample, st.sampled_from("abc"), st.floats(-1e9, 1e9), _BASES), max_size=12))
def test_no_value_is_in_both_lists_and_no_ranking_mixes(samples: list[Sample]) -> None:
    found = compared(samples)
    ranked = [place.sample for ranking in found.rankings for place in ranking.places]
    assert all(place.sample.basis == ranking.basis for ranking in found.rankings for place in ranking.places)
    assert all(ranking.basis.dataset and ranking.basis.version for ranking in found.rankings)
    assert all(len({place.sample.owner for place in ranking.places}) > 1 for ranking in found.rankings)
    assert not {sample.basis for sample in ranked} & {one.sample.basis for one in found.apart}
    assert len(ranked) + len(found.apart) <= len(samples)


def test_a_quantity_is_told_by_name_in_both_languages_with_subject_and_cut() -> None:
    assert measured("불량 이음 재현율") == ("recall", "불량 이음", "")
    assert measured("Recall") == measured("True positive rate") == ("recall", "", "")
    assert measured("Recall in the top 10%") == ("recall", "", "10")
    assert measured("Recall of spam") == ("recall", "spam", "")
    assert measured("mAP@0.5", "map50").cut == "0.5"
    assert measured("Usable drafts") == measured("usable  DRAFTS") == ("usable drafts", "", "")
    assert unit_of("%") == unit_of("percent") == "percent"
    assert unit_of("Minutes") == "minutes"
