"""Which kinds of jobs there are, and who does each: a further kind is a further line."""

from collections.abc import Mapping

from workshop.jobs.queue.running import Work
from workshop.waves.counting import asking as counting

KINDS: Mapping[str, Work] = {counting.KIND: counting.count}
