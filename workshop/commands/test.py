"""Run the tests; arguments go on to pytest."""

import subprocess
import sys
from collections.abc import Sequence

from workshop.config import ROOT

ALL_TESTS = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder", "--max-worker-restart", "1")
"""Without arguments everything runs, on two processes; the tests of a file share one of them.

In their own order the long journeys come first and small files last, so that both processes end together.
A process that hangs is replaced once: its tests begin anew, and would hang again if it is their fault.
"""


def run(arguments: Sequence[str]) -> int:
    """Run pytest in the project's folder and return its exit code."""
    command = [sys.executable, "-m", "pytest", *(arguments or ALL_TESTS)]
    return subprocess.run(command, cwd=ROOT, check=False).returncode
