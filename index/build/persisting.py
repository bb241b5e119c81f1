"""The end of a job, told to the database until it takes it.

Procrastinate tells it once: were the database away just then, the job would stay at work for a worker that lives, and
so be nobody's for ever.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import datetime

from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager

PATIENCE = 120
"""Seconds that a database may be away before workers and runs give up."""

POLL = 0.5
"""Seconds between tries."""

REFUSED = "P0001"
"""What PostgreSQL calls an exception that a function raised: Procrastinate's, of a job that is not at work."""


class PersistingManager(JobManager):
    """Procrastinate's manager of jobs, patient where it ends one or puts it off."""

    async def finish_job(self, job: Job, status: Status, delete_job: bool) -> None:
        """Set the job to its final state."""
        finish = super().finish_job
        await told(lambda: finish(job, status, delete_job))

    async def retry_job(
        self,
        job: Job,
        retry_at: datetime | None = None,
        priority: int | None = None,
        queue: str | None = None,
        lock: str | None = None,
    ) -> None:
        """Give the job back to be taken again."""
        retry = super().retry_job
        await told(lambda: retry(job, retry_at, priority, queue, lock))


async def told(tell: Callable[[], Awaitable[None]]) -> None:
    """Say it until the database answers; that the job has ended already means that an earlier answer was lost.

    Raises `ConnectorException` if it stays away, or refuses what it hears for the first time.
    """
    until, before = time.monotonic() + PATIENCE, False
    while True:
        try:
            await tell()
            break
        except ConnectorException as error:
            if getattr(error.__cause__, "sqlstate", None) == REFUSED:
                if before:
                    break
                raise
            if time.monotonic() > until:
                raise
        before = True
        await asyncio.sleep(POLL)
