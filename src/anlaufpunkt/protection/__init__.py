"""Protection of personal data: encryption with a key per person, erasure by dropping that key, and the register of what is kept
why and how long. German: Datenschutz."""
