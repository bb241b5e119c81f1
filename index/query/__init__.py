"""The query language: text as typed → tokens → tree."""
