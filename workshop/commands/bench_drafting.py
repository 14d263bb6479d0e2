"""A process of its own that makes a draft by its job, and tells how: `python -m` with folder and engagement.

It prints, as JSON, the bytes of memory that it took at most, the steps of progress it told, and the longest
time in seconds that it told nothing.
"""

import json
import resource
import sys
from contextlib import closing
from pathlib import Path
from time import monotonic

from workshop.blueprints import making
from workshop.config import settings
from workshop.database import connect, write
from workshop.jobs.queue import running
from workshop.jobs.queue.progress import Progress, present

_STATUS = Path("/proc/self/status")


class _Heard(Progress):
    """Hears how far a document is, and passes it on."""

    def __init__(self, of: Progress) -> None:
        super().__init__()
        self.of, self.at = of, [monotonic()]

    def step(self, done: int, total: int) -> None:
        """Note when it was told."""
        self.at.append(monotonic())
        self.of.step(done, total)


def main(folder: Path, engagement_id: int) -> dict[str, float]:
    """Make a draft of the full document, and return what is told of it."""
    heard: list[_Heard] = []

    def made(db, job, progress):  # type: ignore[no-untyped-def]
        heard.append(_Heard(progress))
        effect = making.make_draft(db, job, heard[-1])
        heard[-1].at.append(monotonic())
        return effect

    with closing(connect(Path(str(settings(folder, testing=False)["DATABASE"])))) as db:
        with write(db):
            making.asked(db, making.DRAFT, engagement_id, "full", present())
        running.run_next(db, {making.DRAFT: made})
    (told,) = heard
    silences = [after - before for before, after in zip(told.at, told.at[1:], strict=False)]
    return {"memory": _most(), "steps": len(silences) - 1, "silence": max(silences)}


def _most() -> int:
    """Return the most bytes of memory that this process ever took."""
    if _STATUS.exists():
        # What getrusage() tells on Linux begins with what the process took that began this one.
        lines = _STATUS.read_text(encoding="ascii").splitlines()
        return 1024 * int(next(each for each in lines if each.startswith("VmHWM")).split()[1])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]))))
