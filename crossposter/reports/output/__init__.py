"""Output of the report: texts, tables, page, workbook, PDF."""
