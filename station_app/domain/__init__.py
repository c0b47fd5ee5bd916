"""Values and rules of household registration; pure: no files, no SQL, no windows, no PDF."""
