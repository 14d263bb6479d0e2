"""What interviewees write themselves, before an interview or in its place."""
