"""The rules of the front door: values in, answer out."""
