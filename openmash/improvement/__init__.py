"""The improvement board: its rolling plan, what was agreed, who does it, and whether it was done.

Its words: a **cycle** is twelve weeks of the plan; a **priority** holds **outcomes**, and an outcome actions; a **board action**
is an action with its owners, placed on the plan or not yet; its **colour** is blue, green, amber or red, with a reason. **Minutes**
are what was written of a meeting, a **tagged action** is marked there as one, a **commitment** is told in a sentence (“will
speak to”), a **resolution** is what the board agreed in form.
"""
