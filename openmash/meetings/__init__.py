"""People of several agencies meeting: agenda, attendance, what each said, decisions, dissent, actions, and disagreement.

The kinds of meeting, who must attend and what is decided by whom are the practice pack's. A *meeting* is about a record
of another room by its kind and reference. A *seat* is what must be filled for it to be whole. A *finding* is one answer
of a meeting, for one child or for all: a later one stands beside it and overwrites nothing. An *escalation* is a
professional disagreement on its way through the pack's stages.
"""
