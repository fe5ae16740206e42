"""Raw text in, records out: who said and did what, on which day. No Django, no clock, no settings, no database."""
