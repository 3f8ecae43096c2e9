"""The roof: the shell around every page, home, and what composes several rooms."""
