"""Journeys: given, when, then, in a real browser, with axe on every page."""
