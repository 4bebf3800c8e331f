"""How a Pole is spoken to. The forms agree with SGJP (Morfeusz 2) where it knows the name."""

from __future__ import annotations

import pytest

from vitrino.domain.names.given import FEMALE, MALE, gender
from vitrino.domain.names.vocative import address, vocative

# Nominative and vocative, side by side.
_WOMEN = """
Adela Adelo, Adrianna Adrianno, Agata Agato, Agnieszka Agnieszko, Ala Alu, Aldona Aldono, Aleksandra Aleksandro,
Alicja Alicjo, Alina Alino, Anastazja Anastazjo, Aneta Aneto, Angelika Angeliko, Ania Aniu, Aniela Anielo, Anna Anno,
Antonina Antonino, Asia Asiu, Barbara Barbaro, Basia Basiu, Beata Beato, Bożena Bożeno, Carmen Carmen, Cecylia Cecylio,
Celina Celino, Czesława Czesławo, Danuta Danuto, Danusia Danusiu, Daria Dario, Diana Diano, Dominika Dominiko,
Dorota Doroto, Edyta Edyto, Ela Elu, Elżbieta Elżbieto, Emilia Emilio, Emma Emmo, Eugenia Eugenio, Ewa Ewo,
Ewelina Ewelino, Felicja Felicjo, Gabriela Gabrielo, Gosia Gosiu, Grażyna Grażyno, Halina Halino, Hania Haniu,
Hanna Hanno, Helena Heleno, Iga Igo, Inez Inez, Ingrid Ingrid, Irena Ireno, Iwona Iwono, Izabela Izabelo, Iza Izo,
Jadwiga Jadwigo, Jadzia Jadziu, Joanna Joanno, Jola Jolu, Jolanta Jolanto, Julia Julio, Justyna Justyno, Kaja Kaju,
Kamila Kamilo, Karolina Karolino, Kasia Kasiu, Kaśka Kaśko, Katarzyna Katarzyno, Kinga Kingo, Klaudia Klaudio,
Krysia Krysiu, Krystyna Krystyno, Laura Lauro, Lena Leno, Lidia Lidio, Liliana Liliano, Łucja Łucjo, Magda Magdo,
Magdalena Magdaleno, Maja Maju, Małgorzata Małgorzato, Małgosia Małgosiu, Maria Mario, Mariola Mariolo, Marta Marto,
Martyna Martyno, Marysia Marysiu, Marzena Marzeno, Milena Mileno, Miriam Miriam, Monika Moniko, Nadzieja Nadziejo,
Natalia Natalio, Nel Nel, Nina Nino, Noemi Noemi, Ola Olu, Olga Olgo, Oliwia Oliwio, Patrycja Patrycjo, Paulina Paulino,
Renata Renato, Róża Różo, Sandra Sandro, Sonia Soniu, Stefania Stefanio, Sylwia Sylwio, Teresa Tereso, Ula Ulu,
Urszula Urszulo, Wanda Wando, Weronika Weroniko, Wiktoria Wiktorio, Wioletta Wioletto, Zofia Zofio, Zosia Zosiu,
Zuzanna Zuzanno, Zuzia Zuziu, Żaneta Żaneto
"""
_MEN = """
Adam Adamie, Adrian Adrianie, Albert Albercie, Aleksander Aleksandrze, Andrzej Andrzeju, Antek Antku, Antoni Antoni,
Arek Arku, Arkadiusz Arkadiuszu, Artur Arturze, August Auguście, Barnaba Barnabo, Bartek Bartku, Bartosz Bartoszu,
Błażej Błażeju, Bogdan Bogdanie, Borys Borysie, Bruno Bruno, Cezary Cezary, Cyprian Cyprianie, Czesław Czesławie,
Damian Damianie, Daniel Danielu, Dariusz Dariuszu, Dawid Dawidzie, Dominik Dominiku, Edward Edwardzie, Emil Emilu,
Ernest Erneście, Eryk Eryku, Feliks Feliksie, Filip Filipie, Franciszek Franciszku, Franek Franku, Gabriel Gabrielu,
Grzegorz Grzegorzu, Grzesiek Grześku, Gustaw Gustawie, Heniek Heńku, Henryk Henryku, Hubert Hubercie, Hugo Hugo,
Ignacy Ignacy, Igor Igorze, Ireneusz Ireneuszu, Jacek Jacku, Jakub Jakubie, Jan Janie, Janusz Januszu, Jaś Jasiu,
Jarosław Jarosławie, Jerzy Jerzy, Józef Józefie, Józek Józku, Julian Julianie, Kacper Kacprze, Kajetan Kajetanie,
Kamil Kamilu, Karol Karolu, Kazimierz Kazimierzu, Konrad Konradzie, Krystian Krystianie, Krzysiek Krzyśku,
Krzysztof Krzysztofie, Ksawery Ksawery, Kuba Kubo, Lech Lechu, Leon Leonie, Leszek Leszku, Lew Lwie, Ludwik Ludwiku,
Łukasz Łukaszu, Maciej Macieju, Maciek Maćku, Maks Maksie, Marcel Marcelu, Marcin Marcinie, Marek Marku,
Mariusz Mariuszu, Mateusz Mateuszu, Michał Michale, Mieszko Mieszku, Mikołaj Mikołaju, Mirek Mirku, Oleg Olegu,
Oskar Oskarze, Patryk Patryku, Paweł Pawle, Piotr Piotrze, Przemek Przemku, Radek Radku, Rafał Rafale,
Robert Robercie, Roch Rochu, Roman Romanie, Ryszard Ryszardzie, Sebastian Sebastianie, Sławomir Sławomirze,
Stanisław Stanisławie, Staś Stasiu, Stasio Stasiu, Stefan Stefanie, Sylwester Sylwestrze, Szymon Szymonie,
Tadeusz Tadeuszu, Tomasz Tomaszu, Tomek Tomku, Tytus Tytusie, Waldemar Waldemarze, Wawrzyniec Wawrzyńcu,
Wiktor Wiktorze, Witold Witoldzie, Włodzimierz Włodzimierzu, Wojciech Wojciechu, Wojtek Wojtku, Zbigniew Zbigniewie,
Zbyszek Zbyszku, Zdzisław Zdzisławie, Zenon Zenonie, Zygmunt Zygmuncie
"""
WOMEN = [tuple(pair.split()) for pair in _WOMEN.split(",")]
MEN = [tuple(pair.split()) for pair in _MEN.split(",")]


@pytest.mark.parametrize(("name", "expected"), WOMEN + MEN)
def test_the_vocative_of_a_first_name(name: str, expected: str) -> None:
    assert vocative(name) == expected


def test_the_table_is_long_enough_to_trust() -> None:
    assert len(WOMEN + MEN) >= 200


def test_every_known_name_has_a_vocative() -> None:
    assert [name for name in sorted(FEMALE | MALE) if vocative(name) is None] == []


def test_no_name_is_both() -> None:
    assert FEMALE.isdisjoint(MALE)


@pytest.mark.parametrize(("name", "expected"), WOMEN)
def test_a_woman_is_pani(name: str, expected: str) -> None:
    assert address(name) == f"Pani {expected}"


@pytest.mark.parametrize(("name", "expected"), MEN)
def test_a_man_is_panie(name: str, expected: str) -> None:
    assert address(name) == f"Panie {expected}"


@pytest.mark.parametrize(
    "name", ["Peter", "Karel", "Xavier", "Jean", "Kim", "Harry", "Jürgen", "Đorđe", "kasia_92", "", "  ", "M."]
)
def test_an_unsure_form_is_left_out(name: str) -> None:
    assert vocative(name) is None
    assert address(name) is None


@pytest.mark.parametrize("name", ["Sasza", "Nikola", "Alex", "Zorza", "Andrea", "Sława1", "Mir", "Piekarnia"])
def test_an_unsure_gender_is_left_out(name: str) -> None:
    assert gender(name) is None
    assert address(name) is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("marek", "Panie Marku"),
        ("MAREK", "Panie Marku"),
        ("Anna Maria", "Pani Anno Mario"),
        ("Anna-Maria", "Pani Anno-Mario"),
        ("Jan Paweł", "Panie Janie Pawle"),
        ("Dobiesław", "Panie Dobiesławie"),
        ("Dobiesława", "Pani Dobiesławo"),
    ],
)
def test_spelling_and_double_names(name: str, expected: str) -> None:
    assert address(name) == expected
