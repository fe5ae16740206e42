"""Inputs that nobody would write: read, or refused by name. `make fuzz INPUTS=20000` tries so many; the suite a few."""
