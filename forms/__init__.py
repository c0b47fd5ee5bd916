"""Every form declared once, as data: fields, sections, conditions. Knows no windows, no SQL, no PDF."""
