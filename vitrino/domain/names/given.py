"""First names whose gender is beyond doubt in Poland, with short forms; others stay without one.

General knowledge of the language. A name both women and men have (Sasza, Nikola) is in neither list.
"""

from __future__ import annotations

from typing import Literal

Gender = Literal["f", "m"]

_FEMALE = """
Ada Adela Adelajda Adrianna Agata Agnieszka Aisza Ala Albina Aldona Aleksandra Alfreda Alicja Alina Amanda Amelia
Anastazja Andżelika Aneta Angelika Angelina Aniela Anita Anka Anna Antonina Ania Anastasija Apolonia Arleta Asia
Augustyna Aurelia Balbina Barbara Basia Beata Berenika Bernadeta Bianka Blanka Bogna Boguchwała Bogumiła Bogusława
Bożena Bronia Bronisława Brygida Carmen Cecylia Celina Czesława Dagmara Danuta Danusia Daria Diana Dobrawa Dobrochna
Dominika Donata Dorota Dorotka Edyta Ela Eleonora Eliza Elwira Elżbieta Emilia Emma Ernestyna Estera Eugenia Ewa Ewelina
Ewka Faustyna Felicja Florentyna Franciszka Frania Gabriela Gabrysia Genowefa Gertruda Gosia Gośka Grażyna Halina
Halszka Hania Hanna Helena Henryka Hermina Hilda Honorata Ida Iga Ilona Ina Inez Inga Ingrid Irena Irmina Iryna
Iwona Iza Izabela Jadwiga Jadzia Jagna Jagoda Jagódka Janina Janka Jarosława Joanna Jolanta Jola Jowita Józefa Józefina
Judyta Julia Julianna Julita Julka Justyna Kaja Kalina Kamila Karina Karolina Kasia Kaśka Katarzyna Kateryna Kazimiera
Kinga Klara Klaudia Klementyna Kordelia Kornelia Krysia Krystyna Ksenia Ksymena Kunegunda Laura Lena Leokadia Lidia
Lila Liliana Lilianna Liwia Lucja Lucyna Ludmiła Ludwika Luiza Luna Łucja Magda Magdalena Maja Malina Malwina Małgorzata
Małgosia Marcela Marcelina Margareta Maria Marianna Mariola Mariia Marika Marlena Marta Martyna Maryla Marysia Marzanna
Marzena Matylda Melania Melisa Mia Michalina Michasia Mieczysława Mila Milena Milka Mira Miriam Mirka Mirosława
Monika Nadia Nadzieja Nastka Natalia Natasza Nel Nela Nicole Nina Noemi Nora Oksana Ola Oleńka Olga Olha
Oliwia Oktawia Otylia Patrycja Paula Paulina Pelagia Petronela Pola Prakseda Rachela Radosława Regina Renata Rita
Rozalia Róża Rut Ruta Ryszarda Sabina Sandra Sara Simona Sława Sławomira Sofiia Sonia Stanisława Stasia Stefania Stella
Swietłana Switłana Sylwia Tamara Tatiana Tekla Telimena Teodora Teresa Tetiana Tola Tosia Tośka Ula Urszula Wacława
Wanda Wandzia Weronika Wiera Wiesława Wiesia Wiktoria Wilhelmina Wiola Wioletta Wioleta Wirginia Wisława Władysława
Yana Yuliia Zdzisława Zenobia Zofia Zosia Zośka Zuza Zuzanna Zuzia Zyta Żaneta
"""
_MALE = """
Adam Adaś Adolf Adrian Albert Aleksander Aleks Aleksy Alfons Alfred Alojzy Amadeusz Ambroży Anatol Andrij Andrzej
Antek Antoni Apoloniusz Arek Ariel Arkadiusz Arnold Aron Artem Artur August Augustyn Bartek Bartłomiej Bartosz Barnaba
Bazyli Benedykt Beniamin Bernard Błażej Bogdan Boguchwał Bogumił Bogusław Bohdan Boleś Bolek Bolesław Bonawentura
Bonifacy Borys Brajan Bronek Bronisław Bruno Brunon Cezary Cyprian Cyryl Czarek Czesław Czesiek Damian Daniel Darek
Dariusz Dawid Denis Dionizy Dmytro Dobromir Dominik Donat Dorian Edek Edmund Edward Edwin Eligiusz Eliasz Emanuel
Emil Erazm Ernest Eryk Eugeniusz Eustachy Ezechiel Fabian Felek Feliks Ferdynand Filip Florian Franciszek Franek
Fryderyk Gabriel Gaweł Gerard Gerwazy Gienek Gniewko Gniewomir Gracjan Grzegorz Grzesiek Grześ Gustaw Heliodor
Heniek Henio Henryk Herbert Hieronim Hilary Hipolit Hubert Hugo Ignacy Igor Ihor Ildefons Iluś Ireneusz Irek Iwan
Iwo
Izydor Jacek Jacenty Jakub Jan Janek Janusz Jarek Jarema Jaromir Jarosław Jasiek Jasio Jaś Jędrek Jędrzej Jeremi
Jeremiasz
Jerzy Joachim Jonasz Józef Józek Józio Julek Julian Juliusz Jurek Kacper Kajetan Kajus Kamil Karol Kasjan Kazek Kazik
Kazimierz Kazio Klaudiusz Klemens Konrad Konstanty Kordian Kornel Kosma Krystian Krzyś Krzysiek Krzysztof Ksawery Kuba
Lech Lechosław Leo Leon Leonard Leopold Leszek Lew Longin Lubomir Lucjan Lucek Ludomir Ludwik Łukasz Maciek Maciej
Maks Maksym Maksymilian Maksio Marcel Marceli Marcin Marek Marian Mariusz Mateusz Maurycy Michał Michaś Mieczysław
Mieszko Mietek Mikołaj Mikołajek Milan Miłosz Miron Mirek Mirosław Mścisław Mykoła Napoleon Narcyz Natan Nataniel
Nestor Nikodem Norbert Oktawian Olaf Oleg Oleh Olek Oleksandr Oleksij Oliwier Olgierd Orest Oskar Otto Otton Pankracy
Patryk Paweł Pawełek Piotr Piotrek Piotruś Protazy Prokop Przemek Przemysław Radek Radosław Radomir Rafał Rajmund
Remigiusz
Robert Roch Roland Roman Romek Romuald Ronald Rudolf Rysiek Rysio Ryszard Salomon Samuel Sebastian Sergiusz
Serhij Sergiej Seweryn Sławek Sławomir Sobiesław Stach Stanisław Stasiek Stasio Staszek Staś Stefan Stefek Sylwester
Sylwiusz Symeon Szczepan Szczęsny Szymek Szymon Świętosław Tadek Tadeusz Teodor Teofil Tobiasz Tolek Tomasz Tomek Tymek
Tymon Tymoteusz Tytus Wacek Wacław Waldek Waldemar Walenty Walery Walerian Wasyl Wawrzyniec Wicek Wiesiek Wiesław
Wieńczysław Wiktor Wilhelm Wincenty Wit Witalij Witek Witold Władek Władysław Włodek Włodzimierz Wojciech Wojtek
Wołodymyr Xawery Zbigniew Zbyszek Zdzisiek Zdzisław Zenek Zenon Ziemowit Zygmunt Zyga
"""
FEMALE = frozenset(_FEMALE.split())
MALE = frozenset(_MALE.split())
# Short forms that share no beginning with the full name; Kasia and Katarzyna do.
SHORT_FORMS = {
    "Asia": "Joanna", "Gosia": "Małgorzata", "Ola": "Aleksandra", "Ela": "Elżbieta", "Zosia": "Zofia", "Kuba": "Jakub",
    "Staszek": "Stanisław", "Tosia": "Antonina", "Jola": "Jolanta", "Wojtek": "Wojciech", "Ula": "Urszula",
    "Olek": "Aleksander", "Jasiek": "Jan", "Jaś": "Jan", "Kostek": "Konstanty", "Basia": "Barbara", "Asieńka": "Joanna",
    "Bob": "Robert", "Bill": "William", "Peggy": "Margaret", "Dick": "Richard", "Liz": "Elizabeth", "Beth": "Elizabeth",
    "Jack": "John", "Tony": "Anthony", "Kate": "Katherine", "Meg": "Margaret", "Ted": "Edward", "Joĉjo": "Johano",
}  # fmt: skip
# Certain by their endings, whatever stands before: Dobiesława, Dobiesław.
_FEMALE_ENDS = ("sława", "mira")
_MALE_ENDS = ("sław", "mir")
_SHORTEST_STEM = 3


def gender(name: str) -> Gender | None:
    """ "f" or "m" where a Polish first name leaves no doubt, None otherwise: Sasza, Alex, Zorza, Kim.

    Of a double name the first part decides: Anna Maria, Jan-Maria.
    """
    first = capitalised(name.replace("-", " ").split(" ")[0]) if name.strip() else ""
    if first in FEMALE:
        return "f"
    if first in MALE:
        return "m"
    if first.endswith(_FEMALE_ENDS) and len(first) - 4 >= _SHORTEST_STEM:
        return "f"
    return "m" if first.endswith(_MALE_ENDS) and len(first) - 3 >= _SHORTEST_STEM else None


def capitalised(name: str) -> str:
    """MAREK, marek -> Marek."""
    return name[:1].upper() + name[1:].lower()
