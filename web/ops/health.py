"""`/healthz`: the process answers. `/readyz`: it can search the present state."""

from flask import Response, jsonify

from corpus.errors import SuwenError
from web.ops import blueprint
from web.visits import visit


@blueprint.get("/healthz")
def healthz() -> Response:
    """Alive, whatever the home is like; nothing is opened."""
    return jsonify(alive=True)


@blueprint.get("/readyz")
def readyz() -> tuple[Response, int]:
    """Ready, if the store opens and the index of its state does; else 503 and the reason."""
    try:
        here = visit()
        documents = len(here.searcher.catalogue.documents)
    except SuwenError as error:
        return jsonify(ready=False, error=error.zh, error_en=error.en), 503
    return jsonify(ready=True, generation=here.snapshot.generation, documents=documents), 200
