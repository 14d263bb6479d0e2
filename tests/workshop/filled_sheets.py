"""Worksheets that a client has filled in, through the grid; some cells do not fit."""

from tests.workshop.at_the_grid import Hand, cell

SHEETS: dict[str, list[dict[str, str]]] = {
    "technology": [
        {"tool": "Customer records", "category": "Customer records", "owner": "Daniel Osei",
         "yearly_cost": "240000", "renewal": "2027-03-31", "utilisation": "70", "effectiveness": "4",
         "next_step": "Keep"},
        {"tool": "Email and nurture platform", "category": "Marketing automation", "owner": "Daniel Osei",
         "yearly_cost": "68000", "renewal": "2026-12-15", "utilisation": "45", "effectiveness": "3",
         "overlap": "Webinar tool (invitations and reminders)", "next_step": "Use more"},
        {"tool": "Webinar tool", "category": "Events", "yearly_cost": "42000", "renewal": "2027-05-01",
         "utilisation": "20", "effectiveness": "2", "overlap": "Email and nurture platform",
         "next_step": "Replace"},
        {"tool": "Lead scoring", "category": "Marketing automation", "yearly_cost": "55000",
         "utilisation": "15", "effectiveness": "1", "next_step": "Retire"},
        {"tool": "Dashboards", "category": "Analytics and reporting", "owner": "Priya Raman",
         "yearly_cost": "36000", "renewal": "2027-10-01", "utilisation": "60", "effectiveness": "4"},
        {"tool": "Web pages", "category": "Website and content", "owner": "Ruth Lindqvist",
         "yearly_cost": "90000", "effectiveness": "3", "next_step": "Not decided"},
        {"tool": "Bidding", "category": "Advertising and media", "yearly_cost": "31000", "utilisation": "85"},
        {"tool": "Scheduler", "category": "Social and community", "yearly_cost": "a lot"},
        {"tool": "Polls", "category": "Events"},
    ],
    "work_force": [
        {"role": "Marketing data analyst", "source": "Staff", "headcount_now": "1", "headcount_needed": "3",
         "needed_by": "2027-06-30", "analytical_now": "3", "analytical_needed": "4", "process_now": "2",
         "process_needed": "3", "technical_now": "3", "technical_needed": "4"},
        {"role": "Marketing data analyst", "source": "Contractor", "headcount_now": "1",
         "headcount_needed": "0"},
        {"role": "Process owner", "source": "Staff", "headcount_now": "0", "headcount_needed": "1.5",
         "needed_by": "2027-03-31", "process_now": "1", "process_needed": "4"},
        {"role": "Campaign manager", "source": "Staff", "headcount_now": "6", "headcount_needed": "5",
         "marketing_now": "4", "marketing_needed": "4", "technical_now": "2", "technical_needed": "3"},
        {"role": "Tool administrator", "source": "Staff", "headcount_now": "2", "headcount_needed": "2",
         "technical_now": "3", "technical_needed": "4"},
    ],
    "processes": [
        {"process": process, "step_number": number, "step": step, "value_time": value, "elapsed_time": time,
         "effectiveness": good, "efficiency": fast, "adds_value": adds, "outcome": outcome}
        for process, number, step, value, time, good, fast, adds, outcome in (
            ("Email campaign", "1", "Brief", "2", "16", "4", "3", "Yes", "Revenue from new customers"),
            ("Email campaign", "2", "Second briefing round", "0", "24", "2", "1", "No", ""),
            ("Email campaign", "3", "Approval of text and audience", "1.5", "28", "4", "2", "Yes", ""),
            ("Email campaign", "4", "Sending", "1", "4", "5", "5", "Yes", ""),
            ("Monthly report", "1", "Collecting figures by hand", "3", "30", "2", "1", "Yes", ""),
            ("Monthly report", "2", "Slides", "4", "12", "3", "3", "Yes", ""),
            ("Monthly report", "3", "Copy to the archive", "0", "1", "1", "1", "No", ""),
            ("Budget change request", "1", "Form", "0.5", "2", "3", "3", "Yes", "Return on investment"),
            ("Budget change request", "2", "Three signatures", "0.5", "86", "3", "1", "Yes", ""),
            ("Lead hand-over", "1", "Check", "0.6", "9.5", "4", "2", "Yes", "Revenue from new customers"),
        )
    ],
    "measures": [
        {"metric": metric, "tier": tier, "outcome": outcome, "owner": owner, "delivery": how,
         "status": status}
        for metric, tier, outcome, owner, how, status in (
            ("Marketing-sourced revenue", "Primary", "Revenue from new customers", "Priya Raman", "Report",
             "In preparation"),
            ("Win rate of marketing leads", "Primary", "Growth", "Priya Raman", "Dashboard", "In use"),
            ("Response rate", "Secondary", "", "Ruth Lindqvist", "Dashboard", "In use"),
            ("Cost per lead", "Secondary", "Return on investment", "", "Report", "In use"),
            ("Emails sent", "Tertiary", "", "", "Dashboard", "In use"),
            ("Page views", "Tertiary", "", "", "Not delivered", "In use"),
            ("Followers", "Tertiary", "", "Ruth Lindqvist", "Meeting", "In use"),
            ("Events held", "Tertiary", "", "", "Report", "To be dropped"),
        )
    ],
    "capital": [
        {"item": "Join customer records with automation", "component": "A", "kind": "One-off",
         "amount": "42000", "quarter": "2027-04-01", "status": "Asked for"},
        {"item": "Data analyst", "component": "B", "kind": "Running", "amount": "84000",
         "quarter": "2027-01-01", "status": "Approved"},
        {"item": "Approval workflow", "component": "C", "kind": "One-off", "amount": "65000",
         "quarter": "2027-07-01", "status": "Approved"},
        {"item": "Dashboard licences", "component": "D", "kind": "Running", "amount": "24000",
         "quarter": "2027-10-01", "status": "Idea"},
        {"item": "Clean-up of last year", "component": "C", "kind": "One-off", "amount": "9000",
         "quarter": "2025-01-01", "status": "Approved"},
    ],
    "suppliers": [
        {"supplier": "Media agency", "service": "Paid search and display", "component": "C",
         "spend": "185000", "contract_end": "2027-12-31", "performance": "3", "needed_from": "2026-01-01",
         "needed_until": "2028-06-30"},
        {"supplier": "Data house", "service": "Addresses", "component": "A", "spend": "48000",
         "contract_end": "2027-02-28", "performance": "2", "needed_from": "2026-01-01"},
        {"supplier": "Northlight", "service": "Films", "component": "C", "spend": "60000",
         "performance": "4"},
        {"supplier": "Northlight", "service": "Event stands", "component": "C", "spend": "22000",
         "contract_end": "2026-03-31", "performance": "2"},
        {"supplier": "Two Rivers", "service": "Training", "component": "B", "spend": "15000"},
    ],
}  # fmt: skip


def fill(hand: Hand, rows: list[dict[str, str]]) -> None:
    """Type rows into the grid, in one save."""
    changes = [
        cell(field, text, row=f"row-{number:08}")
        for number, row in enumerate(rows, start=1)
        for field, text in row.items()
    ]
    hand.save(*changes, name=f"fill-{hand.at.rsplit('/', 1)[-1]}")
