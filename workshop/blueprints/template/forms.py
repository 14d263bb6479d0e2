"""The form of the client's own template."""

from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired


class TemplateForm(FlaskForm):  # type: ignore[misc]
    """A Word document whose styles, margins, header and footer documents take over."""

    template = FileField(
        "Word document", validators=[FileRequired("Choose the Word document.")], id="template-file"
    )
