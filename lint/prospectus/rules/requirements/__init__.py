"""REQ: the service requirements are stated, agree with each other, and can be met by the models and the hardware."""

from __future__ import annotations

from prospectus.rules.requirements import hardware, load, stated, times

RULES = (
    stated.not_covered,
    stated.time_undefined,
    times.over_budget,
    stated.accuracy_differs,
    load.without_qps,
    load.capacity_below,
    hardware.exceeds_memory,
    hardware.useless_reduction,
    hardware.place_disagrees,
    load.load_incoherent,
    stated.not_measured,
    times.times_contradict,
    hardware.device_memory_differs,
)
