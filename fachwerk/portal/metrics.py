"""Figures of a served register as Prometheus reads them (extra `metrics`); several workers count into one folder."""

from __future__ import annotations

import os
from collections.abc import Iterator

from django.http import HttpResponse
from prometheus_client import CollectorRegistry, Counter, Histogram, exposition
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from fachwerk.errors import UnusableRegister
from fachwerk.portal.opened import served

FOLDER = "PROMETHEUS_MULTIPROC_DIR"  # as prometheus_client calls it
_SECONDS = (0.005, 0.01, 0.03, 0.06, 0.1, 0.3, 1.0, 3.0)


class Metrics:
    """Counts requests by kind and status, and how long they took."""

    def __init__(self) -> None:
        self._own = CollectorRegistry()
        labels = ("kind", "status")
        self._requests = Counter("fachwerk_requests", "Requests answered.", labels, registry=self._own)
        self._seconds = Histogram(
            "fachwerk_request_seconds", "How long answers took.", ("kind",), buckets=_SECONDS, registry=self._own
        )

    def note(self, kind: str, status: int, seconds: float) -> None:
        """Count an answer."""
        self._requests.labels(kind, status).inc()
        self._seconds.labels(kind).observe(seconds)

    def answer(self) -> HttpResponse:
        """Give all figures, those of the other workers, too."""
        registry = self._own
        if os.environ.get(FOLDER):
            registry = CollectorRegistry()
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        register = CollectorRegistry()
        register.register(_Register())
        content = exposition.generate_latest(registry) + exposition.generate_latest(register)
        return HttpResponse(content, content_type=exposition.CONTENT_TYPE_LATEST)


class _Register(Collector):
    """What there is in the register at the moment."""

    def collect(self) -> Iterator[Metric]:
        """Give the figures; those that cannot be read are missing, and `fachwerk_up` is 0."""
        up = GaugeMetricFamily("fachwerk_up", "Whether the register can be read.")
        try:
            with served().reading() as reading:
                counts = reading.register.totals()
                index, version = reading.engine.version, reading.version
        except UnusableRegister:
            up.add_metric([], 0)
            yield up
            return
        up.add_metric([], 1)
        yield up
        things = GaugeMetricFamily("fachwerk_things", "What the register holds.", labels=["kind"])
        for kind, count in counts.items():
            things.add_metric([kind], count)
        yield things
        state = GaugeMetricFamily("fachwerk_index", "Whether the index is of the newest state.", labels=["version"])
        state.add_metric([index], float(index == version))
        yield state
