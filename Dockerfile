# The server in a container: built in one stage, run in another as a user without rights, on a read-only root.
# Everything that is written lies in the volume /data. Base images may be pinned by digest where that is policy.
FROM python:3.12-slim AS build
WORKDIR /build
COPY pyproject.toml README.md ./
COPY .ci/lock/run.txt .ci/lock/run.txt
RUN python -m venv /opt/suwen \
    && /opt/suwen/bin/pip install --no-cache-dir --no-deps --require-hashes -r .ci/lock/run.txt
COPY corpus corpus
COPY kb kb
COPY index index
COPY web web
RUN /opt/suwen/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.12-slim
RUN useradd --system --uid 10001 --home-dir /data --no-create-home suwen \
    && install -d -o suwen -g suwen /data
COPY --from=build /opt/suwen /opt/suwen
ENV PATH=/opt/suwen/bin:$PATH SUWEN_HOME=/data SUWEN_LOG=json PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
USER suwen
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
ENTRYPOINT ["suwen"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8000"]
