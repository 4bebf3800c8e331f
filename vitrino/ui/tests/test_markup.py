"""Small pieces of HTML, and text cut and compared for previews."""

import pytest

from vitrino.ui import diff, markup


def test_attributes_leave_out_what_is_false_and_escape_what_is_said() -> None:
    given = {"hidden": True, "open": False, "title": '"quoted"', "lang": None, "tabindex": 0}
    assert markup.attributes(given) == ' hidden title="&#34;quoted&#34;" tabindex="0"'
    assert markup.attributes(None) == ""


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Rye #żytni today", ["#żytni"]),
        ("by @lipa@krakow.social.", ["@lipa@krakow.social"]),
        ("see https://lipa.example/a?b=1&c=2 now", ["https://lipa.example/a?b=1&amp;c=2"]),
        ("anna@lipa.example", []),
        ("C# and a#b", []),
    ],
)
def test_references_are_marked_but_not_links(text: str, marked: list[str]) -> None:
    html = markup.references(text)
    assert [part.split("</span>")[0] for part in html.split('<span class="ref">')[1:]] == marked
    assert "<a " not in html


def test_references_keep_lines_and_stay_harmless() -> None:
    assert markup.references("a\n<b>") == "a<br>&lt;b&gt;"


@pytest.mark.parametrize(
    ("text", "at", "shown", "is_folded"),
    [
        ("short", 10, "short", False),
        ("one two three", 9, "one two", True),
        ("unbreakable", 4, "unbr", True),
    ],
)
def test_a_feed_folds_between_words(text: str, at: int, shown: str, is_folded: bool) -> None:
    assert markup.fold(text, at) == (shown, is_folded)


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Anna Lis", "AL"), ("celina", "C"), ("Anna Maria Żuk", "AŻ"), ("", "?"), ("@@", "?"), ("مريم حداد", "مح")],
)
def test_initials_stand_for_a_name(name: str, letters: str) -> None:
    assert markup.initials(name) == letters


def test_a_control_points_at_its_hint_and_its_error() -> None:
    assert markup.described("id_a", "hint", ["wrong"], True) == {
        "aria-describedby": "id_a_hint id_a_error", "aria-invalid": "true", "required": True,
    }  # fmt: skip
    assert markup.described("id_a", "", [], False)["aria-describedby"] is None


def test_a_difference_can_be_undone_from_its_pieces() -> None:
    old, new = "Rye needs time: 22 hours.", "Rye needs 22 long hours."
    found = diff.pieces(old, new)
    assert "".join(piece.text for piece in found if piece.kind != "added") == old
    assert "".join(piece.text for piece in found if piece.kind != "removed") == new
    assert {piece.kind for piece in found} == {"same", "removed", "added"}
