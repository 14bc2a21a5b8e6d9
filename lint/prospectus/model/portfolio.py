"""All documents together, with their indices."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from prospectus.contract.contract import Contract
    from prospectus.model.document import Document
    from prospectus.reading.front_matter.node import Node


class Portfolio:
    """The documents of one configuration. Ids map to tuples, so that duplicates stay visible."""

    def __init__(self, documents: Iterable[Document], contract: Contract) -> None:
        self.documents = tuple(documents)
        self.contract = contract

    def __iter__(self) -> Iterator[Document]:
        return iter(self.documents)

    def __len__(self) -> int:
        return len(self.documents)

    @cached_property
    def by_id(self) -> dict[str, tuple[Document, ...]]:
        """The documents of each project id."""
        found: dict[str, tuple[Document, ...]] = {}
        for document in self.documents:
            if document.id is not None:
                found[document.id] = (*found.get(document.id, ()), document)
        return found

    @cached_property
    def datasets(self) -> dict[str, tuple[tuple[Document, Node], ...]]:
        """The declarations of each data set id, with the document of each; the first one in each document."""
        found: dict[str, dict[Document, Node]] = {}
        for document in self.documents:
            for dataset in document.at("data.datasets").each():
                identity = dataset.at("id").text()
                if identity is not None:
                    found.setdefault(identity, {}).setdefault(document, dataset)
        return {identity: tuple(declarations.items()) for identity, declarations in found.items()}
