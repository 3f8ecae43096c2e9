"""The shape of input, one file a subject."""
