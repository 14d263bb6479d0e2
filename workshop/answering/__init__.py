"""Answering: what people see who come by a link to a questionnaire, and how their answers are kept."""
