"""The files of the contracts that ship with Prospectus: where they are, and reading them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import prospectus_schemas

PACKAGE = Path(__file__).parents[1]


def schema_file(name: str) -> Path:
    """The file of the shipped contract data with this name."""
    return Path(prospectus_schemas.__path__[0]) / name


def read_schema(name: str) -> dict[str, Any]:
    """One of the shipped JSON files, such as ``config.schema.json``."""
    return json.loads(schema_file(name).read_text("utf-8"))  # type: ignore[no-any-return]


def shipped_contracts() -> dict[str, Path]:
    """The folders of the worked examples of contracts, by name: in the wheel, or in the checkout this runs from."""
    installed = PACKAGE / "contracts"
    folder = installed if installed.is_dir() else PACKAGE.parents[1] / "docs" / "contracts"
    return {path.parent.name: path.parent for path in sorted(folder.glob("*/lifecycle.yml"))}
