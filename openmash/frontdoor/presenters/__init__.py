"""Words, tags and dates for pages; no queries."""
