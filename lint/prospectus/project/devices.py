"""The devices that serve the models: what their names say, and which models share the memory of which device."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.pattern import Pattern

if TYPE_CHECKING:
    from prospectus.reading.front_matter.node import Node

OWN_DEVICES = frozenset({"mobile", "browser"})
"""Places where each user's device serves that user alone, so that no queue and no queries per second are shared."""

CPU_PLACES = frozenset({"on-prem-cpu", "cloud-cpu"})
"""Places where the cores and not the memory say how much runs at a time."""

EDGE = "edge-device"
"""A device beside the machine or the camera: a small computer that is shared by what it watches."""

VENDOR = "vendor-api"
"""Somebody else's hardware behind an API: what counts is the rate that the vendor accepts."""

LONGEST_TEXT = 200
"""A device has a shorter name than this; what is longer is not searched to its end."""

_WORD = r"(?<![A-Za-z0-9])(?:[0-9]+x)?(?:{})(?:x[0-9]+)?(?![A-Za-z0-9])"
"""A word of its own, maybe counted (2xT4); Korean may follow at once."""
_DATA_CENTRE = (
    r"[ahv]100|h200|[gb]b?200|p100|tesla|mi[0-9]{3}[ax]?"
    r"|(?:g4dn|g4ad|g5g?|g6e?|p2|p3(?:dn)?|p4de?|p5e?n?)\.[0-9]*\w+|(?:a2|a3|g2)-\w+-\w+|standard_n[cdv]\w*"
)
_SERVER_GPU = rf"{_DATA_CENTRE}|[tl]4|l40s?"
_GPU = Pattern(
    _WORD.format(
        rf"{_SERVER_GPU}|[a-z]*gpus?|nvidia|geforce|[rg]tx[0-9]*(?:ti)?|quadro|jetson|orin|xavier|radeon|instinct|a10g?|a30|a40|k80"
        r"|[tn]pu|inferentia[0-9]?|trainium[0-9]?|gaudi[0-9]?|(?:inf|trn)[12]\.\w+"
    ),
    re.IGNORECASE,
)
_CPU = Pattern(_WORD.format(r"[0-9]*v?cpus?|(?:[0-9]+[ -]?)?cores?|xeon|epyc|threadripper") + r"|코어", re.IGNORECASE)
_SERVER = Pattern(_WORD.format(rf"{_SERVER_GPU}|[0-9]*vcpus?|xeon|epyc"), re.IGNORECASE)
_IN_DATA_CENTRES = Pattern(_WORD.format(_DATA_CENTRE), re.IGNORECASE)
_API = Pattern(r"(?<![A-Za-z0-9])APIs?(?![A-Za-z0-9])", re.IGNORECASE)

_GIGABYTES = Pattern(
    r"(?<![A-Za-z0-9.,])([0-9]{1,4}(?:\.[0-9]{1,2})?)\s{0,2}(GiB|GB|TiB|TB|G|gigabytes?|기가(?:바이트)?)(?![A-Za-z0-9/])"
    r"(\s{0,2}(?:SSD|NVMe|HDD|disk|storage|디스크))?(\s{0,2}(?:host|system|main|of|DDR[0-9]?)?\s{0,2}(?:RAM|memory|DDR[0-9]?)(?![A-Za-z]))?",
    re.IGNORECASE,
)
"""A number of gigabytes; whether they are a disk's, and whether they are those of the machine around a card."""
_SEVERAL = Pattern(
    r"(?<![\w.])[0-9]{1,3}\s{0,2}[x\u00d7*]|(?:[x\u00d7*]|(?<![A-Za-z])x\s{1,2})[0-9]{1,2}(?![0-9])"
    r"|(?<![A-Za-z])(?:two|three|four|eight|dual|twin|pair|each)(?![A-Za-z])"
    r"|[0-9]{1,3}\s{0,2}(?:장|개|대|cards?|gpus)|[두세네]\s?(?:장|개|대)",
    re.IGNORECASE,
)
_SMALLEST_CARD = 8
_GIGABYTES_A_TERABYTE = 1024


def is_gpu(device: str) -> bool:
    """Whether the name of a device names an accelerator."""
    return _GPU.search(device[:LONGEST_TEXT]) is not None


def is_cpu(device: str) -> bool:
    """Whether the name of a device names processors, and no accelerator."""
    return _CPU.search(device[:LONGEST_TEXT]) is not None and not is_gpu(device)


def is_server(device: str) -> bool:
    """Whether the name of a device names what stands in a server room, never in a pocket."""
    return _SERVER.search(device[:LONGEST_TEXT]) is not None


def is_in_data_centres(device: str) -> bool:
    """Whether the name of a device names a card or a rented machine that is found in data centres alone."""
    return _IN_DATA_CENTRES.search(device[:LONGEST_TEXT]) is not None


def is_api(device: str) -> bool:
    """Whether the name of a device names an API, which is none."""
    return _API.search(device[:LONGEST_TEXT]) is not None and not is_gpu(device) and not is_cpu(device)


def stated_gb(device: str) -> float | None:
    """The most memory that the name of a device states, in GB: 16 of ``NVIDIA T4 16GB``.

    None where it states none, or names several devices, so that nobody can say whose memory it is.
    """
    text = device[:LONGEST_TEXT]
    if _SEVERAL.search(text):
        return None
    has_card = is_gpu(text)
    found = [
        float(number) * (_GIGABYTES_A_TERABYTE if unit[:1] in "tT" else 1)
        for number, unit, disk, main in (match.groups() for match in _GIGABYTES.finditer(text))
        if not disk
        and not (main and has_card)
        and (unit not in "gG" or float(number) >= _SMALLEST_CARD)  # 5G is a network
    ]
    return max(found, default=None)


class Shared(NamedTuple):
    """One device and the models that run on it: ``device`` and ``memory`` are where its name and its memory are stated."""

    device: Node
    memory: Node
    models: tuple[Node, ...]


def shared_devices(hardware: Node, models: Node) -> tuple[Shared, ...]:
    """The device of ``requirements.hardware`` with the models that run on it, then each other device that a model names."""
    main: list[Node] = []
    others: dict[str, list[Node]] = {}
    for model in models.each():
        name = model.at("device").text()
        if name is None or _is_same(name, hardware.at("device").text() or ""):
            main.append(model)
        else:
            others.setdefault(" ".join(name.casefold().split()), []).append(model)
    memory = hardware.at("memory_gb")
    if not memory.is_present:
        memory = next((at for model in main if (at := model.at("device_memory_gb")).is_present), memory)
    found = [Shared(hardware.at("device"), memory, tuple(main))]
    for sharing in others.values():
        stated = next((model for model in sharing if model.at("device_memory_gb").is_present), sharing[0])
        found.append(Shared(stated.at("device"), stated.at("device_memory_gb"), tuple(sharing)))
    return tuple(found)


def _is_same(one: str, other: str) -> bool:
    """Whether two names are of one device: the words of the shorter stand in the longer, and both are of one kind."""
    first, second = set(one.casefold().split()), set(other.casefold().split())
    is_within = first <= second or second <= first
    return bool(other) and is_within and is_gpu(one) == is_gpu(other)
