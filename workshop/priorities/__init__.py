"""The business objectives of an engagement: named, measured, weighed, each with who said it."""
