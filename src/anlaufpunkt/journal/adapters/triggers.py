"""Triggers that make the database refuse what the journal does not allow. Entries of a dropped month may go, nothing else."""

_DROPPED = "EXISTS (SELECT 1 FROM journal_segment s WHERE s.month = OLD.month AND s.dropped)"
_CHANGED = "NEW.month <> OLD.month OR NEW.before <> OLD.before OR NEW.last <> OLD.last OR NEW.count <> OLD.count OR NEW.signature <> OLD.signature OR (OLD.dropped AND NOT NEW.dropped)"  # noqa: E501
_RULES = (
    ("journal_entry_update", "UPDATE", "journal_entry", "1 = 1"),
    ("journal_entry_delete", "DELETE", "journal_entry", f"NOT {_DROPPED}"),
    ("journal_segment_update", "UPDATE", "journal_segment", _CHANGED),
    ("journal_segment_delete", "DELETE", "journal_segment", "1 = 1"),
)


def install(vendor: str) -> list[str]:
    """SQL statements that create the triggers."""
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {when} "
            "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
            for name, event, table, when in _RULES
        ]
    statements = []
    for name, event, table, when in _RULES:
        row = "NEW" if event == "UPDATE" else "OLD"
        statements += [
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {when} THEN "
            f"RAISE EXCEPTION 'the journal is append-only'; END IF; RETURN {row}; END $$",
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
        ]
    statements += [
        "CREATE FUNCTION journal_truncate() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION 'the journal is append-only'; END $$",
        *(f"CREATE TRIGGER {t}_truncate BEFORE TRUNCATE ON {t} EXECUTE FUNCTION journal_truncate()"
          for t in ("journal_entry", "journal_segment")),
    ]  # fmt: skip
    return statements


def remove(vendor: str) -> list[str]:
    """SQL statements that take the triggers away: for the reverse migration, and for tests that empty tables."""
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {name}" for name, *_ in _RULES]
    return [f"DROP FUNCTION IF EXISTS {name}() CASCADE" for name in (*(rule[0] for rule in _RULES), "journal_truncate")]
