"""The connection to the cluster: asked again after what passes, a readable error after what does not."""

import os
import time
import warnings
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from opensearchpy import NotFoundError, OpenSearch, OpenSearchWarning, TransportError

from corpus.errors import SuwenError
from index.fingerprint import unusable

PASSING = (429, 500, 502, 503, 504, "N/A", "TIMEOUT")
"""Answers while nodes come and go or are busy; asking again is harmless, all that is asked may be asked twice."""

WAITS = (0.1, 0.3, 1.0, 2.0, 4.0)
"""Seconds before asking again."""

SECONDS = 30
"""So long one answer may take."""

THREADS = 16
"""So many connections to a node are kept."""

T = TypeVar("T")


class ClusterError(SuwenError):
    """The cluster does not answer, or not wholly."""

    status = 503


class PartialError(ClusterError):
    """Some shards did not answer: they were busy, or their node is being replaced."""


def client() -> OpenSearch:
    """The client of the nodes in `SUWEN_SEARCH_URL` (addresses with commas between); raises `SuwenError`."""
    url = os.environ.get("SUWEN_SEARCH_URL", "")
    if not url.strip():
        raise SuwenError(
            "请用 SUWEN_SEARCH_URL 给出 OpenSearch 的地址，例如 http://127.0.0.1:9200",
            "SUWEN_SEARCH_URL must say where OpenSearch is",
        )
    return _client(url)


@cache
def _client(url: str) -> OpenSearch:
    # Elasticsearch wants the field `ordered`, of which OpenSearch warns
    warnings.filterwarnings("ignore", category=OpenSearchWarning)
    hosts = [host.strip() for host in url.split(",") if host.strip()]
    return OpenSearch(
        hosts,
        timeout=SECONDS,
        max_retries=len(hosts),
        retry_on_timeout=False,
        pool_maxsize=THREADS,
        dead_timeout=1,  # a node that did not answer is tried again after one second, at most four
        timeout_cutoff=2,
    )


def asked(ask: Callable[[], T]) -> T:
    """What `ask` gives, asked again while the cluster is busy or loses a node.

    Raises `ClusterError` if that does not pass, `DamagedError` if the index is not there.
    """
    for wait in (*WAITS, None):
        try:
            return ask()
        except NotFoundError as error:
            raise unusable("集群中没有它", "it is not in the cluster") from error
        except PartialError:
            if wait is None:
                raise
            time.sleep(wait)
        except TransportError as error:
            if error.status_code not in PASSING:
                raise
            if wait is None:
                raise unanswered(error) from error
            time.sleep(wait)
    raise AssertionError("the last wait is None")


def unanswered(error: Exception) -> ClusterError:
    """The error that says that the cluster does not answer."""
    return ClusterError(
        "检索集群暂时没有应答，请稍后再试；如一直如此，请检查 SUWEN_SEARCH_URL 和集群状态",
        f"the search cluster does not answer: {type(error).__name__}",
    )


def whole(answer: dict[str, Any]) -> dict[str, Any]:
    """An answer to a search; raises `PartialError` if any shard is missing in it."""
    if not is_whole(answer):
        raise PartialError("检索集群只给出了部分结果，请稍后再试", "some shards did not answer")
    return answer


def is_whole(answer: dict[str, Any]) -> bool:
    """Whether all shards have answered."""
    return not answer.get("timed_out") and not answer["_shards"]["failed"]
