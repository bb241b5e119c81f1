"""The build: files in, a searchable home out. One writer; readers see the old state until the new one is whole."""
