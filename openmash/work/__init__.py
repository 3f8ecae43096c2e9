"""Work: what is to be done, for which record, by which team or person, until when, by which rule. It always has an owner."""
