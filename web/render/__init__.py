"""A document as a page: its canonical text, every character of it, with links and marks at their offsets."""
