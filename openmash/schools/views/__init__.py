"""Pages of schools: the register and its calendars, what is due, and what a school was told."""
