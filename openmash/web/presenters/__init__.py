"""Words and colours of the roof’s pages; no queries."""
