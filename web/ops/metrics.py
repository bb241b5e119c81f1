"""`/metrics`: counts and times in the text form of Prometheus, the sum of all serving processes."""

import os
import time
from typing import TYPE_CHECKING, Literal

from flask import Flask, Response, current_app, g, request
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

from corpus.errors import SuwenError
from web.ops import blueprint
from web.serving.metering import FOLDER

if TYPE_CHECKING:
    from web.library import Library

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class Metrics:
    """What is counted. Routes are the patterns of addresses, so that no name and no query stands in a label."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        labels = ("route", "method", "status")
        self.requests = Counter("suwen_requests", "Requests answered", labels, registry=self.registry)
        self.errors = Counter("suwen_errors", "Answers with status 5xx", ("route",), registry=self.registry)
        self.queries = Counter(
            "suwen_queries", "Requests that carried a query", ("route",), registry=self.registry
        )
        self.seconds = Histogram(
            "suwen_request_seconds",
            "Seconds to the first byte",
            ("route",),
            buckets=BUCKETS,
            registry=self.registry,
        )
        self.generation = self._gauge("suwen_generation", "Number of the publication that is served")
        self.documents = self._gauge("suwen_documents", "Documents in the state that is served")
        self.ready = self._gauge("suwen_ready", "1 if the present state can be searched")
        self.snapshots = self._gauge(
            "suwen_open_snapshots", "Views of the store that are open now", "livesum"
        )

    def _gauge(
        self, name: str, said: str, mode: Literal["livesum", "livemostrecent"] = "livemostrecent"
    ) -> Gauge:
        """A gauge; with several processes, the sum over those alive or what was said last."""
        return Gauge(name, said, registry=self.registry, multiprocess_mode=mode)

    def text(self) -> bytes:
        """All of it, over all processes."""
        shown = CollectorRegistry() if FOLDER in os.environ else self.registry
        if shown is not self.registry:
            MultiProcessCollector(shown)  # type: ignore[no-untyped-call]
        return generate_latest(shown)

    def count(self, status: int, seconds: float) -> None:
        """Count the request at hand."""
        route = request.url_rule.rule if request.url_rule else "none"
        self.requests.labels(route, request.method, status).inc()
        self.seconds.labels(route).observe(seconds)
        if status >= 500:
            self.errors.labels(route).inc()
        if request.args.get("q"):
            self.queries.labels(route).inc()


def measure(app: Flask) -> None:
    """Count and time every request of `app`; `g.started` and `g.seconds` are for the log too."""
    metrics = app.extensions["metrics"] = Metrics()

    @app.before_request
    def start() -> None:
        g.started = time.perf_counter()

    @app.after_request
    def count(response: Response) -> Response:
        g.seconds = time.perf_counter() - g.get("started", time.perf_counter())
        metrics.count(response.status_code, g.seconds)
        return response


def forget(pid: int) -> None:
    """Leave out what only a living process has: this one has ended."""
    mark_process_dead(pid)  # type: ignore[no-untyped-call]


@blueprint.get("/metrics")
def metrics() -> Response:
    """All counts, and what is served now."""
    held: Metrics = current_app.extensions["metrics"]
    library: Library = current_app.extensions["library"]
    try:
        # A look of its own, which is not counted among the open ones.
        with library.visit() as here:
            held.documents.set(len(here.searcher.catalogue.documents))
            held.generation.set(here.snapshot.generation)
            held.ready.set(1)
    except SuwenError:
        held.ready.set(0)
    return Response(held.text(), content_type=CONTENT_TYPE_LATEST)
