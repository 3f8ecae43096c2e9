"""Contacts of the story: what comes in and what becomes of it."""
