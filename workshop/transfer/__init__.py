"""An engagement leaves in one file, comes in again elsewhere, and ends: nothing of it is left behind."""
