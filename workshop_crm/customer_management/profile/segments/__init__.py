"""Customer segments: conditions over facts of a customer, evaluated in the database as one query."""
