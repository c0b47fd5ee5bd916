"""The windows: screens draw frozen view states, presenters make them, tasks do the waiting.

No rule lives here.
"""
