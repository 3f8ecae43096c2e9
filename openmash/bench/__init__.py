"""Repeatable measurements: a database of its own filled by a bulk path, the production server, users who read and type.

Speed is measured here and never asserted in a test: a busy machine says nothing about the product. `seeding` fills,
`driving` is the load, `watching` counts queries and reads plans in this process, `weighing` says what a page weighs.
"""
