"""Audits: draw comments by chance, have people label them in a sheet, and read it back."""
