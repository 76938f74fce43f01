"""The values of the outside contract."""
