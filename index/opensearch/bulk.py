"""Many documents into the cluster, or out of it: as much at a time as it takes, again what it refused for the moment."""

import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import msgspec
from opensearchpy import OpenSearch, TransportError

from index.opensearch.client import PASSING, ClusterError, unanswered

LARGEST = 4_000_000
"""Bytes that are sent at once at most."""

AT_ONCE = 3
"""So many requests are under way while the next is made ready."""

PATIENCE = 120.0
"""Seconds after which a cluster that takes nothing is given up."""

FIRST_WAIT, LONGEST_WAIT = 0.2, 5.0

_TOO_LARGE = 413
_GONE = 404

Body = bytes
"""An action and its document, as lines."""


def put(index: str, name: str, document: dict[str, Any]) -> Body:
    """To hold a document under a name; twice is once."""
    encode = msgspec.json.encode
    return encode({"index": {"_index": index, "_id": name}}) + b"\n" + encode(document) + b"\n"


def delete(index: str, name: str) -> Body:
    """To hold it no more."""
    return msgspec.json.encode({"delete": {"_index": index, "_id": name}}) + b"\n"


@dataclass
class Sending:
    """Sends actions; `size`, in bytes, is halved whenever the cluster finds them too many, and grows again."""

    client: OpenSearch
    size: int = LARGEST

    def send(self, actions: Iterable[Body]) -> None:
        """Send all; raises `ClusterError` if the cluster does not take them, or takes one amiss."""
        under_way: deque[Future[None]] = deque()
        with ThreadPoolExecutor(AT_ONCE) as pool:
            for batch in self._batches(actions):
                if len(under_way) == AT_ONCE:
                    under_way.popleft().result()
                under_way.append(pool.submit(self._settle, batch))
            for sent in under_way:
                sent.result()

    def _batches(self, actions: Iterable[Body]) -> Iterator[list[Body]]:
        batch: list[Body] = []
        size = 0
        for action in actions:
            if batch and size + len(action) > self.size:
                yield batch
                batch, size = [], 0
            batch.append(action)
            size += len(action)
        if batch:
            yield batch

    def _settle(self, batch: list[Body]) -> None:
        """Send a batch until each of its actions is done."""
        wait, until = FIRST_WAIT, time.monotonic() + PATIENCE
        while batch:
            left = self._try(batch)
            if len(left) < len(batch):
                wait, until = FIRST_WAIT, time.monotonic() + PATIENCE
            elif time.monotonic() > until:
                raise unanswered(TimeoutError())
            batch = left
            if batch:
                time.sleep(wait)
                wait = min(2 * wait, LONGEST_WAIT)
        self.size = min(2 * self.size, LARGEST)

    def _try(self, batch: list[Body]) -> list[Body]:
        """Send as much of a batch as may go at once; gives what is still to be sent."""
        count = self._fitting(batch)
        try:
            answer = self.client.bulk(body=b"".join(batch[:count]), params={"request_timeout": PATIENCE})
        except TransportError as error:
            if error.status_code == _TOO_LARGE and count == 1:
                raise ClusterError(
                    "有一篇文档太大，检索集群不接收；请调大它的 http.max_content_length",
                    "a document is larger than the cluster takes at once",
                ) from error
            if error.status_code != _TOO_LARGE and error.status_code not in PASSING:
                raise
            self.size = max(sum(map(len, batch[:count])) // 2, 1)
            return batch
        refused = [at for at, item in enumerate(answer["items"]) if _is_left(item)]
        if refused:
            self.size = max(self.size // 2, 1)
        return [*(batch[at] for at in refused), *batch[count:]]

    def _fitting(self, batch: list[Body]) -> int:
        """How many of a batch go at once; one goes always."""
        count, size = 1, len(batch[0])
        while count < len(batch) and size + len(batch[count]) <= self.size:
            size += len(batch[count])
            count += 1
        return count


def _is_left(item: dict[str, Any]) -> bool:
    """Whether an action was refused for the moment; raises `ClusterError` if for good."""
    ((kind, result),) = item.items()
    status = result["status"]
    if status in PASSING:
        return True
    if status >= 400 and not (kind == "delete" and status == _GONE):
        reason = result.get("error", {})
        raise ClusterError(
            f"检索集群拒收一篇文档：{reason.get('reason', status)}",
            f"the cluster refused a document: {reason.get('type', status)}",
        )
    return False
