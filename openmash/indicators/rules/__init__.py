"""The arithmetic of honest figures: values in, answer out, nothing read and nothing stored.

A **figure** is a number with its numerator, denominator, period and cohort. A **control chart** says whether a series
has changed. A **comparison** says whether a pilot did better than the rest. A **report** is figures, tables and
charts in sections; its **published version** hides numbers so small that they could point to a child.
"""
