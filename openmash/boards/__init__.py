"""Boards and groups: what each is for, who sits on it, its quorum, and whom it answers to.

A *body* is a board or a group that meets. A *seat* is one person's place in it, from a day to a day. The *line of sight* of a
body is the way from it to the one that answers to none.
"""
