"""Settings, root addresses and the command line: wiring only. Rooms never import it."""
