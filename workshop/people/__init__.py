"""The client's people: who they are, what they are asked for, and the links they come in by."""
