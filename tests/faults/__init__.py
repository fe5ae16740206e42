"""Chronology under faults: killed, crowded, starved. Each test runs on SQLite and on PostgreSQL, and in the end all is
there, once and whole. `make faults` kills at 30 random moments instead of a few."""
