"""How addresses name things: a number larger than any database could hold is no address."""

NUMBER = "int(max=9223372036854775807)"
ENGAGEMENT = f"/engagements/<{NUMBER}:engagement_id>"
"""What the address of everything inside an engagement begins with."""
