"""The exact layer, shared by all engines: which documents hold a run of characters, and where.

Every character of the canonical text counts, punctuation and line ends included. Sets of documents by one
character and by two neighbouring ones give the candidates; the stored text decides.
"""
