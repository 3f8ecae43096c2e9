"""Case files read and graded: rounds and their draw, audits with the worker, escalation, moderation, what follows.

Its words: a **round** is the audits of one month, a **toolkit** is what an audit asks, **compliance** is whether something
is there, **quality** is what difference it made, a **grade** is one of four. The system's own record is the room `trail`.
"""
