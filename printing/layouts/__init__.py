"""Layouts that a site brings as files: their language, the words papers offer them, how they are checked and drawn."""
