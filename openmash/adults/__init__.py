"""Adult safeguarding and the other branches of an incident: concern, conference (MARAC), adviser, housing.

A *branch* is one way in which somebody else is told of an incident, with its own owner, clock and state. Closing one never
closes another. A *concern* is the branch on which adult social care alone decides (section 42 of the Care Act 2014).
"""
