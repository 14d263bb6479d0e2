"""What is said and planned in the engagement that has something in every table: a row or more of each."""

import re
from collections.abc import Mapping
from io import BytesIO

import msgspec
from docx import Document

from questionnaires.loading import shipped_pack

_PACK = shipped_pack("customer_success_operations")
_CAPABILITY = _PACK.capabilities[0].id
_CHARTER = shipped_pack("marketing_operations").charter
METHOD = msgspec.json.encode(msgspec.structs.replace(_PACK, charter=_CHARTER)).decode()
"""The method of the engagement, with a charter, as JSON."""


def named(sql: str, values: Mapping[str, object]) -> dict[str, object]:
    """Return those values that a statement names."""
    return {name: values[name] for name in re.findall(r":([a-z]+)\b", sql) if name in values}


def word_file() -> bytes:
    """Return a Word document that can be a template."""
    out = BytesIO()
    Document().save(out)
    return out.getvalue()


SAID = (
    f"INSERT INTO engagement_method VALUES (:e, '{_PACK.id}', '{_PACK.version}', :pack, :now)",
    "INSERT INTO interview VALUES (910, :e, 71, :now, 45, 'Room 4', 1, 1, :now, :now, NULL, NULL)",
    "INSERT INTO interview VALUES (911, :e, 75, NULL, 60, '', 0, 0, :now, NULL, :now, NULL)",
    "INSERT INTO interviewer VALUES (915, 910, :tom, 'Tom Reyes')",
    "INSERT INTO interviewer VALUES (916, 911, NULL, 'Ines Okafor')",
    "INSERT INTO interview_calendar VALUES (910, 'interview-910-1', 2, :now)",
    "INSERT INTO interview_save VALUES (910, 'device-0001', 'G1', 3, 1)",
    "INSERT INTO interview_question VALUES (910, 'G1', 1, '')",
    "INSERT INTO interview_question VALUES (910, 'own:1', 2, 'What would you stop?')",
    "INSERT INTO note VALUES (920, 910, 915, 'G1', 'Growth first. Then all.', 2, 60, :now)",
    "INSERT INTO note VALUES (921, 910, 915, '', 'Late by ten minutes', 1, 0, :now)",
    "INSERT INTO written_answer VALUES (925, 911, 'G2', 'We lose renewals.', 'role', 3, :now, 'chain')",
    "INSERT INTO interview_device VALUES (911, 'device-0002', 4)",
    "INSERT INTO interview_rating VALUES (910, 'charter:statement:priorities', 'current', 4)",
    "INSERT INTO interview_rating VALUES (910, 'charter:statement:priorities', 'target', 0)",
    "INSERT INTO passage VALUES (930, :e, 910, 915, 'G1', 'Growth first.', 'attributed', '', :now)",
    "INSERT INTO passage VALUES (931, :e, 911, NULL, 'G2', 'We lose renewals.', 'role', 'A head', :now)",
    f"INSERT INTO passage_approval VALUES (930, 'approved', :now, '{'e' * 64}', 'Say it shorter')",
    "INSERT INTO theme VALUES (935, :e, 'Renewals', 'What ends too early')",
    "INSERT INTO passage_theme VALUES (931, 935)",
    "INSERT INTO document VALUES (940, :e, 'Plan 2027', 'Plan', '2026-03-01', 'Bo Ek', 'Goals', :now)",
    "INSERT INTO document VALUES (941, :e, 'Guide', 'Other', NULL, '', '', :now)",
    f"INSERT INTO document_capability VALUES (940, '{_CAPABILITY}')",
    "INSERT INTO document_file VALUES (941, 'Guide.docx', 'docx', :docx)",
    "INSERT INTO document_file VALUES (940, 'Plan 2027.pdf', 'pdf', :pdf)",
    "INSERT INTO priority (id, engagement_id, place, pack_priority, name, outcome, measured_by, weight, key)"
    " VALUES (951, :e, 1, '', 'Grow at home', 'More revenue', 'Revenue', 40, 'a1b2c3d4e5f6')",
    "INSERT INTO priority (id, engagement_id, place, pack_priority, name, weight, key)"
    f" VALUES (952, :e, 2, '{_PACK.priorities[0].id}', 'Renew', 60, 'b1b2c3d4e5f6')",
    "INSERT INTO priority_weighting VALUES (:e, 'The board said so', :tom, :now)",
    "INSERT INTO interview_points VALUES (910, 951, 70)",
    "INSERT INTO interview_points VALUES (910, 952, 30)",
    f"INSERT INTO alignment VALUES (951, '{_CAPABILITY}', 3, 2)",
    "INSERT INTO outlook VALUES (952, :e, 'vision', 'One plan for all')",
    "INSERT INTO objective VALUES (953, :e, 1, 'Half of it by summer', '2027-06-30', 951)",
    "INSERT INTO strategy_source (engagement_id, objective_id, words) VALUES (:e, 953, 'Annual report')",
    "INSERT INTO strategy_source (engagement_id, priority_id, document_id) VALUES (:e, 951, 940)",
    "INSERT INTO strategy_source (engagement_id, priority_id, passage_id) VALUES (:e, 951, 930)",
    "INSERT INTO strategy_source (engagement_id, outlook_id, interview_id, consent)"
    " VALUES (:e, 952, 910, 'role')",
    "INSERT INTO conflict VALUES (954, :e, 'priority:a1b2c3d4e5f6', 'How much', 'dismissed', 'Settled')",
    "INSERT INTO worksheet_version VALUES (:e, 'renewals', 7)",
    "INSERT INTO worksheet_save VALUES (:e, 'save-0001', :now)",
    "INSERT INTO worksheet_row VALUES (960, :e, 'renewals', 1048576, 'row-number-one', NULL, 6)",
    "INSERT INTO worksheet_row VALUES (961, :e, 'renewals', 3221225472, 'row-number-two', :now, 7)",
    "INSERT INTO worksheet_cell VALUES (960, 'customer', 'Bank, payments', 1)",
    "INSERT INTO worksheet_cell VALUES (960, 'yearly_value', 'a lot', 2)",
    f"INSERT INTO judgement VALUES (970, :e, '{_CAPABILITY}', 'evidence', NULL, 25, 'Seen in use',"
    " 'Two of three teams', :tom, 'Tom Reyes', :now)",
    f"INSERT INTO judgement VALUES (971, :e, '{_CAPABILITY}', 'evidence', NULL, NULL, 'Asked again', '',"
    " NULL, 'Ines Okafor', :now)",
    f"INSERT INTO judgement VALUES (972, :e, '{_CAPABILITY}', 'adjustment', 1, 28, 'Agreed', '', NULL,"
    " 'Ines Okafor', :now)",
    "INSERT INTO judgement_document VALUES (970, 1, 940, 'Plan 2027')",
    "INSERT INTO judgement_document VALUES (970, 2, NULL, 'A plan that was removed')",
    "INSERT INTO weighing VALUES (:e, 'own', 'Sales comes first', 4, :tom, 'Tom Reyes', :now)",
    f"INSERT INTO own_weight VALUES (:e, 'component', '{_PACK.components[0].id}', 250)",
    f"INSERT INTO own_weight VALUES (:e, 'capability', '{_CAPABILITY}', 10000)",
    f"INSERT INTO benchmark_figure VALUES (:e, 'capability', '{_CAPABILITY}', 310, 250, 390, 24,"
    " 'Survey of service firms', 2023, 2025)",
    f"INSERT INTO benchmark_figure VALUES (:e, 'component', '{_PACK.components[0].id}', 280, NULL, NULL, 9,"
    " 'Our own survey', 2025, 2025)",
    "INSERT INTO benchmark_draft VALUES ('" + "d" * 32 + "', :e, 'others.csv', '{}', :now)",
    "INSERT INTO pool_result VALUES (980, '" + "0" * 64 + "', 'another_pack', 2026, 4, '', '', '')",
    f"INSERT INTO pool_figure VALUES (981, 'customer_success_operations', 'capability', '{_CAPABILITY}', '"
    + "f" * 32
    + "', '', '', '1', 2026, 2026)",
    "INSERT INTO pool_share VALUES (:e, 980, 1, 'Alder', 0, :tom, :now)",
    "INSERT INTO pool_within VALUES (:e, 981, '" + "0" * 64 + "', :tom, 31)",
    "INSERT INTO finding VALUES"
    " (1010, :e, 'own:a1b2c3d4e5f6', 'own', '', 'Two gaps, one cause', 'Seen twice',"
    " '', '', 'accepted', '', 1, 1, 2, :tom, 'Tom Reyes', :now)",
    f"INSERT INTO finding VALUES (1011, :e, 'gap:{_CAPABILITY}', 'gap', '{_PACK.components[0].id}', '', '',"
    " 'A gap', 'Today it stands at 2.0', 'open', '', 0, 1, 3, NULL, 'Ines Okafor', :now)",
    f"INSERT INTO finding VALUES (1012, :e, 'strength:{_CAPABILITY}', 'strength', '', 'Said by us', '', 'As',"
    " 'it was', 'dismissed', 'Known', 0, 0, 1, NULL, 'Ines Okafor', :now)",
    f"INSERT INTO finding_capability VALUES (1011, '{_CAPABILITY}')",
    "INSERT INTO finding_figure VALUES (1011, 1, 'Gap', '+1.8')",
    "INSERT INTO finding_merger VALUES (1011, 1010)",
    "INSERT INTO worksheet_draft VALUES ('" + "b" * 32 + "', :e, 'renewals', 'a.csv', '{}', :now)",
    "INSERT INTO roadmap VALUES (:e, '2027-01-01', 15, 6, :tom, 'Tom Reyes', :now)",
    "INSERT INTO roadmap_budget VALUES (:e, 1, 60000)",
    "INSERT INTO roadmap_role VALUES (1040, :e, 1, 'Operations lead', 600)",
    "INSERT INTO roadmap_role VALUES (1041, :e, 2, 'Analyst', NULL)",
    "INSERT INTO roadmap_days VALUES (1040, 1, 255)",
    "INSERT INTO initiative VALUES (1030, :e, 1, 'I-P1', 'catalogue', 'Place customers in segments',"
    f" '{_PACK.components[0].id}', 'Loud ones take the time', 'Karin Ahl', 'Halden', 2, 0, 9000000000,"
    " 0, 5000, 'It moves if territories move', 1, 953, 3, :tom, 'Tom Reyes', :now)",
    "INSERT INTO initiative VALUES (1031, :e, 2, '', 'merged', 'Write one path',"
    f" '{_PACK.components[0].id}', '', '', '', 3, 0, 0, 0, 0, '', 0, NULL, 1, NULL, 'Ines Okafor', :now)",
    f"INSERT INTO initiative_lift VALUES (1030, 1, '{_CAPABILITY}', 21, 30)",
    "INSERT INTO initiative_finding VALUES (1030, 1, 'own:a1b2c3d4e5f6')",
    "INSERT INTO initiative_priority VALUES (1030, 951)",
    "INSERT INTO initiative_deliverable VALUES (1030, 1, 'A list of customers')",
    "INSERT INTO initiative_milestone VALUES (1030, 1, 2, 'Each customer has an owner')",
    "INSERT INTO initiative_measure VALUES (1030, 1, 'Share of revenue kept', 'primary', 0)",
    "INSERT INTO initiative_measure VALUES (1030, 2, 'Calls made', 'tertiary', NULL)",
    "INSERT INTO initiative_effort VALUES (1030, 1, 'Analyst', 2, 75)",
    "INSERT INTO initiative_risk VALUES (1030, 1, 'Sales may fear it', 'Talk first')",
    "INSERT INTO initiative_prerequisite VALUES (1030, 1031)",
    "INSERT INTO initiative_source VALUES (1031, 1, 'I-P2', 'Write a path')",
    "INSERT INTO initiative_dismissal VALUES (:e, 'I-P3', :tom, 'Tom Reyes', :now)",
    "INSERT INTO placement SELECT id, 3, 1 FROM initiative WHERE engagement_id = :e",
    "INSERT INTO schedule VALUES (:e, 'improved', 120, 340, 9500, 6, 'Tom Reyes', :now)",
    f"INSERT INTO schedule_wish VALUES (:e, 30, '{{}}', '{'a' * 64}', :tom, 'Tom Reyes', :now, NULL, NULL)",
    "INSERT INTO schedule_offer VALUES (:e, 120, 340, 9500, 'Tom Reyes', :now)",
    "INSERT INTO offered_placement SELECT id, 4 FROM initiative WHERE engagement_id = :e",
    "INSERT INTO return_outcome VALUES (1070, :e, 'Hours saved', 10000, 20000, 9000000000, 600, 1, 4,"
    " 'together', 0, 951, 'Time sheets of four weeks', 2, :tom, 'Tom Reyes', :now, 'Finance, 2027')",
    "INSERT INTO return_outcome_initiative VALUES (1070, 1030)",
    "INSERT INTO return_figure VALUES (:e, 'discount', 800, 'Used by finance', 1, :tom, 'Tom Reyes', :now,"
    " '')",
    "INSERT INTO return_record VALUES (1080, :e, 'Discount rate', '8%', 'Used by finance', :tom,"
    " 'Tom Reyes', :now)",
    "INSERT INTO blueprint_chapter VALUES (:e, 'gaps', 1, 1)",
    "INSERT INTO own_paragraph VALUES (1050, :e, 'gaps', 1, 'Begin with the data.', 2, :tom, 'Tom Reyes',"
    " :now)",
    "INSERT INTO own_paragraph_figure VALUES (1050, 1, 'overall.current', 'Overall, today', '2.4')",
    f"INSERT INTO document_draft VALUES (:e, 'full', 1, :now, '{'a' * 64}', :docx)",
    "INSERT INTO issue_wish VALUES (:e, 'full', :tom, 'Tom Reyes', :now)",
    "INSERT INTO issue VALUES (1060, :e, 'full', 1, 1, '2026-11-20', :now, :tom, 'Tom Reyes',"
    " '{\"figures\": []}', :docx)",
    "INSERT INTO issue_change VALUES (1060, 1, 'Overall, today: 2.4 before, 2.6 now.')",
    "INSERT INTO issue_release VALUES (1060, :now, :tom)",
    f"INSERT INTO client_template VALUES (:e, 'Ours.docx', X'{word_file().hex()}', :tom, 'Tom Reyes', :now)",
    "INSERT INTO session_plan VALUES (:e, 300, '09:30', 12)",
)
"""Statements that fill each table of interviews, quotes, strategy, documents and worksheets."""
