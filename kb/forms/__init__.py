"""Statutory tables of disclosure reports: read by their labels, cell by cell, with place and reason."""

from kb.forms.export import to_export
from kb.forms.model import FormCell, Forms
from kb.forms.read import read_forms

__all__ = ["FormCell", "Forms", "read_forms", "to_export"]
