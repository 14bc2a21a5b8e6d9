"""A portfolio: all projects as the site knows them, and what only all of them together tell."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from prospectus_site.history.moved import Moved, moved

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from prospectus.contract.lifecycle import Lifecycle

    from prospectus_site.facts.project import Project
    from prospectus_site.history.reader import History


class Portfolio:
    """The projects of a checked workspace, on a day. ``projects`` are in the order of their titles.

    ``history`` is what git remembers of their documents; None where nobody asked it.
    """

    def __init__(
        self,
        projects: Iterable[Project],
        lifecycle: Lifecycle,
        today: date,
        history: History | None = None,
    ) -> None:
        self.projects = tuple(sorted(projects, key=lambda project: (project.title.casefold(), project.name)))
        self.lifecycle = lifecycle
        self.today = today
        self.history = history

    @cached_property
    def moved(self) -> Moved | None:
        """What moved in the last days, as git tells; None where nobody asked it."""
        return moved(self.history.documents, self.today) if self.history is not None else None

    @cached_property
    def by_id(self) -> Mapping[str, Project]:
        """The projects by their ids; of two with the same, the first."""
        found: dict[str, Project] = {}
        for project in self.projects:
            if project.record.id:
                found.setdefault(project.record.id, project)
        return found

    @cached_property
    def by_name(self) -> Mapping[str, Project]:
        """The projects by the names of their documents."""
        return {project.name: project for project in self.projects}

    @property
    def active(self) -> tuple[Project, ...]:
        """The projects that have not ended."""
        return tuple(project for project in self.projects if not project.record.has_ended)

    @cached_property
    def users_of(self) -> Mapping[str, tuple[tuple[Project, str], ...]]:
        """Who uses each data set, by its id: the projects, each with the data set's version there."""
        found: dict[str, list[tuple[Project, str]]] = {}
        for project in self.projects:
            for dataset in project.datasets:
                found.setdefault(dataset.id, []).append((project, dataset.version))
        return {name: tuple(users) for name, users in found.items()}

    @cached_property
    def dependents(self) -> Mapping[str, tuple[Project, ...]]:
        """The projects that say that they depend on a project, by its id."""
        found: dict[str, list[Project]] = {}
        for project in self.projects:
            for name in project.depends_on:
                found.setdefault(name, []).append(project)
        return {name: tuple(projects) for name, projects in found.items()}

    @cached_property
    def tagged(self) -> Mapping[str, tuple[Project, ...]]:
        """The projects that have a tag, by the tag."""
        found: dict[str, list[Project]] = {}
        for project in self.projects:
            for name in dict.fromkeys(project.record.tags):
                found.setdefault(name, []).append(project)
        return {name: tuple(projects) for name, projects in found.items()}

    def neighbours(self, project: Project) -> tuple[Project | None, Project | None]:
        """The projects before and after one."""
        at = self._places[project.name]
        before = self.projects[at - 1] if at else None
        after = self.projects[at + 1] if at + 1 < len(self.projects) else None
        return before, after

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {project.name: index for index, project in enumerate(self.projects)}
