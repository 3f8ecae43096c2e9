"""Statutory files, in and out: Annex A, the children in need census, the Standard Safeguarding Dataset.

What comes in becomes people and facts of their cases, row by row, and is said to be understood or refused; what goes out is
written from the same facts and from the front door. Its words: a **return** is one such file, a **list** is one of its
tables, a **layout** is the arrangement of its columns.
"""
