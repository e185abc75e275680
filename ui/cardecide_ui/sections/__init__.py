"""The form: one module of records per section, and the widgets that any section is built of."""
