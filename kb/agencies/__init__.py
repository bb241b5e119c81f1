"""Agencies: party and state organs, institutions and commissions, by registry and by grammar."""

from kb.agencies.find import find_agencies
from kb.agencies.terms import History, Term, history

__all__ = ["History", "Term", "find_agencies", "history"]
