"""What `score` and `blueprint` share: a pack and a spreadsheet of answers become scores."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from questionnaires.header import AnswerFaults
from questionnaires.pack import MethodPack
from questionnaires.reading import read_answers
from questionnaires.scores import Scores
from questionnaires.scoring import score
from questionnaires.tally import MOST_ASKED, FewerAsked, count_of_asked
from workshop.commands.files import read_file
from workshop.commands.named_pack import WHICH, named_pack
from workshop.commands.numbers import whole_number
from workshop.commands.refusal import Refused, refused_faults

THRESHOLD = 5


def scoring_arguments(parser: ArgumentParser) -> None:
    """Add what says which answers are scored, and how."""
    parser.add_argument(
        "answers",
        metavar="ANSWERS",
        type=Path,
        help="the spreadsheet of answers, CSV or XLSX: a row for each person asked, without ratings where "
        "somebody gave no answer",
    )
    parser.add_argument(
        "--pack",
        required=True,
        help=f"the method pack: {WHICH}",
    )
    parser.add_argument(
        "--asked",
        metavar="N",
        type=whole_number(1, MOST_ASKED),
        help="how many people were asked, where ANSWERS has rows of those only who answered "
        "(default: everyone asked has a row)",
    )
    parser.add_argument(
        "--threshold",
        metavar="N",
        type=whole_number(1, 100, "3 to 10 is usual"),
        default=THRESHOLD,
        help="show no figure that rests on fewer people (usual: 3 to 10, default: %(default)s)",
    )


def scored(options: Namespace) -> tuple[MethodPack, Scores]:
    """Return the pack and the scores of the answers; Refused with every fault of either."""
    pack = named_pack(options.pack)
    data = read_file(options.answers)
    try:
        table = read_answers(data, pack)
    except AnswerFaults as faults:
        raise refused_faults(str(options.answers), faults.faults, faults.unlisted) from faults
    try:
        tally = count_of_asked(table, options.asked)
    except FewerAsked as error:
        raise Refused(f"--asked {options.asked}: {error}") from error
    return pack, score(pack, tally, options.threshold)
