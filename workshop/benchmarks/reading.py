"""How others do beside an engagement's results, for pages and documents."""

from sqlite_utils import Database

from questionnaires.benchmark import Benchmark, Comparison, entered, years
from questionnaires.benchmark_pool import OVERALL
from questionnaires.pack import MethodPack
from workshop.benchmarks import store
from workshop.benchmarks.pool.reading import Seen, pool_of
from workshop.benchmarks.store import HUNDRED, Entered
from workshop.engagements.store import Engagement


def benchmark_of(db: Database, engagement: Engagement, pack: MethodPack) -> Benchmark | None:
    """Return how others do in the parts of a pack, None where nothing is known.

    A figure that a consultant entered counts before the pool's of the same id; each names its source.
    """
    pool = pool_of(db, engagement, pack).whole
    return merged(pack, pool, store.entered(db, engagement.id)) or None


def merged(pack: MethodPack, pool: Seen, figures: list[Entered]) -> Benchmark:
    """Return the figures of the pool, with those that were entered in their place, in the pack's order."""
    by_key: dict[tuple[str, str], Comparison] = {(each.kind, each.id): said for each, said in pool.items()}
    for figure in figures:
        said = as_comparison(figure)
        if said is not None:
            by_key[figure.kind, figure.subject] = said
    return Benchmark(
        overall=by_key.get(("overall", OVERALL)),
        components={
            each.id: by_key["component", each.id]
            for each in pack.components
            if ("component", each.id) in by_key
        },
        capabilities={
            each.id: by_key["capability", each.id]
            for each in pack.capabilities
            if ("capability", each.id) in by_key
        },
    )


def as_comparison(figure: Entered) -> Comparison | None:
    """Return a figure that was entered as it is shown."""
    low = figure.low / HUNDRED if figure.low is not None else None
    high = figure.high / HUNDRED if figure.high is not None else None
    dates = years(figure.first_year, figure.last_year)
    return entered(figure.median / HUNDRED, low, high, figure.n, figure.source, dates)
