"""The catalogue of data sets: one entry for each id across all projects, with who would notice if it went away."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prospectus_site.facts.data import Dataset
    from prospectus_site.facts.project import Project
    from prospectus_site.portfolio.portfolio import Portfolio

_LEARNING = frozenset({"train", "validation"})
_LONGEST = 80
"""In characters: an id that is longer makes no anchor that anybody could read."""


class Use(NamedTuple):
    """A data set as one project states it."""

    project: Project
    dataset: Dataset

    @property
    def is_for_learning(self) -> bool:
        """Whether models of the project learn from it; one whose purpose is not stated may be needed for that."""
        return self.dataset.purpose in _LEARNING or not self.dataset.purpose


class Entry(NamedTuple):
    """A data set by its id, with all its uses in the order of the projects' titles."""

    id: str
    uses: tuple[Use, ...]

    @property
    def live(self) -> tuple[Use, ...]:
        """The uses in projects that have not ended."""
        return tuple(use for use in self.uses if not use.project.record.has_ended)

    @property
    def learners(self) -> tuple[Project, ...]:
        """The projects that could not train their models without it."""
        return _projects(use for use in self.live if use.is_for_learning)

    @property
    def testers(self) -> tuple[Project, ...]:
        """The projects that would only lose a measure of how good they are."""
        learners = {project.name for project in self.learners}
        return tuple(project for project in _projects(self.live) if project.name not in learners)

    @property
    def versions(self) -> tuple[str, ...]:
        """The versions that projects state, each once; empty text for a project that states none."""
        return tuple(dict.fromkeys(use.dataset.version for use in self.uses))

    @property
    def costs(self) -> dict[str, float]:
        """What its labels cost, by currency: where projects state different amounts, the largest."""
        found: dict[str, float] = {}
        for use in self.uses:
            if use.dataset.cost is not None:
                currency = use.dataset.currency or (
                    use.project.limits.budget.currency if use.project.limits.budget else ""
                )
                found[currency] = max(use.dataset.cost, found.get(currency, 0.0))
        return found


def _projects(uses: Iterable[Use]) -> tuple[Project, ...]:
    return tuple({use.project.name: use.project for use in uses}.values())


def catalogue(portfolio: Portfolio) -> tuple[Entry, ...]:
    """All data sets, those that most projects would miss first."""
    found: dict[str, list[Use]] = {}
    for project in portfolio.projects:
        for dataset in project.datasets:
            found.setdefault(dataset.id, []).append(Use(project, dataset))
    entries = [Entry(name, tuple(uses)) for name, uses in found.items()]
    entries.sort(
        key=lambda entry: (
            -len(entry.learners) - len(entry.testers),
            -len(entry.learners),
            entry.id.casefold(),
            entry.id,
        )
    )
    return tuple(entries)


def dataset_anchor(name: str) -> str:
    """The anchor of a data set in the catalogue; two ids never share one."""
    slug = "".join(letter if letter.isalnum() or letter in "-_." else f"~{ord(letter):x}~" for letter in name)
    if len(slug) > _LONGEST:
        slug = blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return f"dataset-{slug}"
