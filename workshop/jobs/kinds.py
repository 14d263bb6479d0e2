"""Which kinds of jobs there are, and who does each: a further kind is a further line."""

from collections.abc import Mapping

from workshop.blueprints import making
from workshop.blueprints.slides import drawing
from workshop.jobs.queue.running import Work
from workshop.roadmap import improve_job
from workshop.waves.counting import asking as counting

KINDS: Mapping[str, Work] = {
    counting.KIND: counting.count,
    improve_job.KIND: improve_job.work,
    making.DRAFT: making.make_draft,
    making.ISSUE: making.make_issue,
    drawing.KIND: drawing.draw,
}
