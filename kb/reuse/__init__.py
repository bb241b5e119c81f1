"""Text reuse: sentences of a document that stand elsewhere in the corpus, year on year and between agencies."""

from kb.reuse.model import Pair, Reuse, SetAside, Source
from kb.reuse.read import reuse_of
from kb.reuse.write import write_passages

__all__ = ["Pair", "Reuse", "SetAside", "Source", "reuse_of", "write_passages"]
