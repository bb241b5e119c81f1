"""Agencies: party and state organs, institutions and commissions, by registry and by grammar."""

from kb.agencies.find import find_agencies

__all__ = ["find_agencies"]
