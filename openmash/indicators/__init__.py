"""How well the work is done: measures, control charts and reports.

Its words: a **figure** is a number with its numerator, denominator, period and cohort; a **measure** is the rule that a
figure is counted by; a **signal** is a change in a series that chance does not explain; a **report** is figures, tables
and charts in sections, and its **published version** hides numbers so small that they could point to a child.
"""
