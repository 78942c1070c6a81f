"""Templates in a language say what they would say sentence by sentence."""

import pytest


@pytest.mark.usefixtures("client")
def test_sentences_and_links_are_put_in_once_and_nothing_else_is_touched() -> None:
    from fachwerk.portal.spoken import in_language

    template = '{% extends "base.html" %}<a href="{% page "/search" %}">{% say "frame.search" %}</a>{{ language }}'
    assert in_language(template, "de") == '{% extends "de/base.html" %}<a href="/de/search">Suche</a>de'
    for left in ('{% say "search.total" n=total %}', '{% page "/search" q=words %}', "{% say one.name %}", "{{ q }}"):
        assert in_language(left, "en") == left


@pytest.mark.usefixtures("client")
def test_a_template_is_found_in_every_language_and_in_none_else() -> None:
    from django.template import TemplateDoesNotExist
    from django.template.loader import get_template

    assert get_template("de/start.html").render({"language": "de"}) != get_template("en/start.html").render(
        {"language": "en"}
    )
    for name in ("fr/start.html", "de/../../settings.py", "de/nothing.html"):
        with pytest.raises(TemplateDoesNotExist):
            get_template(name)
