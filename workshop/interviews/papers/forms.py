"""The form that takes the filled-in paper of an interview."""

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import TextAreaField
from wtforms.validators import Length, ValidationError

LONGEST = 200_000


class PaperForm(FlaskForm):  # type: ignore[misc]
    """The text of a filled-in paper, pasted or as a file."""

    file = FileField("Word file (.docx)")
    pasted = TextAreaField(
        "Text of the paper",
        validators=[Length(max=LONGEST, message=f"Paste up to {LONGEST:,} characters at a time.")],
    )

    def validate_pasted(self, field: TextAreaField) -> None:
        """Raise ValidationError where there is neither a text nor a file, or both."""
        has_text, has_file = bool((field.data or "").strip()), bool(self.file.data)
        if not has_text and not has_file:
            raise ValidationError("Paste the text of the paper, or choose its file.")
        if has_text and has_file:
            raise ValidationError("Paste the text or choose the file, not both.")
