"""The pages of the register and of standing feeds."""
