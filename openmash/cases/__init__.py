"""What happened in a case, as thin facts with dates: referral, assessment, section 47, conference, plan, visit, review, care.

One shape for all of them, entered here or taken from the council's case system, with its source; a correction keeps what
was said before. Measures, audits and returns have no other figures than these.
"""
