"""One mention that somebody has to look at at once, and many that can wait, in three languages."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vitrino.domain.severity import AT_ONCE, weigh

AT_ONCE_LINES = [
    ("en", "My son was in hospital after your cheesecake."),
    ("en", "Three of us got sick after the cream rolls, we have food poisoning."),
    ("en", "My daughter had an allergic reaction to your bread, how can that be? It was awful."),
    ("en", "She is in hospital now. What was in the cake?"),
    ("en", "Your charger caught fire in my kitchen!"),
    ("en", "I paid twice and nobody answers, this is fraud. I want my money back, terrible service."),
    ("en", "Terrible, the soup was mouldy. I will sue you."),
    ("en", "A reporter asks about your kitchen, and customers complain: disgusting and dirty, awful."),
    ("en", "The health inspector was there, salmonella was found."),
    ("pl", "Moje dziecko trafiło do szpitala po waszym serniku."),
    ("pl", "Zatrucie po kremówkach, wszyscy wymiotowaliśmy."),
    ("pl", "Ładowarka zapaliła się w nocy, cudem nie było pożaru."),
    ("pl", "To oszustwo, pobraliście pieniądze i nie polecam nikomu."),
    ("pl", "W cieście był włos, masakra, zgłaszam na policję."),
    ("pl", "Dziennikarze pytają o waszą kuchnię, a ja nie polecam, brudno i syf."),
    ("pl", "Wasz ser wycofano, w partii wykryto salmonellę."),
    ("eo", "Mia filo estas en hospitalo post via kuko."),
    ("eo", "Ni ĉiuj vomis post viaj kremkukoj, estis venenado."),
    ("eo", "Via ŝargilo ekbrulis en mia kuirejo!"),
    ("eo", "En via fromaĝo oni trovis salmonelojn."),
]
CAN_WAIT_LINES = [
    ("en", "The rolls were a little dry today."),
    ("en", "Where is my parcel? Day nine."),
    ("en", "Best bread ever, I saw you in the newspaper!"),
    ("en", "Do you have gluten-free cake?"),
    ("en", "Nice article about you, thank you for the lovely bread."),
    ("en", "Is the cake safe for nut allergies?"),
    ("pl", "Czy macie coś dla alergików? Mam alergię na orzechy."),
    ("eo", "Ĉu vi havas ion por homoj kun alergio?"),
    ("pl", "Bułki były dziś trochę suche."),
    ("pl", "Gdzie jest moja paczka? Dziewiąty dzień."),
    ("pl", "Widziałam was w telewizji, pyszny chleb, dziękuję!"),
    ("pl", "Czy macie ciasto bez glutenu?"),
    ("eo", "La bulkoj estis iom sekaj hodiaŭ."),
    ("eo", "Kie estas mia pakaĵo? Naŭa tago."),
    ("eo", "Mi vidis vin en la gazeto, dankon pro la bongusta pano!"),
    ("eo", "Ĉu vi havas kukon sen gluteno?"),
]


@pytest.mark.parametrize(("language", "text"), AT_ONCE_LINES)
def test_grave_words_are_looked_at_at_once(language: str, text: str) -> None:
    found = weigh(text, language=language)
    assert found.is_at_once, found
    assert all(text[one.start : one.end] for one in found.reasons if one.end)


@pytest.mark.parametrize(("language", "text"), CAN_WAIT_LINES)
def test_everyday_words_can_wait(language: str, text: str) -> None:
    assert not weigh(text, language=language).is_at_once


@pytest.mark.parametrize(("reach", "copies", "points"), [
    (None, 1, 1), (9_999, 2, 1), (10_000, 1, 2), (100_000, 1, 3), (None, 3, 2), (None, 10, 3), (20_000, 5, 3),
])  # fmt: skip
def test_who_reads_it_and_how_often_it_stands_there_adds(reach: int | None, copies: int, points: int) -> None:
    found = weigh("I am very disappointed, the cake was mouldy", language="en", reach=reach, copies=copies)
    assert (found.points, found.is_at_once) == (points, points >= AT_ONCE)


def test_many_readers_of_praise_are_no_alarm() -> None:
    assert weigh("Best bread in town!", language="en", reach=1_000_000, copies=50).points == 0


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300), st.sampled_from(["", "en", "pl", "eo", "de"]))
def test_any_text_is_weighed(text: str, language: str) -> None:
    found = weigh(text, language=language)
    assert found.points == sum(one.points for one in found.reasons)
