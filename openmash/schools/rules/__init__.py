"""Schools: plain values only."""
