"""The charts of the document: one file each, one house style, drawn at their final size."""
