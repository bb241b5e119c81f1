"""Leaves of a query bound to an index and a store, by kind of field."""
