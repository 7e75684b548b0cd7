"""The record in the forms that people and other tools read, one module a format."""
