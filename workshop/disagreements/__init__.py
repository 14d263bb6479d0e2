"""Where interviewees disagree, as something for the session to talk about."""
