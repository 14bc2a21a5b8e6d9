"""The sessions of this repository: ``nox -s tests``, ``lint``, ``site``, ``golden``, ``bench``."""

import nox

nox.options.default_venv_backend = "uv|virtualenv"
nox.options.sessions = ["lint", "tests", "site"]
nox.options.reuse_existing_virtualenvs = True

PROJECT = nox.project.load_toml("pyproject.toml")


def _install(session: nox.Session, *groups: str) -> None:
    wanted = [entry for group in groups for entry in nox.project.dependency_groups(PROJECT, group)]
    session.install("-e", ".[site]", *dict.fromkeys(wanted))


@nox.session
def tests(session: nox.Session) -> None:
    """Every test, on both cores."""
    _install(session, "test")
    session.run("pytest", "-n", "2", *session.posargs)


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


@nox.session
def golden(session: nox.Session) -> None:
    """Write the outputs that tests compare with; read the diff before you commit it."""
    _install(session, "test")
    session.run("python", "tests/support/golden.py", *session.posargs)
    session.run("pytest", "-q", "tests/lint/test_bad_input.py", "tests/lint/test_next.py", env={"UPDATE_GOLDEN": "1"})


@nox.session
def bench(session: nox.Session) -> None:
    """Race us against the peers; see ``nox -s bench -- --help``."""
    _install(session)
    session.run("python", "benchmarks/run.py", *session.posargs)
