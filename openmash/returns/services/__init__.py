"""Everything that writes a return or reads one."""
