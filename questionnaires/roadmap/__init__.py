"""The roadmap: initiatives, what they are worth, when they are done, what they need and what they bring."""
