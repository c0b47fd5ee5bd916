"""Presenters turn results into frozen view states. They know no Qt; the screen is a function they call."""
