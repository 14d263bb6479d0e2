"""Put a backup in place of the database, while Roadcrew is not served.

What was there is kept beside it. Links that were revoked and accounts that were closed since the backup
are as they were when it was made; mails that waited then are held back in the outbox. Everyone is signed out.
"""

from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path

from workshop.backups import NotDone
from workshop.backups.restoring import Restored, restore
from workshop.commands.refusal import Refused, reason
from workshop.commands.serving import folder_argument
from workshop.config import DATABASE_NAME, KEY_NAME, data_folder


def arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("file", metavar="FILE", type=Path, help="the backup to put in place")
    folder_argument(parser)


def run(options: Namespace) -> int:
    """Restore the backup, say what was done, and return 0."""
    place: Path = options.file
    if not place.is_file():
        raise Refused(f"{place} is no file; name a backup.")
    try:
        database = data_folder(options.data) / DATABASE_NAME
        done = restore(place, database, datetime.now(UTC))
    except NotDone as error:
        raise Refused(str(error), "Nothing was changed.") from error
    except OSError as error:
        raise Refused(
            f"The backup cannot be put in place ({reason(error)}: {error.filename or place}); make room or "
            "see to the rights of these files, and restore it again."
        ) from error
    for sentence in said(done, place, database):
        print(sentence)
    return 0


def said(done: Restored, place: Path, database: Path) -> list[str]:
    """Return what was done, in sentences."""
    holds = "1 engagement" if done.engagements == 1 else f"{done.engagements:,} engagements"
    since = f" as of {done.made_at.astimezone(UTC):%d %b %Y, %H:%M} UTC" if done.made_at else ""
    sentences = [f"Restored {holds}{since} from {place}. Everyone has to sign in again."]
    if done.held_back:
        mails = "1 mail" if done.held_back == 1 else f"{done.held_back:,} mails"
        sentences.append(f"Held back in the outbox: {mails} that waited then and may have gone out since.")
    if done.sealed:
        waves = "1 wave" if done.sealed == 1 else f"{done.sealed:,} waves"
        sentences.append(f"Sealed again before anything is shown: {waves}. The backup still holds the link.")
    if done.kept is not None:
        sentences.append(f"What was here before is kept as {done.kept}; delete it once you need it no more.")
    if not database.with_name(KEY_NAME).exists():
        sentences.append(
            f"The links in mails need the key that they were made with: copy {KEY_NAME} from the former data "
            f"folder into {database.parent} before you serve."
        )
    return sentences
