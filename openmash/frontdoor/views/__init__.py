"""One class per act or page, one file a subject."""
