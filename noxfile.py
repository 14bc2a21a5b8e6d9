"""The sessions of this repository: ``nox -s tests``, ``nox -s lint``, ``nox -s site``, ``nox -s golden``.

They install what constraints.txt says, so that they give tomorrow what they gave today. ``newest``, ``lowest``,
``pythons`` and ``sites`` look at what users may have instead.
"""

import nox

nox.options.default_venv_backend = "uv|virtualenv"
nox.options.sessions = ["lint", "tests", "site"]
nox.options.reuse_existing_virtualenvs = True
nox.options.error_on_missing_interpreters = False  # `pythons` says which it skips

PROJECT = nox.project.load_toml("pyproject.toml")
CONSTRAINTS = "constraints.txt"

QUICK = [
    f"tests/{name}.py"
    for name in (
        "cli/test_command",
        "contract/test_contracts",
        "contract/test_headings",
        "contract/test_lifecycle",
        "contract/test_schema",
        "engine/test_bad_input",
        "ground/test_glob",
        "output/test_fixes",
        "reading/test_composer",
        "reading/test_markdown_headings",
        "rules/test_rule_pages",
    )
]
"""Tests that touch every dependency of the core, in about a minute."""


def _wanted(*groups: str) -> list[str]:
    entries = [entry for group in groups for entry in nox.project.dependency_groups(PROJECT, group)]
    return ["-e", ".[site]", *dict.fromkeys(entries)]


def _install(session: nox.Session, *groups: str) -> None:
    session.install(*_wanted(*groups), "-c", CONSTRAINTS)


@nox.session
def tests(session: nox.Session) -> None:
    """Every test, on all cores."""
    _install(session, "test")
    session.run("pytest", "-n", "auto", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Style, types, floors, and our own linter on our own documents."""
    _install(session, "dev")
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("mypy")
    session.run("lint-imports")
    session.run("prospectus", "lint")


@nox.session
def site(session: nox.Session) -> None:
    """The site of this repository."""
    _install(session)
    session.run("mkdocs", "build", "--strict", *session.posargs)


GENERATORS = {
    "mkdocs-material-9.7.7": ("mkdocs", [".[site]", "mkdocs==1.6.1", "mkdocs-material==9.7.7"]),
    "mkdocs-material-newest": ("mkdocs", [".[site]"]),
    "properdocs": ("properdocs", [".", "properdocs==1.6.7", "mkdocs-material"]),
    "zensical": ("zensical", [".", "zensical==0.0.73"]),
}
"""The generators that build a portfolio: each with its command, and what is installed for it; the last one runs no plugins."""


@nox.session
@nox.parametrize("generator", [*GENERATORS], ids=[*GENERATORS])
def sites(session: nox.Session, generator: str) -> None:
    """The example portfolio with each generator: every page is there, and our parts of it are what the core made."""
    command, wanted = GENERATORS[generator]
    session.install("--upgrade", *wanted)
    session.run("python", "tests/sites.py", command)


@nox.session
def html(session: nox.Session) -> None:
    """The Nu HTML checker on the site of this repository; it comes with a Java of its own."""
    _install(session, "html")
    session.run("python", "tests/nu.py", *session.posargs)


@nox.session
def sarif(session: nox.Session) -> None:
    """Microsoft's SARIF validator on what ``lint --format sarif`` gives; it comes from npm, with a Node.js of its own."""
    _install(session, "sarif")
    session.run("python", "tests/multitool.py", *session.posargs)


@nox.session
def trackers(session: nox.Session) -> None:
    """What MLflow itself writes: its newest release, and one that made a file store by default."""
    _install(session, "test")
    for release, database in (("mlflow-skinny<3", "sqlalchemy<2.1"), ("mlflow-skinny>=3.13", "sqlalchemy")):
        session.install("--upgrade", release, database, "alembic")
        session.run("pytest", "-q", "tests/writing/test_real_mlflow.py", *session.posargs)


@nox.session
def sizes(session: nox.Session) -> None:
    """How large the first page of a thousand projects is."""
    _install(session)
    session.run("python", "benchmarks/site_sizes.py", *session.posargs)


@nox.session
def newest(session: nox.Session) -> None:
    """The quick tests with the newest of every dependency, as it is today."""
    session.install("--upgrade", *_wanted("test"))
    session.run("pytest", "-n", "2", *(session.posargs or QUICK))


@nox.session
def lowest(session: nox.Session) -> None:
    """The quick tests with the oldest direct dependencies that pyproject.toml allows."""
    session.install("uv")
    python = f"{session.bin}/python"
    session.run("uv", "pip", "install", "--python", python, "--resolution", "lowest-direct", *_wanted("test"))
    session.run("pytest", "-n", "2", *(session.posargs or QUICK))


@nox.session(python=["3.11", "3.12", "3.13"])
def pythons(session: nox.Session) -> None:
    """The quick tests with each version of Python that is installed here."""
    _install(session, "test")
    session.run("pytest", "-n", "2", *(session.posargs or QUICK))


@nox.session
def constraints(session: nox.Session) -> None:
    """Write constraints.txt anew: the newest versions of everything, for every platform and Python."""
    session.install("uv")
    groups = ["--extra", "site", "--extra", "lsp", "--group", "dev", "--group", "html", "--group", "sarif"]
    form = ["--universal", "--upgrade", "--python-version", "3.11", "--no-header", "--no-annotate", "--quiet"]
    session.run("uv", "pip", "compile", *form, *groups, "pyproject.toml", "--output-file", CONSTRAINTS)


@nox.session
def golden(session: nox.Session) -> None:
    """Write the outputs that tests compare with; read the diff before you commit it."""
    _install(session, "test")
    session.run("python", "tests/golden.py", *session.posargs)
    compared = ("tests/engine/test_bad_input.py", "tests/output/test_formats.py", "tests/writing/test_next.py")
    session.run("pytest", "-q", *compared, env={"UPDATE_GOLDEN": "1"})


@nox.session
def headings(session: nox.Session) -> None:
    """How well headings of real documents are matched; with ``-- --misses`` also where they are not."""
    _install(session, "test")
    session.run("python", "tests/headings.py", *session.posargs)


@nox.session
def bench(session: nox.Session) -> None:
    """Race us against the peers; see ``nox -s bench -- --help``."""
    _install(session)
    session.run("python", "benchmarks/run.py", *session.posargs)
