"""What there is and what is missing: calendar, gaps as table and map, lists to take away, round tables. German: Überblick."""
