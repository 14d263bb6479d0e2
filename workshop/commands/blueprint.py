"""Turn a spreadsheet of answers into the blueprint, a Word document.

Every fault in the answers or the pack is listed, the exit code is then 2, and nothing is written.
"""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import datetime
from pathlib import Path

from reports.blueprint import blueprint
from reports.dossier import Dossier
from reports.layout import VARIANTS, Layout
from reports.wording import lowered, plural
from workshop.commands.files import check_output, write_file
from workshop.commands.scoring import scored, scoring_arguments
from workshop.manner import PLAIN

MAX_NAME = 120
"""Characters of a name on the title page, as many as the workshop takes."""


def arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    scoring_arguments(parser)
    parser.add_argument(
        "--client", metavar="NAME", type=_name, required=True, help="whom the blueprint is for"
    )
    parser.add_argument("--consultancy", metavar="NAME", type=_name, help="who made it")
    parser.add_argument(
        "-o", "--output", metavar="FILE.docx", type=_word_file, required=True, help="the document to write"
    )
    parser.add_argument(
        "--page", choices=("A4", "Letter"), default="A4", help="the paper (default: %(default)s)"
    )
    parser.add_argument(
        "--variant", choices=tuple(VARIANTS), default="full", help="which document (default: %(default)s)"
    )


def run(options: Namespace) -> int:
    """Write the document and return 0."""
    check_output(options.output, options.answers)
    pack, scores = scored(options)
    today = datetime.now().astimezone()
    dossier = Dossier(
        client=options.client,
        consultancy=options.consultancy or "",
        pack=pack,
        scores=scores,
        issued=today.date(),
        assessed=PLAIN.month(today),
        page=options.page,
        layout=Layout(options.variant),
    )
    write_file(options.output, blueprint(dossier))
    people = f"{scores.respondents:,} {plural(scores.respondents, 'respondent')}"
    what = lowered(VARIANTS[options.variant])
    print(f"{options.output}: the {what} for {options.client}, from {people}")
    return 0


def _name(text: str) -> str:
    name = " ".join(text.split())
    if not name or len(name) > MAX_NAME or not name.isprintable():
        raise ArgumentTypeError(f"{text!r} is not a name of 1 to {MAX_NAME} printable characters")
    return name


def _word_file(text: str) -> Path:
    if not text.lower().endswith(".docx"):
        raise ArgumentTypeError(f"{text!r} must end in .docx, so that Word opens it")
    return Path(text)
