"""The words of the story: sentences with slots, filled from the people of one contact."""
