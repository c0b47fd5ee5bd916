"""Ways to a printer, one module a printing system; `reports` holds what they all say of a job and how it is judged."""
