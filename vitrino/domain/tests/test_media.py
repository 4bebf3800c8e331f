"""What a platform gets to see: the focus stays in sight, shapes keep to the rules, nothing is enlarged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitrino.domain.media import Film, FilmForm, Focus, Form, Size, cut, fits, plan, safe_name, tags_in, troubles

EDGES = st.integers(1, 20_000)
SIZES = st.builds(Size, EDGES, EDGES)
SHARES = st.floats(0, 1)
FOCI = st.builds(Focus, SHARES, SHARES)
ASPECTS = st.floats(0.2, 5)


@st.composite
def forms(draw: st.DrawFn) -> Form:
    low, high = sorted((draw(ASPECTS), draw(ASPECTS)))
    return Form(
        ("image/jpeg",),
        min_aspect=draw(st.sampled_from([None, low])),
        max_aspect=draw(st.sampled_from([None, high])),
        max_edge=draw(st.none() | st.integers(16, 8192)),
    )


@given(SIZES, FOCI, forms())
def test_the_cut_lies_inside_and_holds_the_focus(original: Size, focus: Focus, form: Form) -> None:
    found = cut(original, focus, form)
    left, top, right, bottom = found.box
    assert 0 <= left < right <= original.width
    assert 0 <= top < bottom <= original.height
    assert left - 1 <= focus.x * original.width <= right + 1
    assert top - 1 <= focus.y * original.height <= bottom + 1


@given(st.builds(Size, st.integers(16, 20_000), st.integers(16, 20_000)), FOCI, forms())
def test_shapes_keep_to_the_range_but_for_a_pixel(original: Size, focus: Focus, form: Form) -> None:
    found = cut(original, focus, form)
    for size in (Size(found.width, found.height), found.out):
        if form.max_aspect is not None:
            assert (size.width - 1) / (size.height + 1) <= form.max_aspect
        if form.min_aspect is not None:
            assert (size.width + 1) / max(size.height - 1, 1) >= form.min_aspect


@given(SIZES, FOCI, forms())
def test_nothing_is_enlarged_and_nothing_is_cut_without_need(original: Size, focus: Focus, form: Form) -> None:
    found = cut(original, focus, form)
    assert found.out.width <= found.width
    assert found.out.height <= found.height
    assert max(found.out.width, found.out.height) <= (form.max_edge or 20_000)
    assert found.width == original.width or found.height == original.height
    if (form.min_aspect or 0) <= original.aspect <= (form.max_aspect or 99_999):
        assert found.is_whole(original)


@pytest.mark.parametrize(
    ("size", "focus", "box"),
    [
        (Size(6000, 3000), Focus(), (135, 0, 5865, 3000)),
        (Size(6000, 3000), Focus(0, 0), (0, 0, 5730, 3000)),
        (Size(6000, 3000), Focus(1, 1), (270, 0, 6000, 3000)),
        (Size(3000, 6000), Focus(0.5, 0.1), (0, 0, 3000, 3750)),
        (Size(3000, 3000), Focus(0.9, 0.9), (0, 0, 3000, 3000)),
    ],
)
def test_a_wide_or_tall_picture_is_cut_around_its_focus(
    size: Size, focus: Focus, box: tuple[int, int, int, int]
) -> None:
    form = Form(("image/jpeg",), min_aspect=0.8, max_aspect=1.91, max_edge=1440)
    found = cut(size, focus, form)
    assert found.box == box
    assert max(found.out.width, found.out.height) == 1440


FILM = Film(Size(1920, 1080), 30.0, 30.0, "video/mp4", "h264", "aac", 20_000_000)
FORM = FilmForm(Form(("video/mp4",), max_bytes=50_000_000, max_edge=1920), min_s=3, max_s=140)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, []),
        ({"duration_s": 2.0}, ["from 3 s on; this one lasts 2 s"]),
        ({"duration_s": 200.4}, ["up to 140 s; this one lasts 200.4 s"]),
        ({"duration_s": 140.02}, []),
        ({"duration_s": 3600.0}, ["up to 140 s", "too long to fit into the 50 MB"]),
    ],
)
def test_what_no_transcoding_helps_is_said_in_words(change: dict[str, float], words: list[str]) -> None:
    found = troubles(Film(**{**FILM.__dict__, **change}), FORM, "Fotogram")
    assert len(found) == len(words)
    assert all(word in str(message) for message, word in zip(found, words, strict=True))


@pytest.mark.parametrize(
    ("change", "is_fit"),
    [
        ({}, True),
        ({"audio_codec": ""}, True),
        ({"video_codec": "hevc"}, False),
        ({"audio_codec": "opus"}, False),
        ({"mime_type": "video/webm"}, False),
        ({"size_bytes": 50_000_001}, False),
        ({"size": Size(3840, 2160)}, False),
    ],
)
def test_a_film_that_fits_is_left_alone(change: dict[str, object], is_fit: bool) -> None:
    assert fits(Film(**{**FILM.__dict__, **change}), FORM) is is_fit


@given(SIZES, FOCI, forms(), st.floats(1, 3600), st.integers(1_000_000, 4_000_000_000))
def test_a_plan_has_even_sides_inside_the_film_and_stays_below_the_size(
    size: Size, focus: Focus, form: Form, duration_s: float, max_bytes: int
) -> None:
    film = Film(size, duration_s, 90.0, "video/mp4", "h264", "aac", 1)
    rule = FilmForm(Form(form.mime_types, max_bytes, form.min_aspect, form.max_aspect, form.max_edge))
    found = plan(film, rule, focus)
    assert found.cut.width % 2 == found.cut.height % 2 == found.cut.out.width % 2 == found.cut.out.height % 2 == 0
    assert found.fps == 60
    if not troubles(film, rule, "Fotogram"):
        assert (found.video_bps + found.audio_bps) * duration_s / 8 <= max_bytes


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("IMG_2041.JPG", "IMG_2041.JPG"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Anna\\bread.png", "bread.png"),
        ("CON", "CON"),
        ("bread\x00.png", "bread.png"),
        ("photo\u202egnp.exe", "photognp.exe"),
        ("  rye \n bread.png ", "rye bread.png"),
        ("...", ""),
        ("", ""),
    ],
)
def test_a_file_name_is_only_something_to_show(given: str, shown: str) -> None:
    assert safe_name(given) == shown


def test_a_very_long_name_keeps_its_ending() -> None:
    found = safe_name("ż" * 300 + ".jpeg")
    assert len(found) == 120
    assert found.endswith("….jpeg")


@given(st.text(max_size=400))
def test_no_name_can_be_a_way_elsewhere(given: str) -> None:
    found = safe_name(given)
    assert len(found) <= 120
    assert not set(found) & {"/", "\\", "\x00", "\n"}
    assert found not in (".", "..")


@pytest.mark.parametrize(
    ("typed", "tags"),
    [
        ("Bread, #rye", ("bread", "rye")),
        ("bread; Bread ,BREAD", ("bread",)),
        (" , ;", ()),
        ("Święta 2026\nciasto", ("święta 2026", "ciasto")),
    ],
)
def test_tags_are_told_apart_by_commas(typed: str, tags: tuple[str, ...]) -> None:
    assert tags_in(typed) == tags
