"""The original file of a document, byte for byte as it was ingested."""

from mimetypes import guess_type
from pathlib import Path, PurePosixPath

from flask import Response, send_file

from corpus.errors import NotFoundError
from web.pages import blueprint
from web.texts import english, text
from web.visits import visit


@blueprint.get("/documents/<document_id>/original")
def document_original(document_id: str) -> Response:
    """The file under its source's name, to save and never to show; raises `NotFoundError` if it was not kept."""
    here = visit()
    document = here.snapshot.record(document_id).document
    for name in dict.fromkeys((document.source, *here.snapshot.sources(document_id))):
        path = kept(here.home.root, here.home.original(document.sha256, PurePosixPath(name).suffix))
        if path:
            kind = guess_type(name)[0] or "application/octet-stream"
            return send_file(path, mimetype=kind, as_attachment=True, download_name=PurePosixPath(name).name)
    raise NotFoundError(text("document.no_original"), english("document.no_original"))


def kept(root: Path, path: Path) -> Path | None:
    """The file, if it is there and truly lies among the originals of the home at `root`."""
    folder, found = (root / "originals").resolve(), path.resolve()
    return found if found.is_relative_to(folder) and found.is_file() else None
