"""What is required of a project's models in service: times, load, hardware, functions."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.numbers import non_negative, positive

if TYPE_CHECKING:
    from prospectus.model.document import Document


class Hardware(NamedTuple):
    """What serves the models, as stated; None where nothing is. ``memory_gb`` is that of one machine, in GB."""

    device: str
    memory_gb: float | None
    replicas: float | None
    max_replicas: float | None
    copies: float | None
    concurrency: float | None
    batch_size: float | None
    rate_limit_qps: float | None
    cost_per_month: float | None
    currency: str


class Requirements(NamedTuple):
    """The requirements of the models. Times are milliseconds, of one request; ``statistic`` says which of them (``mean``, ``p95``).

    ``functions`` are what the models are to do, in their writer's words.
    """

    offline_ms: float | None
    online_ms: float | None
    first_output_ms: float | None
    mean_ms: float | None
    statistic: str
    read_ms: float | None
    hardware: Hardware
    functions: tuple[str, ...]


def requirements_of(document: Document) -> Requirements:
    """What a document requires of its models."""
    node = document.at("requirements")
    time, hardware = node.at("processing_time"), node.at("hardware")
    return Requirements(
        offline_ms=positive(time.at("offline_ms")),
        online_ms=positive(time.at("online_ms")),
        first_output_ms=positive(time.at("first_output_ms")),
        mean_ms=positive(time.at("mean_ms")),
        statistic=time.at("statistic").text() or "",
        read_ms=positive(node.at("read_path.mean_ms")),
        hardware=Hardware(
            device=hardware.at("device").text() or "",
            memory_gb=positive(hardware.at("memory_gb")),
            replicas=positive(hardware.at("replicas")),
            max_replicas=positive(hardware.at("max_replicas")),
            copies=positive(hardware.at("copies")),
            concurrency=positive(hardware.at("concurrency")),
            batch_size=positive(hardware.at("batch_size")),
            rate_limit_qps=positive(hardware.at("rate_limit_qps")),
            cost_per_month=non_negative(hardware.at("cost_per_month")),
            currency=hardware.at("currency").text() or document.at("constraints.budget.currency").text() or "",
        ),
        functions=tuple(text for one in node.at("functional").each() if (text := one.text() or one.at("text").text())),
    )
