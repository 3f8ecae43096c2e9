"""Annex A, the child-level lists that Ofsted asks for: their columns, how they are recognised, and what their rows say."""
