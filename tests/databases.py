"""Real databases for the tests."""
