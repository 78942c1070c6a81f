from bench.search.compounds import WORDS, _own_words, judged
from fachwerk import yamlfile


def test_the_lists_are_long_enough_to_compare_by_and_name_nothing_twice():
    words = yamlfile.load(WORDS)
    compounds, whole = words["compounds"], words["whole"]
    assert len(compounds) >= 80 and len(whole) >= 50
    assert all(one.count("|") == 1 for one in compounds)
    named = [one.replace("|", "") for one in (*compounds, *whole)]
    assert len(named) == len(set(named))


def test_a_cut_is_right_where_one_of_its_seams_is_the_main_one():
    cuts = {"Ausbildungsplatzbörse": ("Ausbildungs", "platz", "börse"), "Fachkräftemesse": ("Fachkräftem", "esse")}
    given = ["Ausbildungsplatz|börse", "Fachkräfte|messe", "Kranken|haus"]
    assert judged(lambda word: cuts.get(word, ()), given, ["Krankenhaus", "Fachkräftemesse"]) == (1, 1)


def test_words_of_the_texts_cut_compounds_of_them():
    cut = _own_words(["Das Handwerk und die Kammer"])
    assert cut("Handwerkskammer") == ("Handwerks", "kammer")
    assert cut("Handwerkszwiebel") == ()
