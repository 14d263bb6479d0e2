"""How long the draft of a schedule takes, and how much a search of ten seconds gains on it."""

import random
from collections.abc import Iterator
from functools import partial

from questionnaires.roadmap.improving import improve
from questionnaires.roadmap.loads import loads
from questionnaires.roadmap.problem import Problem, Task
from questionnaires.roadmap.schedule import draft
from workshop.commands.bench_figures import SEED, Ratio
from workshop.commands.timing import medians

INITIATIVES, QUARTERS, ROLES = 40, 12, 8
SECONDS = 10.0
REPEATS = 15
DRAFTING = 6.0
"""The draft, over working out once what every initiative takes wherever it begins."""


def table() -> Iterator[str]:
    """Yield the ratio of the draft, then what the search found, each as soon as it is measured."""
    asked = made_up()
    subject, floor = medians([partial(draft, asked), partial(loads, asked)], REPEATS)
    ratio = Ratio(f"the draft of {INITIATIVES} initiatives, against their loads", (subject, floor), DRAFTING)
    verdict = "holds" if ratio.value <= ratio.bound else "does not hold"
    yield f"{'ratio':58}{'subject':>12}{'floor':>12}{'ratio':>8}{'bound':>7}"
    times = "".join(f"{each * 1000:,.2f} ms".rjust(12) for each in ratio.seconds)
    yield f"{ratio.what:58}{times}{ratio.value:>8.2f}{ratio.bound:>7.2f}  {verdict}"
    first = draft(asked)
    found = improve(asked, first, seconds=SECONDS)
    more = found.schedule.gained / first.gained - 1
    yield (
        f"A search of {found.seconds:.1f} s gains {100 * more:.1f}% on the draft and places"
        f" {len(found.schedule.starts)} initiatives where it placed {len(first.starts)};"
        f" that is at least {100 * (1 - found.way.gap):.1f}% of what the best could."
    )


def made_up() -> Problem:
    """Return initiatives that need earlier ones, and somewhat less to do them with than they ask for."""
    chance = random.Random(SEED)  # noqa: S311 - made up, and the same every time
    roles = [f"role {each}" for each in range(1, ROLES + 1)]
    tasks = []
    for number in range(1, INITIATIVES + 1):
        quarters = chance.randint(1, 4)
        before = chance.sample(range(1, number), min(number - 1, chance.choice((0, 1, 1, 2))))
        tasks.append(
            Task(
                number,
                quarters,
                chance.uniform(0.2, 4.0),
                tuple(each for each in before if number - each < INITIATIVES // 4),
                None,
                {
                    role: tuple(chance.uniform(1, 14) for _ in range(quarters))
                    for role in chance.sample(roles, 4)
                },
                chance.uniform(0, 40_000) / quarters,
                chance.uniform(0, 4_000),
            )
        )
    days = dict.fromkeys(roles, (38.0,) * QUARTERS)
    return Problem(QUARTERS, tuple(tasks), (110_000.0,) * QUARTERS, days)
