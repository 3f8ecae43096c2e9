"""Tests that look, so that nobody has to remember. Each guard is a plain function that returns what it found wrong;
beside the test of our own code stands one that shows it a bad example, so that no guard is trusted that cannot fail."""
