"""A worry about somebody who works or volunteers with children: a way of its own, to the designated officer.

Nothing of it stands anywhere else: no work, no message, no count, no opening on a child's page. The person concerned never
sees it, whatever role they hold.
"""
