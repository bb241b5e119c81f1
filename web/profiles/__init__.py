"""What a page or the API tells of a thing: facts gathered from a snapshot, each with its evidence."""
