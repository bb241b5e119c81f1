"""China's administrative divisions, today's and past ones: what they are called and where texts name them."""

from kb.regions.find import find_regions
from kb.regions.table import Region, divisions, named, past, resolve, shortened

__all__ = ["Region", "divisions", "find_regions", "named", "past", "resolve", "shortened"]
