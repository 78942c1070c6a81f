"""Which address is answered by what."""

from django.urls import path

from fachwerk.portal.api import api
from fachwerk.portal.problems import bad_request, failed, forbidden, not_found

urlpatterns = [path("api/v1/", api.urls)]

handler400, handler403, handler404, handler500 = bad_request, forbidden, not_found, failed
