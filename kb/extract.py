"""What one document says: the whole way from its text to mentions, as a table of contents."""

from corpus.model import Document
from kb.agencies import find_agencies
from kb.leaders import find_leaders
from kb.model import Extract
from kb.platforms import find_platforms
from kb.policies import find_policies
from kb.profile import profile
from kb.regions import find_regions


def extract(document: Document) -> Extract:
    """All mentions of the document, each with its span; nothing is looked up outside it."""
    fields = profile(document)
    agencies = find_agencies(document, fields)
    return Extract(
        document_id=document.id,
        profile=fields,
        agencies=agencies,
        policies=find_policies(document, fields),
        leaders=find_leaders(document, fields, agencies),
        platforms=find_platforms(document, fields, agencies),
        regions=find_regions(document, fields),
    )
