"""References to documents and to sentences in them, in the forms that papers and reference managers take.

Own code: no library on the lock list knows 文号 or the marks that GB/T 7714 has for government documents.
"""

from collections.abc import Callable, Iterable, Mapping

from web.citation.bibtex import bibtex
from web.citation.csl import csl
from web.citation.gbt import gbt
from web.citation.reference import Reference
from web.citation.ris import ris

Format = Callable[[Iterable[Reference]], str]

FORMATS: Mapping[str, Format] = {"txt": gbt, "bib": bibtex, "ris": ris, "json": csl}
"""The forms by the endings of their files: GB/T 7714-2015 text, BibTeX, RIS, CSL-JSON."""
