"""``python -m prospectus`` is the command ``prospectus``."""

from prospectus.cli import main

main()
