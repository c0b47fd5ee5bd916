"""Ways to a printer; one module per printing system."""
