"""The use cases, one transaction each. They do not call each other; windows and command line share them."""
