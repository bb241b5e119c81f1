"""OpenSearch, the engine that others operate: texts, places and ranking in a cluster (extra `cluster`).

An index folder of this engine says no more than which documents of the cluster a state has. A document in the
cluster is never changed: what changes in it gets a key of its own. So a reader stays on its state while another one
is written, what a small publish sends is only what is new, and what is sent twice is the same document once.
"""
