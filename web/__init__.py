"""People in: pages, JSON API, and the command line, the one door to everything."""
