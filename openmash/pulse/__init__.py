"""The pulse: a few sentences to agree or disagree with, asked of staff and partners again and again, and never of whom."""
