"""The rules of the board's work: plain values in, answers out."""
