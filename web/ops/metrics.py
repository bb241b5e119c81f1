"""`/metrics`: counts and times in the text form of Prometheus, one set an application (a process)."""

import time

from flask import Flask, Response, current_app, g, request
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)

from corpus.errors import SuwenError
from web import visits
from web.ops import blueprint
from web.visits import visit

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
        self.snapshots = self._gauge("suwen_open_snapshots", "Views of the store that are open now")

    def _gauge(self, name: str, said: str) -> Gauge:
        return Gauge(name, said, registry=self.registry)

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


@blueprint.get("/metrics")
def metrics() -> Response:
    """All counts, and what is served now."""
    held: Metrics = current_app.extensions["metrics"]
    held.snapshots.set(visits.open_now(current_app))
    try:
        held.documents.set(len(visit().searcher.catalogue.documents))
        held.generation.set(visit().snapshot.generation)
        held.ready.set(1)
    except SuwenError:
        held.ready.set(0)
    return Response(generate_latest(held.registry), content_type=CONTENT_TYPE_LATEST)
