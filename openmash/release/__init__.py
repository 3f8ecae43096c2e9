"""The one door through which anything leaves, and the gate for what carries detail of a case.

A *dispatch* is one message on its way out: an e-mail, or a letter to be posted. A *package* is a document with detail of a
case that waits at the gate for its look. A *disclosure* is what was told to whom, when, on which basis, about which people.
"""
