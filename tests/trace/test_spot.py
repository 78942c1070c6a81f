"""Pictures of one spot: framed, small, and without what must not be seen."""

from io import BytesIO

from PIL import Image, ImageDraw

from fachwerk.records import Box
from fachwerk.trace.palette import BLUE, PAPER, VERMILION
from fachwerk.trace.spot import Painted, Picture, Strip, picture_of

ROW, CELL = Box(20, 50, 280, 70), Box(100, 52, 180, 62)
BLACK = (0, 0, 0)


def page() -> Painted:
    """A page of 300 by 200 points with a black bar in the row's first cell and one in its second, and one below."""
    image = Image.new("RGB", (600, 400), PAPER)
    pen = ImageDraw.Draw(image)
    for left, top in ((20, 52), (100, 52), (20, 80)):
        pen.rectangle((2 * left + 20, 2 * top, 2 * left + 100, 2 * top + 18), fill=BLACK)
    return Painted(600, 400, image.tobytes(), 2.0)


def opened(picture: Picture) -> Image.Image:
    image = Image.open(BytesIO(picture.content)).convert("RGB")
    assert image.size == (picture.width, picture.height)
    return image


def colours(image: Image.Image) -> set[object]:
    return {colour for _, colour in image.getcolors(1 << 20) or ()}


def test_the_row_and_the_cell_are_framed() -> None:
    image = opened(picture_of([Strip(page(), ROW, (30, 100), (20, 280), CELL)]))
    assert image.size == (2 * (280 - 20 + 20), 2 * 70)
    assert {tuple(BLUE), tuple(VERMILION), BLACK} <= colours(image)


def test_without_a_cell_only_the_row_is_framed() -> None:
    found = colours(opened(picture_of([Strip(page(), ROW, (30, 100), (20, 280))])))
    assert tuple(BLUE) in found and tuple(VERMILION) not in found


def test_what_is_not_to_be_shown_is_not_in_the_picture() -> None:
    strip = Strip(page(), ROW, (47, 100), (20, 280), shown=(), covered=(Box(20, 52, 80, 62),))
    assert BLACK not in colours(opened(picture_of([strip])))
    assert BLACK in colours(opened(picture_of([strip._replace(shown=(CELL,))])))


def test_strips_stand_one_below_the_other() -> None:
    one = Strip(page(), ROW, (47, 73), (20, 280))
    alone, both = picture_of([one]), picture_of([one, one])
    assert both.width == alone.width and both.height > 2 * alone.height


def test_the_picture_is_sent_in_the_smaller_of_two_formats() -> None:
    picture = picture_of([Strip(page(), ROW, (47, 73), (20, 280))])
    assert picture.type in ("image/png", "image/webp")
    assert len(picture.content) < 2000
