"""A real cluster, three nodes that `make cluster-test` has brought up; without one these tests are skipped, loudly."""

import os
import subprocess
from collections.abc import Iterator

import pytest
from opensearchpy import OpenSearch

from index.opensearch.client import client
from tests.conftest import ROOT


@pytest.fixture(autouse=True, scope="session")
def _in_the_cluster() -> Iterator[None]:
    if not os.environ.get("SUWEN_SEARCH_URL"):
        pytest.skip("LOUD SKIP: SUWEN_SEARCH_URL names no cluster (make cluster-test brings one up)")
    patch = pytest.MonkeyPatch()
    patch.setenv("SUWEN_ENGINE", "opensearch")
    yield
    patch.undo()


@pytest.fixture(scope="session")
def nodes() -> OpenSearch:
    """The cluster itself."""
    return client()


def node(*what: str) -> None:
    """Do something to the nodes: `kill 2`, `start 2`, `whole`."""
    if "SUWEN_CLUSTER" not in os.environ:
        pytest.skip("LOUD SKIP: this cluster's nodes are not ours to kill (make cluster-test brings such up)")
    subprocess.run([ROOT / ".ci" / "cluster" / "nodes", *what], check=True)
