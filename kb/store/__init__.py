"""The store: documents and knowledge in SQL, one writer, readers on snapshots that never wait."""
