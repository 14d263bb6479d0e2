"""Copy everything that Roadcrew keeps into one file, also while it is served.

The copy is checked before it takes its place. It holds what clients told you: keep it as safe as the
original. The key in the file `secret_key` of the data folder is not in it, so that nobody can open a link
with a backup alone; to move to another machine, carry that file over too.
"""

from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path

from workshop.backups import NotDone, in_use
from workshop.backups.making import back_up
from workshop.commands.files import check_output
from workshop.commands.refusal import Refused, reason
from workshop.commands.serving import folder_argument
from workshop.config import DATABASE_NAME, named_folder


def arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("file", metavar="FILE", type=Path, help="the file to write")
    parser.add_argument("--force", action="store_true", help="replace a file that is there")
    folder_argument(parser)


def run(options: Namespace) -> int:
    """Make the backup, say what is in it, and return 0."""
    place: Path = options.file
    database = named_folder(options.data) / DATABASE_NAME
    if not database.is_file():
        raise Refused(f"There is no database in {database.parent}; name its folder with --data.")
    check_output(place, database)
    if place.exists() and not (place.is_file() and options.force):
        more = ", or add --force to replace it" if place.is_file() else ""
        raise Refused(f"{place} is there already; name another file{more}.")
    try:
        with in_use.shared(database.parent):
            made = back_up(database, place, datetime.now(UTC))
    except in_use.InUse as error:
        raise Refused(f"A backup is being restored in {database.parent}; wait until that is done.") from error
    except NotDone as error:
        raise Refused(str(error)) from error
    except OSError as error:
        raise Refused(f"{place} cannot be written ({reason(error)}); name another place.") from error
    holds = "1 engagement" if made.engagements == 1 else f"{made.engagements:,} engagements"
    print(f"{place}: {holds}, {size(made.size)}")
    if not made.noted:
        print("The backup is good, but the database has no note of it, since it was busy for too long.")
    return 0


def size(count: int) -> str:
    """Return a size in bytes as people say it."""
    return f"{count / 1e6:,.1f} MB" if count >= 1e6 else f"{count / 1e3:,.0f} kB"
