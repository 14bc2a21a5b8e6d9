"""PFO: the documents of a portfolio agree with each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.diagnostic import Severity
from prospectus.rule import Context, Finding, label, portfolio_rule
from prospectus.rules.spelling import nearest
from prospectus.rules.structure import expand

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.document import Document
    from prospectus.front_matter import Node
    from prospectus.portfolio import Portfolio


@portfolio_rule("PFO01", "portfolio-incoherent", Severity.ERROR)
def portfolio_incoherent(portfolio: Portfolio, _context: Context) -> Iterator[Finding]:
    """Two projects share an id, a project refers to none that exists, or a superseded one is still approved."""
    yield from _shared_ids(portfolio)
    yield from _dangling_projects(portfolio)
    yield from _superseded_but_approved(portfolio)


def _shared_ids(portfolio: Portfolio) -> Iterator[Finding]:
    for identity, documents in portfolio.by_id.items():
        first = documents[0].at("id")
        for document in documents[1:]:
            yield Finding(document.at("id"), "shared-id", {"id": identity}, (label(first, "first"),))


def _dangling_projects(portfolio: Portfolio) -> Iterator[Finding]:
    paths = portfolio.contract.schema.references.get("projects", [])
    for document in portfolio:
        for node in (node for path in paths for node in expand(document.at(), path)):
            identity = node.text()
            if identity is not None and identity not in portfolio.by_id:
                near = nearest(identity, portfolio.by_id)
                yield Finding(node, "no-project-near" if near else "no-project", {"id": identity, "near": near})


def _superseded_but_approved(portfolio: Portfolio) -> Iterator[Finding]:
    replaced = _replaced(portfolio)
    for document in portfolio:
        status, own = document.at("status"), document.at("superseded_by")
        if status.value != "approved":
            continue
        if own.text() in portfolio.by_id:
            yield Finding(status, "still-approved", {"id": own.text()}, (label(own, "superseded-by"),))
        elif document in replaced:
            other, by = replaced[document], _id_of(replaced[document])
            yield Finding(status, "still-approved", {"id": by}, (label(other, "supersedes"),))


def _replaced(portfolio: Portfolio) -> dict[Document, Node]:
    """The documents that an approved one supersedes, with where it says so; a draft has replaced nothing yet."""
    found: dict[Document, Node] = {}
    for document in portfolio:
        supersedes = document.at("supersedes")
        if document.at("status").value == "approved":
            found |= {
                old: supersedes for old in portfolio.by_id.get(supersedes.text() or "", ()) if old is not document
            }
    return found


def _id_of(node: Node) -> str:
    return node.front_matter.root.at("id").text() or node.source.name


RULES = (portfolio_incoherent,)
