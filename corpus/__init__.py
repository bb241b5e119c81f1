"""Files in, documents out: readers, normalising, structure, metadata as printed, the bundled seeds."""
