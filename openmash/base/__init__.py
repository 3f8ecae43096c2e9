"""The ground floor: the clock, working time, the actor, the transaction, forms, drafts, acts, jobs and references.

Nothing here knows what a child or a contact is.
"""
