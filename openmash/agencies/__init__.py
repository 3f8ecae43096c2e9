"""Agencies, their teams and members, the roles members hold, and the practice pack in force."""
