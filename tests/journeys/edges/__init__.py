"""The edges: what goes wrong, who may not, and every page in every state, in a real browser."""
