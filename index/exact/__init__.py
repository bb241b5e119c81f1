"""The exact layer, shared by all engines: which documents hold a run of characters, and where.

Every character of the canonical text counts, punctuation and line ends included. An index of all places tells where
any run stands; sets of documents by one character and by two neighbouring ones tell the shortest runs and rank.
"""
