"""One module a format, each with `read(raw, name) -> Reading`."""
