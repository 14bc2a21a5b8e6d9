"""Print how well headings are matched: ``python tests/headings.py [--misses]``. Only the development part shows its misses."""

from __future__ import annotations

import sys

from support.judged_headings import table

if __name__ == "__main__":
    tables = (table("development", with_misses="--misses" in sys.argv[1:]), table("held-out"))
    sys.stdout.write("\n\n".join(tables) + "\n")
