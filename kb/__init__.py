"""Documents in, knowledge out: mentions, resolution, relations, statutory tables, findings, store, graph."""
