"""Where the house is put together: settings, root addresses, the server, the command line and the database's door."""
