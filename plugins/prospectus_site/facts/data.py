"""The data sets of a project and the models that learn from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.numbers import non_negative, positive
from prospectus.project.datasets import datasets, labelling_cost, models_of, records
from prospectus.project.licences import forbids_commerce
from prospectus.project.models import critical_path, earliest_starts, models, name_of

if TYPE_CHECKING:
    from datetime import date

    from prospectus.model.document import Document
    from prospectus.reading.front_matter.node import Node


class Kind(NamedTuple):
    """One kind of records in a data set, and how many there are; None where it is not stated."""

    name: str
    quantity: float | None


class Dataset(NamedTuple):
    """One data set. Texts are empty and numbers None where nothing is stated.

    ``records`` is how many it has, counted in ``unit``. ``cost`` is what it costs as stated, else what labelling it comes to, in
    ``currency``. ``models`` are the ids of the models that use it. ``personal_data`` is None where nobody says.
    """

    id: str
    purpose: str
    state: str
    source: str
    license: str
    version: str
    start: date | None
    end: date | None
    records: float | None
    unit: str
    kinds: tuple[Kind, ...]
    label_state: str
    ground_truth: str
    annotation_by: str
    guide: str
    cost: float | None
    currency: str
    personal_data: bool | None
    personal_columns: tuple[str, ...]
    is_non_commercial: bool
    models: tuple[str, ...]


class Model(NamedTuple):
    """One model. ``processing_ms`` is the mean time of one run in milliseconds; ``is_critical`` whether it is on the longest way.

    ``start_ms`` is when it can begin at the earliest, after the request; None where that cannot be said.

    ``train`` and ``test`` are ids of data sets, ``depends_on`` of models that run before it.
    """

    id: str
    task: str
    base_model: str
    access: str
    version: str
    objective: str
    candidates: tuple[str, ...]
    takes: str
    gives: str
    train: tuple[str, ...]
    test: tuple[str, ...]
    depends_on: tuple[str, ...]
    memory_gb: float | None
    processing_ms: float | None
    start_ms: float | None
    is_critical: bool
    end_of_life: date | None


def datasets_of(document: Document) -> tuple[Dataset, ...]:
    """The data sets of a document, in order."""
    users = models_of(document)
    return tuple(_dataset(node, users.get(name_of(node), [])) for node in datasets(document))


def models_in(document: Document) -> tuple[Model, ...]:
    """The models of a document, in order."""
    declared = document.at("models")
    critical, starts = {node.path for node in critical_path(declared)}, earliest_starts(declared)
    return tuple(
        _model(node, starts.get(node.at("id").text() or ""), is_critical=node.path in critical)
        for node in models(document)
    )


def _dataset(node: Node, users: list[Node]) -> Dataset:
    def text(key: str) -> str:
        return node.at(key).text() or ""

    stated = non_negative(node.at("cost.amount"))
    licence = text("license")
    return Dataset(
        id=text("id") or name_of(node),
        purpose=text("purpose"),
        state=text("state"),
        source=text("source"),
        license=licence,
        version=text("version"),
        start=node.at("period.from").date(),
        end=node.at("period.to").date(),
        records=records(node),
        unit=text("unit"),
        kinds=tuple(
            Kind(kind.at("name").text() or "", positive(kind.at("quantity"))) for kind in node.at("kinds").each()
        ),
        label_state=text("label_state"),
        ground_truth=text("ground_truth"),
        annotation_by=text("annotation.by"),
        guide=text("annotation.guide"),
        cost=labelling_cost(node) if stated is None else stated,
        currency=text("cost.currency") or text("annotation.currency"),
        personal_data=node.at("personal_data").flag(),
        personal_columns=tuple(node.at("personal_columns").texts()),
        is_non_commercial=bool(licence) and forbids_commerce(licence),
        models=tuple(dict.fromkeys(name_of(user) for user in users)),
    )


def _model(node: Node, start_ms: float | None, *, is_critical: bool) -> Model:
    def text(key: str) -> str:
        return node.at(key).text() or ""

    return Model(
        id=text("id") or name_of(node),
        task=text("task"),
        base_model=text("base_model"),
        access=text("access"),
        version=text("version"),
        objective=text("objective"),
        candidates=tuple(_names(node.at("candidates"))),
        takes=_port(node.at("input")),
        gives=_port(node.at("output")),
        train=tuple(node.at("train").texts()),
        test=tuple(node.at("test").texts()),
        depends_on=tuple(node.at("depends_on").texts()),
        memory_gb=positive(node.at("memory_gb")),
        processing_ms=positive(node.at("processing_ms")),
        start_ms=start_ms,
        is_critical=is_critical,
        end_of_life=node.at("end_of_life").date(),
    )


def _names(candidates: Node) -> list[str]:
    return [name for one in candidates.each() if (name := one.text() or one.at("name").text())]


def _port(node: Node) -> str:
    """What goes into a model or comes out of it: its type, and how it looks."""
    kind = node.at("type")
    types = [kind.text()] if kind.text() else kind.texts()
    return ": ".join(filter(None, (", ".join(filter(None, types)), node.at("schema").text())))
