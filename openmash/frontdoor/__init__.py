"""The front door: a worry about a child arrives, is screened, decided in time, taken on by the right team, and answered.

Contact: one worry, whoever brought it, about one or several children. Referral: a child of a contact for whom a service is asked.
"""
