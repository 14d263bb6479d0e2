"""Check format and style (ruff) and types (mypy); --fix puts right what can be put right by itself."""

import subprocess
import sys
from argparse import ArgumentParser, Namespace

from workshop.config import ROOT


def arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("--fix", action="store_true", help="rewrite the files where that is safe")


def run(options: Namespace) -> int:
    """Run every check, also after one has failed, and return 1 if any did."""
    style, form = (["--fix"], []) if options.fix else ([], ["--check"])
    checks = (
        ["ruff", "check", *style, "."],
        ["ruff", "format", *form, "."],
        ["mypy"],
    )
    codes = [_run(check) for check in checks]
    return int(any(codes))


def _run(check: list[str]) -> int:
    print("run.py check:", *check, flush=True)
    return subprocess.run([sys.executable, "-m", *check], cwd=ROOT, check=False).returncode
