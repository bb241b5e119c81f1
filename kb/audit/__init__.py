"""The audit: what does not add up in a document, or from one year's report to the next. Never a repair."""

from kb.audit.model import Rule, rules
from kb.audit.run import Report, audit, audit_series

__all__ = ["Report", "Rule", "audit", "audit_series", "rules"]
