"""One idea in the form of each network: within the limit, nothing torn, and everything said that was done."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitrino.domain.tests.text_samples import FAMILY, RULES, TEXTS
from vitrino.domain.text import TextRule, clean, count, graphemes, mentions, urls
from vitrino.domain.text.adapt import Adapted, LinkPlace, TextForm, adapt

SHOP = "https://zorza.eu/chleb"
RULE = TextRule("grapheme", 60)
FORMS = st.builds(
    TextForm,
    name=st.just("Here"),
    rule=st.builds(
        lambda rule, limit: TextRule(rule.unit, limit, url_length=rule.url_length),
        st.sampled_from(list(RULES.values())), st.integers(40, 200),
    ),
    links=st.sampled_from(["text", "card", "dead"]),
    has_threads=st.booleans(),
    comment=st.none() | st.just(TextRule("codepoint", 2000)),
    most_tags=st.none() | st.integers(0, 3),
    good_tags=st.none() | st.integers(0, 3),
    tags_at_end=st.booleans(),
    capitals_in_tags=st.booleans(),
    tone=st.sampled_from(["casual", "neutral", "formal"]),
)  # fmt: skip
LANGUAGES = st.sampled_from(["pl", "en", "eo", "xx"])
LINKS = st.sampled_from(["", SHOP, "https://shop.example.com/a/b?c=d#e"])


def said(adapted: Adapted) -> list[str]:
    return [str(change) for change in adapted.changes]


def whole(adapted: Adapted) -> str:
    return " ".join([adapted.text, *adapted.parts, adapted.first_comment])


@given(TEXTS, FORMS, LINKS, LANGUAGES, st.booleans())
def test_no_post_is_ever_longer_than_its_limit(
    text: str, form: TextForm, link: str, language: str, numbered: bool
) -> None:
    adapted = adapt(text, form, link=link, language=language, numbered=numbered)
    widest = max((count(one, form.rule).length for one in graphemes(clean(text))), default=0)
    longest = max((count(one.text, form.rule).length for one in urls(link)), default=0)
    if max(widest, longest + 3) < form.rule.limit // 2:
        assert all(count(one, form.rule).fits for one in (adapted.text, *adapted.parts))
    if form.comment and adapted.first_comment:
        assert count(adapted.first_comment, form.comment).fits


@given(TEXTS, FORMS, LINKS, LANGUAGES)
def test_links_and_people_are_whole_or_not_there(text: str, form: TextForm, link: str, language: str) -> None:
    adapted = adapt(text, form, link=link, language=language)
    before, kinds = clean(text), (urls, mentions)
    if any(len(one.text) > form.rule.limit for kind in kinds for one in kind(before)):
        return
    for part in (adapted.text, *adapted.parts):
        for link_found in urls(part):
            if link_found.text.startswith("http"):
                assert link_found.text in before or link_found.text in link


@given(TEXTS, FORMS, LINKS, LANGUAGES)
def test_adapting_again_changes_nothing_and_says_nothing(text: str, form: TextForm, link: str, language: str) -> None:
    once = adapt(text, form, link=link, language=language)
    again = adapt(once.text, form, link=link, parts=once.parts, first_comment=once.first_comment, language=language)
    assert (again.text, again.parts, again.first_comment) == (once.text, once.parts, once.first_comment)
    assert not again.changes or not count(once.text, form.rule).fits


@given(TEXTS, FORMS, LANGUAGES)
def test_nothing_changes_without_a_word(text: str, form: TextForm, language: str) -> None:
    adapted = adapt(text, form, language=language)
    assert bool(adapted.changes) == ((adapted.text, *adapted.parts) != (clean(text).strip(),))


@given(TEXTS, FORMS)
def test_no_letter_is_torn(text: str, form: TextForm) -> None:
    adapted = adapt(text, form, long="short")
    # Stripped as well: a joiner after a space belongs to that space, and stands alone without it.
    given = (clean(text), clean(text).upper(), clean(text).strip())
    letters = {letter for one in given for letter in graphemes(one)} | {"…", "\n", ".", "!"}
    if form.tone == "formal" or form.capitals_in_tags:
        return
    assert set(graphemes(adapted.text)) <= letters | set(".…")


def test_a_text_that_suits_stays_as_it_is() -> None:
    adapted = adapt("Fresh rye from seven.", TextForm("Here", RULE))
    assert adapted == Adapted("Fresh rye from seven.")


def test_a_dead_link_goes_to_the_first_comment_and_the_person_is_told() -> None:
    form = TextForm("Pictures", TextRule("codepoint", 2200), links="dead", comment=TextRule("codepoint", 2200))
    adapted = adapt(f"Look: {SHOP} Come by!", form)
    assert adapted.text == "Look: Come by!"
    assert adapted.first_comment == SHOP
    assert said(adapted) == ["Moved the link to the first comment, because Pictures shows no links in texts."]
    assert "profile" in str(adapted.advice[0])


def test_a_dead_link_stays_where_no_comment_can_take_it() -> None:
    adapted = adapt(f"Look: {SHOP}", TextForm("Films", TextRule("codepoint", 2200), links="dead"))
    assert adapted.text == f"Look: {SHOP}"
    assert not adapted.changes
    assert adapted.advice


def test_the_post_s_link_is_put_into_the_text_where_there_is_no_card() -> None:
    adapted = adapt("Fresh rye.", TextForm("Here", RULE), link=SHOP)
    assert adapted.text == f"Fresh rye.\n\n{SHOP}"
    assert len(adapted.changes) == 1


def test_a_card_spares_the_link_at_the_end() -> None:
    form = TextForm("Cards", RULE, links="card")
    assert adapt(f"Fresh rye.\n{SHOP}", form, link=SHOP).text == "Fresh rye."
    assert adapt(f"See {SHOP} today", form, link=SHOP).text == f"See {SHOP} today"


def test_a_long_text_becomes_a_thread_that_keeps_every_word() -> None:
    text = "We bake at five in the morning. The rye is the best of all. Come early, it sells out by noon!"
    adapted = adapt(text, TextForm("Here", RULE, has_threads=True))
    assert " ".join([adapted.text, *adapted.parts]) == text
    assert "Split into 2 posts" in said(adapted)[0]


def test_the_posts_of_a_thread_can_be_numbered() -> None:
    text = "We bake at five in the morning. The rye is the best of all. Come early, it sells out by noon!"
    adapted = adapt(text, TextForm("Here", RULE, has_threads=True), numbered=True)
    assert adapted.text.endswith(" 1/3")
    assert adapted.parts[-1].endswith(" 3/3")


def test_where_there_are_no_threads_whole_sentences_stay_and_the_rest_is_named() -> None:
    text = "We bake at five in the morning. The rye is the best. Come early, it sells out!"
    adapted = adapt(text, TextForm("Here", RULE))
    assert adapted.text == "We bake at five in the morning. The rye is the best."
    assert "Left away: “Come early, it sells out!”" in said(adapted)[0]


@pytest.mark.parametrize("links", ["dead", "card"])
@pytest.mark.parametrize(
    ("language", "text", "left", "gone"),
    [
        ("en", "Fresh rye. More at", "Fresh rye.", "More at"),
        ("en", "Fresh rye.\n\nRead more:", "Fresh rye.", "Read more"),
        ("en", "Fresh rye – more here 👉", "Fresh rye", "more here"),
        ("en", "Order the cake at", "Order the cake", "at"),
        ("pl", "Świeży żytni! Więcej na", "Świeży żytni!", "Więcej na"),
        ("pl", "Świeży żytni, szczegóły:", "Świeży żytni", "szczegóły"),
        ("pl", "Zamów tort na stronie", "Zamów tort", "na stronie"),
        ("eo", "Freŝa pano. Pli ĉe", "Freŝa pano.", "Pli ĉe"),
        ("de", "Frisches Brot. Mehr unter", "Frisches Brot.", "Mehr unter"),
    ],
)
def test_words_that_only_led_to_a_moved_link_go_with_it(
    language: str, text: str, left: str, gone: str, links: LinkPlace
) -> None:
    rule = TextRule("codepoint", 2200)
    form = TextForm("Here", rule, links=links, comment=rule)
    adapted = adapt(f"{text} {SHOP}", form, link=SHOP, language=language)
    assert adapted.text == left
    assert said(adapted)[-1] == f"Left away the words that only led to the link: “{gone}”"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"Order here: {SHOP}", "Order here"),
        (f"Look 👇 {SHOP}", "Look 👇"),
        (f"We bake in the night. {SHOP}", "We bake in the night."),
        (f"More at {SHOP}", "More at"),
        (f"See {SHOP} for the prices", "See for the prices"),
        (f"Więcej na {SHOP}\nFresh rye.", "Więcej na\nFresh rye."),
        (f"We bake. Order the cake: {SHOP}.\n\n#bread", "We bake. Order the cake.\n\n#bread"),
    ],
)
def test_what_says_something_without_the_link_stays(text: str, left: str) -> None:
    rule = TextRule("codepoint", 2200)
    adapted = adapt(text, TextForm("Here", rule, links="dead", comment=rule))
    assert adapted.text == left
    assert said(adapted) == ["Moved the link to the first comment, because Here shows no links in texts."]


def test_a_shortened_text_keeps_its_links_and_its_hashtags() -> None:
    text = f"We bake at five in the morning. The rye is the best. Order here: {SHOP} #rye #bakery"
    adapted = adapt(text, TextForm("Here", TextRule("grapheme_url", 80, url_length=23)))
    assert adapted.text == f"We bake at five in the morning.\n\n{SHOP}\n\n#rye #bakery"


def test_only_the_last_hashtags_are_left_away_and_words_stay() -> None:
    adapted = adapt("Our #rye is out. #bread #bakery #zorza", TextForm("Few", RULE, good_tags=2))
    assert adapted.text == "Our #rye is out. #bread"
    assert "#bakery #zorza" in said(adapted)[0]


def test_a_hashtag_too_many_inside_a_sentence_becomes_its_words() -> None:
    text = "Fresh bread! Try the #freshbread and our #rye today"
    adapted = adapt(text, TextForm("One", RULE, most_tags=0))
    assert adapted.text == "Fresh bread! Try the Fresh bread and our rye today"


def test_lines_of_hashtags_go_to_the_end() -> None:
    adapted = adapt("#bread #rye\nFresh from the oven.\n\nCome by! #zorza", TextForm("End", RULE, tags_at_end=True))
    assert adapted.text == "Fresh from the oven.\n\nCome by!\n\n#bread #rye #zorza"


def test_a_hashtag_gets_capitals_only_where_its_words_are_known() -> None:
    adapted = adapt("Świeży chleb! #świeżychleb #coś", TextForm("Aloud", RULE, capitals_in_tags=True))
    assert adapted.text == "Świeży chleb! #ŚwieżyChleb #coś"


@pytest.mark.parametrize(
    ("language", "text", "polite"),
    [
        ("pl", "Hej! Mamy chleb 🍞🍞 Zajrzyj!!!", "Dzień dobry! Mamy chleb. Zajrzyj!"),
        ("eo", "Sal, ni havas panon 🎉", "Saluton, ni havas panon"),
        ("en", "Hi Kasia, fresh rye.", "Hi Kasia, fresh rye."),
        ("fr", "Salut! Du pain ©", "Salut! Du pain ©"),
    ],
)
def test_a_formal_channel_is_spoken_to_formally(language: str, text: str, polite: str) -> None:
    adapted = adapt(text, TextForm("Work", RULE, tone="formal"), language=language)
    assert adapted.text == polite


def test_emoji_that_mark_a_list_or_belong_to_a_word_stay() -> None:
    text = "🍞 Rye\n🥐 Croissants\nI❤️bread"
    assert adapt(text, TextForm("Work", RULE, tone="formal")).text == text


def test_a_family_is_kept_whole_or_left_away() -> None:
    adapted = adapt(FAMILY * 100, TextForm("Small", TextRule("utf8_bytes", 60)))
    assert set(graphemes(adapted.text)) <= {FAMILY, "…"}


def test_what_stands_in_further_posts_and_the_comment_is_left_alone() -> None:
    form = TextForm("Here", RULE, has_threads=True)
    adapted = adapt("One.", form, parts=("Two!!!",), first_comment="Three")
    assert (adapted.parts, adapted.first_comment) == (("Two!!!",), "Three")
