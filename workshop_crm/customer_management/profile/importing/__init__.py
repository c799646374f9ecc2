"""Customer lists become customers: from a file of any usual kind, line by line, resumable.

`file.py` reads CSV and XLSX, `mapping.py` understands columns and values, `imports.py` is the Customer Import from the
attached file to the queue, `run.py` works on its lines.

DocTypes: Customer Import, Customer Import Column, Customer Import Row.
"""
