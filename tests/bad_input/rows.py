"""The catalogue of bad input, and which tests stand for each row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

Test = TypeVar("Test", bound=Callable[..., object])

AREAS: Mapping[str, range] = {
    "Tables": range(1, 12), "Times": range(12, 22), "Texts": range(22, 41), "Web": range(41, 51),
    "Pictures and films": range(51, 61), "Editing together": range(82, 87),
    "Exports with numbers": range(201, 213),
}  # fmt: skip

ROWS: Mapping[int, str] = {
    1: "CSV in another encoding than UTF-8",
    2: "CSV with a byte order mark",
    3: "A quotation mark that is never closed",
    4: "A field of more than 131,072 characters",
    5: "NUL in a field",
    6: "Semicolon or tab instead of a comma",
    7: "A million rows",
    8: "The same file twice",
    9: "Dates like 03/04/2026, 24:00 and :60",
    10: "A week date",
    11: "A computer's time stamp",
    12: "A time in the past, or the year 9999",
    13: "A time the clocks skip",
    14: "A time the clocks show twice",
    15: "A day later, across a change of the clocks",
    16: "A duration across a change of the clocks",
    17: "A time zone that does not exist",
    18: "A time zone that is a path",
    19: "A time zone that was given up or changes its rules",
    20: "Every minute for a hundred years",
    21: "The 29th of February, the 31st of every month",
    22: "A text of 100,000 characters",
    23: "A family emoji",
    24: "A cut through a letter",
    25: "Signs that turn the direction of the text",
    26: "Invisible signs",
    27: "A name in look-alike letters",
    28: "A hundred thousand marks on one letter",
    29: "Half a character from JSON",
    30: "U+0000 in a text",
    31: "İ, ß and accents written apart",
    32: "Markup in a display name",
    33: "A name of a megabyte, of nothing, of spaces",
    34: "A javascript: or data: link",
    35: "A gap that reaches into the machine",
    36: "A gap without a value",
    37: "SQL in a filter",
    38: "The wildcards of LIKE",
    39: "A regular expression as a name",
    40: "A formula in an exported cell",
    41: "A line break in an e-mail header",
    42: "A line break in a log line",
    43: "JSON nested 100,000 deep",
    44: "A body of 500 MB, or one that never ends",
    45: "NaN, Infinity and 1e999",
    46: "A key that comes twice",
    47: "A number of 5,000 digits",
    48: "Digits that are not ASCII",
    49: "A request that never ends",
    50: "A packed request body",
    51: "A picture of 169 megapixels in 20 kB",
    52: "A picture of 900 megapixels",
    53: "A picture cut short, misnamed, or two files in one",
    54: "SVG or HTML as a picture",
    55: "A place and a camera in a picture",
    56: "An animation of thousands of frames",
    57: "A film of 4 GB, of no seconds, of an odd kind, turned, silent",
    58: "A file name that is a path",
    59: "An upload that stops half-way",
    60: "A picture deleted after it was scheduled",
    82: "Two tabs edit one post, a double click on Publish",
    83: "An approval of words that changed since",
    84: "The same words on two channels",
    85: "Ten thousand names, or one of a single letter",
    86: "A poll of ten thousand options",
    201: "An export without the columns that matter",
    202: "An export in another language",
    203: "Decimal commas, parted thousands, 1.2K",
    204: "A percent sign or a word where a number should be",
    205: "Two dashes or nothing where a number should be",
    206: "The same row twice, with the same or with other numbers",
    207: "A date in the future, or none",
    208: "Dates of which nobody knows which part is the day",
    209: "A note above the headings, another sheet, another encoding",
    210: "A row that adds up the others",
    211: "An id that a spreadsheet has rounded",
    212: "A number that the platform has retired",
}

# Tests of the product's own folders that stand for a row.
ELSEWHERE: Mapping[int, tuple[str, ...]] = {
    13: ("tests/grid/test_zones.py::test_a_skipped_time_is_moved_and_a_doubled_one_is_the_first",),
    14: ("tests/grid/test_zones.py::test_a_post_in_the_changing_hour_goes_out_once_at_its_instant",),
    15: ("tests/grid/test_zones.py::test_nine_in_the_morning_stays_nine_all_year",),
    16: ("tests/grid/test_zones.py::test_lateness_is_counted_in_real_hours",),
    19: ("tests/grid/test_zones.py::test_new_zone_data_moves_the_instant_and_not_the_hour",
         "vitrino/domain/tests/test_slots.py::test_every_given_up_zone_has_a_successor_with_the_same_clock"),
    20: ("vitrino/domain/tests/test_recurrence.py::test_a_rule_of_a_hundred_years_is_never_written_out",),
    21: ("vitrino/domain/tests/test_recurrence.py::test_a_day_that_a_month_lacks_is_its_last_day",),
    24: ("vitrino/domain/tests/test_text_adapt.py::test_no_letter_is_torn",),
    44: ("vitrino/connect/tests/test_door.py::test_an_answer_over_the_cap_is_not_read_to_the_end",),
    51: ("vitrino/media/tests/test_renditions.py::test_a_picture_of_169_megapixels_costs_the_product_little_memory",),
    53: ("vitrino/media/tests/test_films.py::test_a_film_that_was_cut_off_says_so",),
    55: ("vitrino/media/tests/test_pictures.py::test_place_and_camera_are_removed",),
    56: ("vitrino/media/tests/test_library.py::test_an_animation_with_too_many_pictures_is_refused",),
    57: tuple(
        f"vitrino/media/tests/test_films.py::{name}"
        for name in (
            "test_a_film_too_large_is_refused_before_it_is_read", "test_a_film_of_no_length_says_so",
            "test_odd_codecs_become_what_every_platform_plays", "test_a_turned_film_stands_upright",
            "test_a_film_without_sound_is_taken_and_mentioned", "test_limits_are_said_before_scheduling",
        )
    ),
    58: ("vitrino/media/tests/test_library.py::test_files_get_names_of_our_own",),
    59: ("vitrino/media/tests/test_library.py::test_a_full_disk_leaves_nothing_behind",),
    60: ("vitrino/media/tests/test_library.py::test_what_is_used_stays",
         "vitrino/media/tests/test_renditions.py::test_another_picture_than_the_scheduled_one_never_goes_out",),
    82: ("vitrino/posts/tests/test_composing.py::test_the_same_words_changed_by_both_are_shown_and_chosen",),
    83: ("vitrino/approval/tests/test_approval.py::test_a_word_is_bound_to_the_version_that_was_shown",
         "vitrino/approval/tests/test_approval.py::test_a_client_can_not_agree_to_what_was_changed_meanwhile"),
    85: ("vitrino/domain/tests/test_names.py::test_too_many_forms_are_refused_and_not_cut_off",
         "vitrino/domain/tests/test_names.py::test_a_name_of_one_letter_is_refused"),
}  # fmt: skip

REGISTER: dict[int, list[str]] = {}


def row(*numbers: int) -> Callable[[Test], Test]:
    """This test stands for these rows."""

    def register(test: Test) -> Test:
        place = f"tests/bad_input/{test.__module__.rpartition('.')[2]}.py::{test.__name__}"
        for number in numbers:
            assert number in ROWS, f"there is no row {number}"
            REGISTER.setdefault(number, []).append(place)
        return test

    return register
