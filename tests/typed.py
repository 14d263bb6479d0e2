"""Commands as a person types them, in this process or in one of their own."""

import sys
from pathlib import Path

from workshop import commands

ROOT = Path(__file__).resolve().parent.parent


def call(*arguments: object) -> int:
    """Call a command as run.py does and return its exit code, that of argparse's refusals included."""
    try:
        return commands.main([str(each) for each in arguments])
    except SystemExit as ended:
        return int(ended.code or 0)


def command_line(*arguments: object) -> list[str]:
    """Return what starts a command in a process of its own, without the check of the environment."""
    begin = f"import sys; sys.path[0] = {str(ROOT)!r}; from workshop.commands import main; "
    return [sys.executable, "-c", begin + "sys.exit(main(sys.argv[1:]))", *map(str, arguments)]
