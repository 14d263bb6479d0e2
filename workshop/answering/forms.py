"""The forms of the open door."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField, StringField
from wtforms.validators import InputRequired

from workshop.languages import lazily


class CodeForm(FlaskForm):  # type: ignore[misc]
    """The code that leads to a questionnaire."""

    code = StringField(
        lazily("Code"), validators=[InputRequired(lazily("Enter the code, eight letters and digits."))]
    )


class JoinForm(FlaskForm):  # type: ignore[misc]
    """The groups somebody belongs to; `once` keeps a form that is sent twice from counting twice."""

    once = HiddenField()
    function = SelectField(lazily("Your function"))
    seniority = SelectField(lazily("Your seniority"))
