"""The client's own template, which documents take their looks from."""
