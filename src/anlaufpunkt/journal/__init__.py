"""The journal: an append-only record of who did what, hash-chained, without free text, contact data or foreign keys to people.
German: Protokoll."""
