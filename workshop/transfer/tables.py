"""What belongs to an engagement, table by table: what travels with it in a file, and what stays and goes.

A table that is added to the database is added here in one line; a test compares the two.
"""

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "id", "reference", "number", "amount", "place", "text", "printed", "line", "moment", "day", "bytes"
]  # fmt: skip
"""What a column holds; `printed` text has no control characters, and a `line` of it no breaks either.

A `place` among others may be far larger than any number of them, and so may an `amount` of money.
"""


@dataclass(frozen=True, slots=True)
class Column:
    """A column that travels; `of` is the table whose number it holds, where it refers to one."""

    name: str
    kind: Kind = "text"
    optional: bool = False
    of: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose rows belong to an engagement, by its first reference, `owner`.

    `emptied` are columns that are not taken along and are empty at the other end. Where the table does not
    travel, `columns` holds its owner only.
    """

    name: str
    columns: tuple[Column, ...]
    emptied: frozenset[str] = frozenset()
    travels: bool = True

    @property
    def owner(self) -> Column | None:
        """Return the column that leads to the engagement; None for the engagement itself."""
        return next((each for each in self.columns if each.of), None)

    @property
    def numbered(self) -> bool:
        """Return whether the rows have numbers of their own, which are new at the other end."""
        return any(each.kind == "id" for each in self.columns)

    @property
    def told(self) -> tuple[Column, ...]:
        """Return the columns that stand in rows of JSON: all but bytes, which are a part of their own."""
        return tuple(each for each in self.columns if each.kind != "bytes")

    @property
    def bytes_column(self) -> Column | None:
        """Return the column of bytes, if there is one; those of each row are a part of their own."""
        return next((each for each in self.columns if each.kind == "bytes"), None)


def _column(word: str) -> Column:
    """Return the column that a word stands for: name, name:kind, name>table; with ? at the end, or empty."""
    optional, word = word.endswith("?"), word.rstrip("?")
    name, arrow, of = word.partition(">")
    if arrow:
        return Column(name, "reference", optional, of)
    name, _, kind = word.partition(":")
    return Column(name, "id" if name == "id" else kind or "text", optional)  # type: ignore[arg-type]


def _travels(name: str, words: str) -> Table:
    """Return a table that travels; -name is a column that is emptied."""
    each = words.split()
    emptied = frozenset(word[1:] for word in each if word.startswith("-"))
    return Table(name, tuple(_column(word) for word in each if not word.startswith("-")), emptied)


def _stays(name: str, owner: str) -> Table:
    """Return a table that does not travel, and is emptied when its engagement is deleted."""
    return Table(name, (_column(owner),), travels=False)


BELONGING = (
    _travels(
        "engagement",
        "id client:line function_assessed:line consultancy:line created_at:moment pack currency page_size"
        " manner time_zone starts_on:day? session_on:day? ends_on:day? brand accent",
    ),
    _stays("deletion", "engagement_id>engagement"),
    _stays("archive", "engagement_id>engagement"),
    _stays("export", "engagement_id>engagement"),
    _stays("membership", "engagement_id>engagement"),
    _stays("sponsorship", "engagement_id>engagement"),
    _travels("logo", "engagement_id>engagement png:bytes fingerprint"),
    _travels("group_choice", "id engagement_id>engagement group_column place:number name:line"),
    _travels(
        "person",
        "id engagement_id>engagement name:line email:line title:line function_id>group_choice?"
        " seniority_id>group_choice? added_at:moment",
    ),
    _travels("person_role", "person_id>person role"),
    _stays("people_draft", "engagement_id>engagement"),
    _stays("personal_link", "person_id>person"),
    _stays("ended_link", "engagement_id>engagement"),
    _travels("mail_template", "engagement_id>engagement kind subject:line body"),
    _stays("mail", "engagement_id>engagement"),
    _stays("mail_delivery", "mail_id>mail"),
    _stays("mail_attempt", "mail_id>mail"),
    _travels(
        "wave",
        "id engagement_id>engagement number:number pack_id pack_version pack threshold:number"
        " comment_threshold:number mode message:printed opens_at:moment? closes_at:moment?"
        " grace_days:number created_at:moment",
    ),
    _travels("wave_import", "wave_id>wave imported_at:moment file_name people:number"),
    _travels("wave_launch", "wave_id>wave launched_at:moment -account_id -names_words"),
    _travels("wave_closure", "wave_id>wave closed_at:moment -account_id"),
    _travels("wave_seal", "wave_id>wave sealed_at:moment -account_id"),
    _travels("reminder_day", "wave_id>wave days_before:number"),
    _stays("reminder_round", "wave_id>wave"),
    _stays("release", "wave_id>wave"),
    _travels("questionnaire", "id wave_id>wave place:number name:line picks:number charter:number"),
    _travels("questionnaire_item", "questionnaire_id>questionnaire capability question"),
    _travels("questionnaire_group", "questionnaire_id>questionnaire group_choice_id>group_choice"),
    _stays("open_door", "wave_id>wave"),
    _travels("participant", "id wave_id>wave person_id>person? questionnaire_id>questionnaire"),
    _travels("participant_answered", "participant_id>participant"),
    _travels("participant_removed", "participant_id>participant"),
    _stays("participant_link", "participant_id>participant"),
    _travels("sheet", "id wave_id>wave label questionnaire_id>questionnaire? imported:number"),
    _travels("sheet_group", "sheet_id>sheet group_column value:printed"),
    _travels("sheet_holder", "sheet_id>sheet participant_id>participant named:number"),
    _travels("submission", "sheet_id>sheet submitted_at:moment"),
    _travels("answer", "sheet_id>sheet capability question code:number given_ms:number"),
    _travels("comment", "id sheet_id>sheet capability text:printed"),
    _travels("reason", "sheet_id>sheet capability text:printed"),
    _travels("pick", "sheet_id>sheet capability"),
    _stays("device_save", "sheet_id>sheet"),
    _stays("settled_sheet", "sheet_id>sheet"),
    _stays("picks_given", "sheet_id>sheet"),
    _stays("reason_given", "sheet_id>sheet"),
    _travels("tally", "wave_id>wave counted_at:moment document charter"),
    _stays("wave_answered", "wave_id>wave"),
    _stays("people_mark", "engagement_id>engagement"),
    _stays("wave_mark", "wave_id>wave"),
    _stays("job", "engagement_id>engagement"),
    _travels("words_taken_up", "wave_id>wave capability rated:number filed:number"),
    _travels("shown_words", "wave_id>wave capability kind drawn text:printed"),
    _stays("words_said_by", "wave_id>wave"),
    _travels("engagement_method", "engagement_id>engagement pack_id pack_version pack frozen_at:moment"),
    _travels(
        "interview",
        "id engagement_id>engagement person_id>person starts_at:moment? minutes:number place:line"
        " charter:number points:number added_at:moment begun_at:moment? received_at:moment? done_at:moment?",
    ),
    _travels("interviewer", "id interview_id>interview -account_id name:line"),
    _travels("interview_calendar", "interview_id>interview uid:line sequence:number changed_at:moment"),
    _stays("interview_save", "interview_id>interview"),
    _travels("interview_question", "interview_id>interview question place:number text:printed"),
    _travels(
        "note",
        "id interview_id>interview interviewer_id>interviewer question text:printed revision:number"
        " seconds:number saved_at:moment",
    ),
    _travels(
        "written_answer",
        "id interview_id>interview question text:printed consent revision:number saved_at:moment -chain",
    ),
    _stays("interview_device", "interview_id>interview"),
    _travels("interview_rating", "interview_id>interview subject question code:number"),
    _travels(
        "passage",
        "id engagement_id>engagement interview_id>interview interviewer_id>interviewer? question text:printed"
        " consent shown_as:line made_at:moment",
    ),
    _travels("passage_approval", "passage_id>passage state at:moment fingerprint remark:printed"),
    _travels("theme", "id engagement_id>engagement name:line meaning:printed"),
    _travels("passage_theme", "passage_id>passage theme_id>theme"),
    _travels(
        "document",
        "id engagement_id>engagement title:line kind:line dated_on:day? owner:line shows:printed"
        " added_at:moment",
    ),
    _travels("document_capability", "document_id>document capability"),
    _travels("document_file", "document_id>document name:line kind bytes:bytes"),
    _travels(
        "priority",
        "id engagement_id>engagement place:number pack_priority name:line outcome:printed"
        " measured_by:printed weight:number key",
    ),
    _travels("priority_weighting", "engagement_id>engagement reason:printed -account_id set_at:moment"),
    _travels("interview_points", "interview_id>interview priority_id>priority points:number"),
    _travels("alignment", "priority_id>priority capability strength:number revision:number"),
    _travels("outlook", "id engagement_id>engagement kind text:printed"),
    _travels(
        "objective",
        "id engagement_id>engagement place:number text:printed due_on:day? priority_id>priority?",
    ),
    _travels(
        "strategy_source",
        "id engagement_id>engagement priority_id>priority? objective_id>objective? outlook_id>outlook?"
        " interview_id>interview? passage_id>passage? document_id>document? words:printed consent",
    ),
    _travels("conflict", "id engagement_id>engagement key text:printed state reason:printed"),
    _travels("worksheet_version", "engagement_id>engagement worksheet version:number"),
    _stays("worksheet_save", "engagement_id>engagement"),
    _travels(
        "worksheet_row",
        "id engagement_id>engagement worksheet place:place key removed_at:moment? changed:number",
    ),
    _travels("worksheet_cell", "row_id>worksheet_row field text:printed revision:number"),
    _stays("worksheet_draft", "engagement_id>engagement"),
    _travels(
        "judgement",
        "id engagement_id>engagement capability kind wave_id>wave? tenths:number? reason:printed"
        " evidence:printed -account_id said_by:line said_at:moment",
    ),
    _travels("judgement_document", "judgement_id>judgement place:number document_id>document? title:line"),
    _travels(
        "weighing",
        "engagement_id>engagement kind reason:printed revision:number -account_id set_by:line set_at:moment",
    ),
    _travels("own_weight", "engagement_id>engagement part name hundredths:number"),
    _travels(
        "benchmark_figure",
        "engagement_id>engagement kind subject median:number low:number? high:number? organisations:number"
        " source:line first_year:number last_year:number",
    ),
    _stays("benchmark_draft", "engagement_id>engagement"),
    _stays("pool_share", "engagement_id>engagement"),
    _stays("pool_within", "engagement_id>engagement"),
    _travels(
        "finding",
        "id engagement_id>engagement key:line kind component title:line text:printed suggested_title:line"
        " suggested_text:line state reason:printed pinned:number wave:number revision:number -account_id"
        " decided_by:line decided_at:moment",
    ),
    _travels("finding_capability", "finding_id>finding capability"),
    _travels("finding_figure", "finding_id>finding place:number name:line shown:line"),
    _travels("finding_merger", "finding_id>finding into_id>finding"),
    _travels(
        "initiative",
        "id engagement_id>engagement place:place key:line origin title:line component:line why:printed"
        " owner:line supplier:line quarters:number one_off_low:amount one_off_high:amount"
        " running_low:amount running_high:amount stops_if:printed uses_strength:number"
        " objective_id>objective? revision:number -account_id changed_by:line changed_at:moment",
    ),
    _travels(
        "initiative_lift", "initiative_id>initiative place:number capability origin:number target:number"
    ),
    _travels("initiative_finding", "initiative_id>initiative place:number key:line"),
    _travels("initiative_priority", "initiative_id>initiative priority_id>priority"),
    _travels("initiative_deliverable", "initiative_id>initiative place:number text:line"),
    _travels("initiative_milestone", "initiative_id>initiative place:number quarter:number text:line"),
    _travels("initiative_measure", "initiative_id>initiative place:number name:line tier has_data:number?"),
    _travels(
        "initiative_effort", "initiative_id>initiative place:number role:line quarter:number tenths:number"
    ),
    _travels("initiative_risk", "initiative_id>initiative place:number text:line answer:printed"),
    _travels("initiative_prerequisite", "initiative_id>initiative prerequisite_id>initiative"),
    _travels("initiative_source", "initiative_id>initiative place:number key:line title:line"),
    _travels(
        "initiative_dismissal",
        "engagement_id>engagement key:line -account_id dismissed_by:line dismissed_at:moment",
    ),
    _travels(
        "roadmap",
        "engagement_id>engagement starts_on:day? reserve:number revision:number -account_id changed_by:line"
        " changed_at:moment",
    ),
    _travels("roadmap_budget", "engagement_id>engagement quarter:number amount:number"),
    _travels("roadmap_role", "id engagement_id>engagement place:number name:line day_rate:number?"),
    _travels("roadmap_days", "role_id>roadmap_role quarter:number tenths:number"),
    _travels("placement", "initiative_id>initiative start:number pinned:number"),
    _travels(
        "schedule",
        "engagement_id>engagement kind gap:number? gained:number milliseconds:number revision:number"
        " made_by:line made_at:moment",
    ),
    _stays("schedule_wish", "engagement_id>engagement"),
    _stays("schedule_offer", "engagement_id>engagement"),
    _stays("offered_placement", "initiative_id>initiative"),
    _travels(
        "return_outcome",
        "id engagement_id>engagement name:line low:amount expected:amount high:amount counted:number"
        " lag:number ramp:number timing:line of_programme:number priority_id>priority? reason:printed"
        " revision:number -account_id set_by:line set_at:moment source:line",
    ),
    _travels("return_outcome_initiative", "outcome_id>return_outcome initiative_id>initiative"),
    _travels(
        "return_figure",
        "engagement_id>engagement kind value:amount reason:printed revision:number -account_id set_by:line"
        " set_at:moment source:line",
    ),
    _travels(
        "return_record",
        "id engagement_id>engagement subject:line said:line reason:printed -account_id said_by:line"
        " said_at:moment",
    ),
    _travels("blueprint_chapter", "engagement_id>engagement chapter:line place:number off:number"),
    _travels(
        "own_paragraph",
        "id engagement_id>engagement chapter:line place:number text:printed revision:number -account_id"
        " written_by:line written_at:moment",
    ),
    _travels(
        "own_paragraph_figure", "paragraph_id>own_paragraph place:number key:line label:line shown:line"
    ),
    _stays("document_mark", "engagement_id>engagement"),
    _stays("document_draft", "engagement_id>engagement"),
    _stays("chart", "engagement_id>engagement"),
    _stays("issue_wish", "engagement_id>engagement"),
    _travels(
        "issue",
        "id engagement_id>engagement variant number:number wave:number issued_on:day issued_at:moment"
        " -account_id issued_by:line dossier docx:bytes",
    ),
    _travels("issue_change", "issue_id>issue place:number text:printed"),
    _stays("issue_release", "issue_id>issue"),
    _travels(
        "client_template",
        "engagement_id>engagement name:line docx:bytes -account_id put_by:line put_at:moment",
    ),
    _travels("session_plan", "engagement_id>engagement minutes:number starts_at? participants:number?"),
    _travels("history", "id engagement_id>engagement at:moment -account_id actor:line topic deed:line"),
)
"""Every table of an engagement, each after those it refers to; they are emptied from the last one on."""

CARRIED = tuple(table for table in BELONGING if table.travels)
"""The tables that travel, in the order in which they are filled."""

BY_NAME = {table.name: table for table in BELONGING}

APART = frozenset(
    {
        "account",
        "account_closure",
        "account_visit",
        "backup_made",
        "password",
        "password_link",
        "pool_figure",
        "pool_member",
        "pool_result",
        "pool_shown",
        "pool_shown_member",
        "pool_value",
        "set_up_link",
        "sign_in",
        "spoken",
        "spoken_config",
        "spoken_content",
        "spoken_data",
        "spoken_docsize",
        "spoken_idx",
    }
)
"""The tables that belong to no engagement, and the index of words, which triggers keep."""
