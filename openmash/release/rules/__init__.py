"""What leaves: plain values only."""
