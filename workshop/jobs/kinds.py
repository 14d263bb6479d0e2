"""Which kinds of jobs there are, who does each, and what is done beside what: a kind is a line."""

from collections.abc import Mapping

from workshop.blueprints import making
from workshop.blueprints.slides import drawing
from workshop.jobs.queue.running import Work
from workshop.roadmap import improve_job
from workshop.waves.counting import asking as counting

LANES: tuple[Mapping[str, Work], ...] = (
    {counting.KIND: counting.count},
    {improve_job.KIND: improve_job.work},
    # What draws stays together: matplotlib may not draw in two threads at once.
    {making.DRAFT: making.make_draft, making.ISSUE: making.make_issue, drawing.KIND: drawing.draw},
)
"""Jobs of one lane are done one after the other, and wait for none of another lane."""
KINDS: Mapping[str, Work] = {kind: work for lane in LANES for kind, work in lane.items()}
FIRST = counting.KIND
"""Whatever is asked for after a count of the same engagement waits for it: it is to tell of all answers."""
