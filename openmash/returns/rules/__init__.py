"""What the returns ask for, in plain values: nothing here knows Django or the database."""
