"""From counts and ranking to a page and a workbook."""
