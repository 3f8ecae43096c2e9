"""Schools: the register of them, their calendars and key adults, and the notices that reach them before the next school day.

A *key adult* is who of a school is told about an incident at a pupil's home. A *notice* is what one school is told about one
child after one incident. Telling is the police's duty; the council relays what the police told it, or keeps that they told.
"""
