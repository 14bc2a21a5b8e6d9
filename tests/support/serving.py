"""Serving a built site on this machine, with the headers a strict host would send."""

from __future__ import annotations

import functools
import threading
from base64 import b64encode
from contextlib import contextmanager
from hashlib import sha256
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from support.built_site import BuiltSite


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *arguments: object, headers_sent: Mapping[str, str], **named: object) -> None:
        self._headers_sent = headers_sent
        super().__init__(*arguments, **named)  # type: ignore[arg-type]

    def end_headers(self) -> None:
        for name, value in self._headers_sent.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


@contextmanager
def serve(folder: Path, headers: Mapping[str, str] | None = None) -> Iterator[str]:
    """Serve a folder, on a port that is free, to this machine alone; gives the address of its root."""
    handler = functools.partial(_Handler, directory=str(folder), headers_sent={} if headers is None else headers)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def strict_policy(site: BuiltSite) -> dict[str, str]:
    """A Content-Security-Policy that allows the site's own files and the inline scripts of the theme, and nothing else.

    The theme's are those on pages without a part of ours: an inline script of ours would be refused.
    """
    theirs = {text for page in site.pages.values() if not page.is_ours for text in page.scripts}
    hashes = sorted(f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in theirs)
    directives = (
        "default-src 'none'",
        " ".join(("script-src 'self'", *hashes)),
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "base-uri 'self'",
        "form-action 'self'",
    )
    return {"Content-Security-Policy": "; ".join(directives)}
