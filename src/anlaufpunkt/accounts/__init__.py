"""Sign-in: the user, passwords, second factor, sessions. Roles are the network's, not this room's. German: Benutzerkonto."""
