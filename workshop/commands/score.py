"""Turn a spreadsheet of answers into scores, as JSON with unrounded numbers.

Every fault in the answers or the pack is listed, the exit code is then 2, and nothing is written.
"""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from questionnaires.scores_json import scores_json
from reports.wording import plural
from workshop.commands.files import check_output, write_file, write_output
from workshop.commands.scoring import scored, scoring_arguments


def arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    scoring_arguments(parser)
    parser.add_argument(
        "--json", metavar="OUT", type=Path, help="the file to write, else the standard output"
    )


def run(options: Namespace) -> int:
    """Write the scores and return 0."""
    if options.json is not None:
        check_output(options.json, options.answers)
    _, scores = scored(options)
    document = scores_json(scores)
    if options.json is None:
        write_output(document if document.endswith(b"\n") else document + b"\n")
    else:
        write_file(options.json, document)
        people = f"{scores.respondents:,} {plural(scores.respondents, 'respondent')}"
        print(f"{options.json}: the scores of {people}")
    return 0
