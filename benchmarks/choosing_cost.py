"""What choosing among many projects costs a reader: ``python benchmarks/choosing_cost.py [--projects 1000]``.

A portfolio is built, its home opened in Debian's Chromium, and each choice made several times. Printed are the size of the home, and the
least time of each choice in milliseconds: of the script, and of the script and the layout after it. Needs the group ``test``.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import sys
import tempfile
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from corpus import write_corpus
from measure import cost
from playwright.sync_api import sync_playwright
from site_cost import CONFIGURATION

CHOICES = [["text", "bike"], ["text", ""], ["stage", "design"], ["stage", ""], ["sort", "review"], ["sort", ""]]
ROUNDS = 9
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu"]
TAKE = """async ([choices, rounds]) => {
    const form = document.querySelector("form.prospectus-filter");
    const frame = () => new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)));
    const least = {};
    for (let round = 0; round < rounds; round++) for (const [name, value] of choices) {
        form.elements.namedItem(name).value = value;
        await frame();
        const start = performance.now();
        form.elements.namedItem(name).dispatchEvent(new Event("input", {bubbles: true}));
        const script = performance.now() - start;
        document.body.offsetHeight;
        const taken = [script, performance.now() - start];
        const key = `${name}=${value}`;
        least[key] = taken.map((time, at) => Math.min(time, least[key]?.[at] ?? Infinity));
    }
    return least;
}"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


def main() -> None:
    """Build, open, choose, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--projects", type=int, default=1000)
    size = parser.parse_args().projects
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_corpus(folder, size)
        (folder / "docs" / "index.md").write_text("# A portfolio\n", "utf-8")
        (folder / "prospectus.toml").write_text('documents = ["docs/*/*.md"]\n', "utf-8")
        (folder / "mkdocs.yml").write_text(CONFIGURATION.format(plugin=", prospectus"), "utf-8")
        command = [sys.executable, "-m", "mkdocs", "build", "-q", "-d", "site"]
        cost([command], folder, lambda code, _: code == 0, 600)
        home = (folder / "site" / "projects" / "index.html").read_bytes()
        print(f"home of {size:,} projects: {len(home) / 1000:.0f} KB, gzipped {len(gzip.compress(home)) / 1000:.1f} KB")
        server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder / "site")))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            page = browser.new_page(viewport={"width": 1400, "height": 900})
            page.goto(f"http://127.0.0.1:{server.server_port}/projects/")
            page.wait_for_load_state("networkidle")
            for choice, (script, whole) in page.evaluate(TAKE, [CHOICES, ROUNDS]).items():
                print(f"{choice:14} script {script:6.1f} ms, with layout {whole:6.1f} ms")
            browser.close()
        server.shutdown()


if __name__ == "__main__":
    main()
