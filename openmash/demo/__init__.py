"""The demo area: a fictional but realistic part of Lancashire, built through the same services that people use.

`rules` plans the story as plain values, the same for the same seed. Nothing here knows a real person.
"""
