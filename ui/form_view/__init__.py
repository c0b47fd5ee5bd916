"""Widgets made from the field declarations of `forms`: one form, dense, in the order of the paper."""
