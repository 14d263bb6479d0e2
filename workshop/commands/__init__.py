"""The commands behind run.py: one module for each, with `arguments(parser)` and `run(options)`."""

import os
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Sequence
from importlib import import_module

from workshop.commands import test
from workshop.commands.refusal import Refused

COMMANDS = (
    "demo", "serve", "work", "user", "backup", "restore", "score", "blueprint", "pack", "bench", "test",
    "check",
)  # fmt: skip


def main(arguments: Sequence[str]) -> int:
    """Run the command that the first argument names and return the exit code; 2 where it was refused."""
    name, *rest = arguments
    try:
        if name == "test":
            return test.run(rest)  # whatever follows is pytest's
        # Only the one command is imported: scores need no server, and a server needs no charts.
        command = import_module(f"workshop.commands.{name}")
        parser = ArgumentParser(
            prog=f"run.py {name}",
            description=command.__doc__,
            formatter_class=RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        command.arguments(parser)
        code = int(command.run(parser.parse_args(rest)))
        sys.stdout.flush()
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read the output has gone; nothing more can be said to them, not even at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code
