"""The second pass: all names of the corpus first, then each mention to its entity, then relations.

A later document can define what an earlier one cites, so nothing is resolved before everything is read.
"""
