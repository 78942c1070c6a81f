"""The JSON API under `/api/v1/`: everything that a register holds, to be read by programs."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import ninja
from django.http import HttpRequest, HttpResponse
from ninja.errors import ValidationError
from ninja.openapi.schema import OpenAPISchema

from fachwerk import __version__
from fachwerk.errors import FachwerkError, UnknownIdentifier
from fachwerk.portal.answers import of_search, of_state, page_of_list
from fachwerk.portal.asked import (
    FacetsAsked,
    Filters,
    FindingsAsked,
    NeighboursAsked,
    Paging,
    ProjectsAsked,
    SearchAsked,
    edition_named,
    findings_wanted,
    known_only,
    question_of,
)
from fachwerk.portal.objects import (
    Object,
    answer_shape,
    counted_shape,
    edition_shape,
    finding_shape,
    neighbours_shape,
    organisation_shape,
    project_shape,
    proof_shape,
    series_shape,
)
from fachwerk.portal.opened import Reading, served
from fachwerk.portal.problems import MEDIA_TYPE, problem, problem_of
from fachwerk.portal.schemas import (
    Edition,
    Facets,
    Finding,
    Index,
    Ledger,
    Neighbours,
    Organisation,
    Problem,
    Project,
    Proof,
    Region,
    Search,
    Series,
    page_of,
)
from fachwerk.portal.shapes import Json, ledger_shape
from fachwerk.reference.regions import territories
from fachwerk.search.answering import Searcher
from fachwerk.search.asking import Query
from fachwerk.store import Edition as Published
from fachwerk.store import edition_called
from fachwerk.store.models import Organisation as OrganisationTable
from fachwerk.store.models import Series as SeriesTable
from fachwerk.store.pages import From

ROOT = "/api/v1/"
RESOURCES = ("search", "facets", "projects", "organisations", "regions", "series", "editions", "findings", "ledger")
PROBLEMS: Mapping[HTTPStatus, str] = {
    HTTPStatus.BAD_REQUEST: "The question names something that there is not, or is not understood.",
    HTTPStatus.NOT_FOUND: "There is nothing of that name.",
    HTTPStatus.METHOD_NOT_ALLOWED: "Nothing can be written here.",
    HTTPStatus.REQUEST_URI_TOO_LONG: "The question is too long.",
    HTTPStatus.TOO_MANY_REQUESTS: "Too many requests came from this address; `Retry-After` says when to go on.",
    HTTPStatus.SERVICE_UNAVAILABLE: "The register cannot be read at the moment.",
}


class Api(ninja.NinjaAPI):
    """An API that also says in its OpenAPI document how it refuses."""

    def get_openapi_schema(self, **where: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**where)
        schema["components"]["schemas"]["Problem"] = Problem.model_json_schema()
        content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
        refusals = {status.value: {"description": says, "content": content} for status, says in PROBLEMS.items()}
        same = {HTTPStatus.NOT_MODIFIED.value: {"description": "The answer that `If-None-Match` names still holds."}}
        for operations in schema["paths"].values():
            for operation in operations.values():
                operation["responses"] |= same | refusals
        return schema


api = Api(
    title="Fachwerk",
    version=__version__,
    description="Lists in which public bodies publish whom they fund, with the printed line behind each value.",
    docs_url=None,
    urls_namespace="api",
)
api.add_decorator(known_only)


@api.exception_handler(FachwerkError)
def _refused(_request: HttpRequest, error: FachwerkError) -> HttpResponse:
    return problem_of(error)


@api.exception_handler(ValidationError)
def _misunderstood(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    said = "; ".join(f"{one['loc'][-1]}: {one['msg']}" for one in error.errors)
    return problem(HTTPStatus.BAD_REQUEST, said)


@api.get("/", response=Index, operation_id="index", summary="What there is")
def index(request: HttpRequest) -> HttpResponse:
    """Name the resources and the state of the register."""

    def made(reading: Reading) -> Object:
        resources: dict[str, Json] = {name: f"{ROOT}{name}" for name in RESOURCES}
        return {
            "name": "Fachwerk",
            "program": __version__,
            "version": reading.version,
            "resources": {**resources, "openapi": f"{ROOT}openapi.json"},
        }

    return of_state(request, made)


# --- asking --------------------------------------------------------------------------------------------------------


@api.get("/search", response=Search, operation_id="search", summary="Ask in your own words")
def search(request: HttpRequest, asked: ninja.Query[SearchAsked]) -> HttpResponse:
    """Find projects by words, by meaning, by filters; every hit says why it is one."""
    return of_search(request, lambda engine: answer_shape(engine.search(_question(asked)), asked.explain))


@api.get("/facets", response=Facets, operation_id="facets", summary="Count what there is")
def facets(request: HttpRequest, asked: ninja.Query[FacetsAsked]) -> HttpResponse:
    """Count the values of facets among the projects that answer a question."""
    return of_search(request, lambda engine: counted_shape(engine.search(_question(asked))))


def _question(asked: Filters) -> Query:
    def editions() -> tuple[Published, ...]:
        with served().reading() as reading:
            return reading.register.editions()

    return question_of(asked, editions)


# --- projects ------------------------------------------------------------------------------------------------------


@api.get("/projects", response=page_of(Project), operation_id="projects", summary="Projects")
def projects(request: HttpRequest, asked: ninja.Query[ProjectsAsked]) -> HttpResponse:
    """List projects with every canonical field by its name, cleaned."""

    def read(reading: Reading, page: From) -> Any:
        return reading.pages.projects(page, edition_named(asked.edition, reading))

    def count(reading: Reading) -> int:
        return reading.pages.count_projects(edition_named(asked.edition, reading))

    return page_of_list(request, asked, read, project_shape, count)


@api.get("/projects/{id}", response=Proof, operation_id="project", summary="A project with its proof")
def project(request: HttpRequest, id: str) -> HttpResponse:
    """Give a project with each of its listings: what is printed where, what was made of it, and why."""
    return of_state(request, lambda reading: proof_shape(reading.register.project(id)))


@api.get("/projects/{id}/neighbours", response=Neighbours, operation_id="neighbours", summary="Similar projects")
def neighbours(request: HttpRequest, id: str, asked: ninja.Query[NeighboursAsked]) -> HttpResponse:
    """List the projects most like one, with reasons: what one should see before funding something again."""
    return of_search(
        request, lambda engine: neighbours_shape(engine.neighbours(id, asked.limit), version=engine.version)
    )


# --- what projects belong to ---------------------------------------------------------------------------------------


@api.get("/organisations", response=page_of(Organisation), operation_id="organisations", summary="Organisations")
def organisations(request: HttpRequest, asked: ninja.Query[Paging]) -> HttpResponse:
    """List who carries projects, with all spellings."""
    return page_of_list(
        request,
        asked,
        lambda reading, page: reading.pages.organisations(page),
        organisation_shape,
        lambda reading: reading.pages.count(OrganisationTable),
    )


@api.get("/organisations/{id}", response=Organisation, operation_id="organisation", summary="An organisation")
def organisation(request: HttpRequest, id: str) -> HttpResponse:
    """Give one organisation."""
    return of_state(request, lambda reading: organisation_shape(reading.pages.organisation(id)))


@api.get("/series", response=page_of(Series), operation_id="all_series", summary="Series")
def all_series(request: HttpRequest, asked: ninja.Query[Paging]) -> HttpResponse:
    """List which projects continue one another, and which are listed twice."""
    return page_of_list(
        request,
        asked,
        lambda reading, page: reading.pages.series(page),
        series_shape,
        lambda reading: reading.pages.count(SeriesTable),
    )


@api.get("/series/{id}", response=Series, operation_id="series", summary="A series")
def series(request: HttpRequest, id: str) -> HttpResponse:
    """Give one series."""
    return of_state(request, lambda reading: series_shape(reading.pages.one_series(id)))


@api.get("/regions", response=page_of(Region), operation_id="regions", summary="Regions")
def regions(request: HttpRequest, asked: ninja.Query[Paging]) -> HttpResponse:
    """List the regions, each with how many projects are there."""

    def read(reading: Reading, page: From) -> list[tuple[int, Object]]:
        found = enumerate(_regions(reading.engine), start=1)
        return [one for one in found if one[0] > page.after][: page.limit]

    return page_of_list(
        request,
        asked,
        read,
        lambda shape: shape,
        lambda _: sum(len(territory.regions) for territory in territories().values()),
        is_searched=True,
    )


@api.get("/regions/{key}", response=Region, operation_id="region", summary="A region")
def region(request: HttpRequest, key: str) -> HttpResponse:
    """Give one region by its NUTS-3 code."""

    def found(engine: Searcher) -> Object:
        for one in _regions(engine):
            if one["key"] == key:
                return one
        raise UnknownIdentifier(f'no region has the code "{key}"', advice=f"{ROOT}regions lists them")

    return of_search(request, found)


def _regions(engine: Searcher) -> list[Object]:
    counts = {one.value: one.count for one in engine.search(Query(limit=1, facets=("region",))).facets["region"]}
    return [
        {
            "key": one.key,
            "name": one.name,
            "ags": one.ags,
            "territory": territory.name,
            "projects": counts.get(one.key, 0),
        }
        for territory in territories().values()
        for one in territory.regions
    ]


# --- the lists themselves ------------------------------------------------------------------------------------------


@api.get("/editions", response=page_of(Edition), operation_id="editions", summary="Editions")
def editions(request: HttpRequest, asked: ninja.Query[Paging]) -> HttpResponse:
    """List what was imported, oldest first."""
    return page_of_list(request, asked, _editions, edition_shape, lambda reading: len(reading.register.editions()))


@api.get("/editions/{edition}", response=Edition, operation_id="edition", summary="An edition")
def edition(request: HttpRequest, edition: str) -> HttpResponse:
    """Give one edition by its day, the beginning of its fingerprint, `newest` or `before`."""
    return of_state(request, lambda reading: edition_shape(edition_called(edition, reading.register.editions())))


@api.get("/ledger", response=page_of(Ledger), operation_id="ledgers", summary="Ledgers")
def ledgers(request: HttpRequest, asked: ninja.Query[Paging]) -> HttpResponse:
    """List the account of every printed line of each edition, oldest first."""
    return page_of_list(
        request,
        asked,
        _editions,
        _ledger,
        lambda reading: len(reading.register.editions()),
    )


@api.get("/ledger/{edition}", response=Ledger, operation_id="ledger", summary="A ledger")
def ledger(request: HttpRequest, edition: str) -> HttpResponse:
    """Give the account of every printed line of one edition, named as under `/editions/{edition}`."""
    return of_state(request, lambda reading: _ledger(edition_called(edition, reading.register.editions())))


def _ledger(one: Published) -> Object:
    """The ledger, without the folder in which somebody had the file when it was imported."""
    return {**ledger_shape(one.ledger), "file": one.file}


def _editions(reading: Reading, page: From) -> list[tuple[int, Published]]:
    found = enumerate(reading.register.editions(), start=1)
    return [one for one in found if one[0] > page.after][: page.limit]


@api.get("/findings", response=page_of(Finding), operation_id="findings", summary="Findings")
def findings(request: HttpRequest, asked: ninja.Query[FindingsAsked]) -> HttpResponse:
    """List what is odd, and where it is printed."""
    return page_of_list(
        request,
        asked,
        lambda reading, page: reading.pages.findings(page, findings_wanted(asked, reading)),
        lambda one: finding_shape(one, asked.language),
        lambda reading: reading.pages.count_findings(findings_wanted(asked, reading)),
    )
