"""The improvement board: what was agreed, who does it, and whether it was done.

Its words: **minutes** are what was written of a meeting, a **tagged action** is marked there as one, a **commitment** is
told in a sentence (“will speak to”), a **resolution** is what the board agreed in form.
"""
