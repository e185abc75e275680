"""The fields of the form: what each one is (records), how it is read and shown, and thin widgets per kind."""
