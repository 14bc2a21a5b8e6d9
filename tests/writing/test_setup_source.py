"""Where hooks and pipelines get Prospectus from: of the installation, or of what somebody says."""

from __future__ import annotations

import json

import pytest
from prospectus.writing.setup.source import STAND_IN, Source, given_source, installed_source

COMMIT = "0123456789abcdef0123456789abcdef01234567"


def direct_url(url: str, revision: str | None = None, vcs: str = "git") -> str:
    asked = {} if revision is None else {"requested_revision": revision}
    return json.dumps({"url": url, "vcs_info": {"vcs": vcs, "commit_id": COMMIT, **asked}})


@pytest.mark.parametrize(
    ("told", "source"),
    [
        (direct_url("https://git.acme.test/ml/p", "v1.2.0"), Source("https://git.acme.test/ml/p", "v1.2.0")),
        (direct_url("https://git.acme.test/ml/p.git", "main"), Source("https://git.acme.test/ml/p.git", COMMIT)),
        (direct_url("https://git.acme.test/ml/p/"), Source("https://git.acme.test/ml/p", COMMIT)),
        (direct_url("https://me:secret@git.acme.test/p?t=secret#x"), Source("https://git.acme.test/p", COMMIT)),
        (direct_url("ssh://git@git.acme.test/p", "1.0"), Source("ssh://git@git.acme.test/p", "1.0")),
        (direct_url("ssh://git:secret@git.acme.test/p"), Source("ssh://git@git.acme.test/p", COMMIT)),
        (direct_url("file:///home/me/prospectus"), None),
        (direct_url("https://git.acme.test/$(id)"), None),
        (direct_url("https://git.acme.test/p", vcs="hg"), None),
        ('{"url": "file:///home/me/p", "dir_info": {}}', None),
        ('{"url": "https://[", "vcs_info": {"vcs": "git"}}', None),
        ("[" * 100_000, None),
        ("[]", None),
        (None, None),
    ],
)
def test_the_installation_tells(told: str | None, source: Source | None):
    assert installed_source(told, "0.1.0") == (source or Source(STAND_IN, "v0.1.0"))


@pytest.mark.parametrize(
    ("written", "source"),
    [
        ("https://a.test/p", Source("https://a.test/p", "v0.1.0")),
        ("https://a.test/p@v2.0", Source("https://a.test/p", "v2.0")),
        ("https://me:secret@a.test/p@v2.0", Source("https://a.test/p", "v2.0")),
        ("ssh://git@a.test/p", Source("ssh://git@a.test/p", "v0.1.0")),
        ("git@a.test:ml/p.git", Source("ssh://git@a.test/ml/p.git", "v0.1.0")),
        ("git@a.test:ml/p.git@v2.0", Source("ssh://git@a.test/ml/p.git", "v2.0")),
        ("", None),
        ("prospectus", None),
        ("https://", None),
        ("/home/me/p", None),
        ("https://a.test/p@", None),
        ("https://a.test/p@v1; id", None),
        ('https://a.test/"p', None),
        ("https://a.test/p\nrun", None),
        ("https://a.test/${{ secrets.A }}", None),
    ],
)
def test_somebody_tells(written: str, source: Source | None):
    assert given_source(written, "0.1.0") == source
