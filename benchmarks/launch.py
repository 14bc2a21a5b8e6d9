"""Run one command without output and print what it cost: ``python -I -S launch.py COMMAND…``.

Printed: wall seconds, CPU seconds (user and system), peak memory in KiB, exit code. A process of its own, because the
kernel counts the memory of whoever starts a program into that program's peak: this one imports next to nothing, so
that the floor of all figures is a bare Python. ``wait4`` gives the cost of this child and of those it waited for; its
peak is that of the largest single process among them.
"""

import os
import sys
import time

command = sys.argv[1:]
null = os.open(os.devnull, os.O_RDWR)
quiet = [(os.POSIX_SPAWN_DUP2, null, 0), (os.POSIX_SPAWN_DUP2, null, 1)]
start = time.perf_counter()
child = os.posix_spawnp(command[0], command, os.environ, file_actions=quiet)
_, status, usage = os.wait4(child, 0)
wall = time.perf_counter() - start
peak = usage.ru_maxrss // 1024 if sys.platform == "darwin" else usage.ru_maxrss
print(wall, usage.ru_utime + usage.ru_stime, peak, os.waitstatus_to_exitcode(status))
