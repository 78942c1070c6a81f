"""Templates in a language: what does not change from page to page is put in when a template is read, not on each page.

`de/start.html` is `start.html` with its plain sentences in German and its links to German pages. A page has a hundred
of them, and to look each up by a tag took a third of the time that a page takes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.template import Origin
from django.template.loaders.filesystem import Loader as FileLoader

from fachwerk.portal.wording import LANGUAGES, said

_SENTENCE = re.compile(r'{%\s*say\s+"([a-z_]+\.[a-z_]+)"\s*%}')
_LINK = re.compile(r'{%\s*page\s+"(/[a-z/]*)"\s*%}')
_OTHER = re.compile(r'({%\s*(?:extends|include)\s+")([^"]+")')
_CODE = re.compile(r"{{\s*language\s*}}")


class Loader(FileLoader):
    """Reads templates by names that begin with a language."""

    def get_template_sources(self, template_name: str) -> Iterator[Origin]:
        language, _, name = template_name.partition("/")
        if language in LANGUAGES:
            for origin in super().get_template_sources(name):
                yield Origin(origin.name, template_name, self)

    def get_contents(self, origin: Origin) -> str:
        return in_language(str(super().get_contents(origin)), str(origin.template_name).partition("/")[0])


def in_language(template: str, language: str) -> str:
    """Put the sentences and links of a language into a template."""
    template = _SENTENCE.sub(lambda found: said(found[1], language), template)
    template = _LINK.sub(lambda found: f"/{language}{found[1]}", template)
    template = _OTHER.sub(rf"\g<1>{language}/\g<2>", template)
    return _CODE.sub(language, template)
