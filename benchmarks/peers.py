"""The tools we race: pinned, and installed into environments of their own under ``benchmarks/.peers``."""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).with_name(".peers")
PYTHON_PACKAGES = {"rumdl": "0.3.0", "check-jsonschema": "0.39.0"}
MDSCHEMA = "0.15.4"
REMARK_PACKAGES = {
    "remark-cli": "12.0.1",
    "remark-frontmatter": "5.0.0",
    "remark-lint-frontmatter-schema": "3.15.4",
}


@dataclass(frozen=True)
class Installed:
    """Where the peers' programs and packages are, or why they are not there."""

    programs: dict[str, Path]
    missing: dict[str, str]


def install(*, remark: bool) -> Installed:
    """Install what is not yet there; a peer that cannot be had is reported with its reason."""
    programs, missing = _python_peers()
    if not shutil.which("npm"):
        return Installed(programs, {**missing, "mdschema": "npm is not installed", "remark": "npm is not installed"})
    machine = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64"}.get(platform.machine().lower(), platform.machine())
    # The package that picks the binary is not published, those with a binary are.
    binary = f"@jackchuka/mdschema-{platform.system().lower()}-{machine}"
    wanted = {"mdschema": {binary: MDSCHEMA}}
    if remark:
        wanted["remark"] = REMARK_PACKAGES
    else:
        missing["remark"] = "not asked for (`--remark`)"
    for name, packages in wanted.items():
        prefix = FOLDER / name
        complaint = _once(
            prefix,
            packages,
            ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(prefix)]
            + [f"{package}@{version}" for package, version in packages.items()],
        )
        if complaint:
            missing[name] = f"npm could not install it: {complaint}"
        else:
            programs[name] = prefix / "node_modules" / ".bin" / name
    return Installed(programs, missing)


def _python_peers() -> tuple[dict[str, Path], dict[str, str]]:
    home = FOLDER / "python"
    bin_folder = home / ("Scripts" if sys.platform == "win32" else "bin")
    if not (bin_folder / "python").exists():
        venv.create(home, with_pip=True)
    pins = [f"{package}=={version}" for package, version in PYTHON_PACKAGES.items()]
    complaint = _once(home, PYTHON_PACKAGES, [str(bin_folder / "python"), "-m", "pip", "install", "-q", *pins])
    if complaint:
        return {}, dict.fromkeys(PYTHON_PACKAGES, f"pip could not install it: {complaint}")
    return {name: bin_folder / name for name in PYTHON_PACKAGES}, {}


def _once(prefix: Path, packages: dict[str, str], command: list[str]) -> str:
    """Run an installer unless these very versions are there; the last line of its complaint, or nothing."""
    stamp = prefix / "installed.txt"
    pins = "".join(f"{package} {version}\n" for package, version in packages.items())
    if stamp.exists() and stamp.read_text("utf-8") == pins:
        return ""
    prefix.mkdir(parents=True, exist_ok=True)
    print(f"installing {', '.join(packages)}", file=sys.stderr)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return (done.stderr.strip().splitlines() or [f"exit {done.returncode}"])[-1]
    stamp.write_text(pins, "utf-8")
    return ""
