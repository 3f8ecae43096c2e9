"""The record of what was done and what was seen: by whom, about what, why. Append-only, sealed, and free of names."""
