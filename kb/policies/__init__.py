"""Policies that a document cites: laws, regulations, normative and planning documents."""

from kb.policies.find import find_policies
from kb.policies.keys import number_key, title_key

__all__ = ["find_policies", "number_key", "title_key"]
