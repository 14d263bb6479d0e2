"""Measure what takes time: figures and documents, pages, many who answer at once, and many to be counted.

Each time is a median over interleaved repeats, shown beside the same work done bare, as a ratio that means
the same on every machine, and with its bound. Answers come from a seed.
"""

from argparse import ArgumentParser, Namespace

from workshop.commands import (
    bench_answering,
    bench_counting,
    bench_document,
    bench_figures,
    bench_pages,
    bench_schedule,
)
from workshop.commands.refusal import Refused

TABLES = {
    "figures": bench_figures.table,
    "pages": bench_pages.table,
    "answering": bench_answering.table,
    "counting": bench_counting.table,
    "schedule": bench_schedule.table,
    "blueprint": bench_document.table,
}


def arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("what", nargs="*", help=f"{' or '.join(TABLES)} (default: all)")


def run(options: Namespace) -> int:
    """Measure, print the tables and return 0, whether the bounds hold or not."""
    unknown = set(options.what) - set(TABLES)
    if unknown:
        raise Refused(f"There is no {min(unknown)!r} to measure; name {' or '.join(TABLES)}.")
    for place, name in enumerate(options.what or TABLES):
        if place:
            print()
        for line in TABLES[name]():
            print(line, flush=True)
    return 0
