"""Every change at the front door, one function each, one file a noun."""
