"""The pages of an agency that is asked."""
