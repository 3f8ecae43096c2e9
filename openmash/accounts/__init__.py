"""Who signs in. What a person may do comes from memberships in `agencies`, never from here."""
