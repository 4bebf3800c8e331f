"""Polish."""

from __future__ import annotations

from vitrino.domain.balance.kinds import Kind
from vitrino.domain.balance.prompts.prompt import Prompt

ASKS, TEACHES, NEWS, CARE = Kind.ASKS, Kind.TEACHES, Kind.NEWS, Kind.CUSTOMERS

POLISH: dict[str, tuple[Prompt, ...]] = {
    "": (
        Prompt(ASKS, "Co mamy pokazać następnym razem: jak pracujemy, z kim pracujemy czy co nam ostatnio nie wyszło?",
               ("Jak pracujecie", "Z kim pracujecie", "Co nie wyszło")),
        Prompt(ASKS, "Co najmilszego usłyszeliście kiedyś od osoby za ladą?"),
        Prompt(ASKS, "Ranny ptaszek czy nocny marek? Pytamy z powodu godzin"
               " otwarcia.", ("Ranny ptaszek", "Nocny marek")),
        Prompt(ASKS, "Dwie prawdy o naszym sklepie i jedno zmyślenie. Co jest zmyślone? (tu wpisz swoje)"),
        Prompt(NEWS, "Od kuchni: jedno zdjęcie miejsca, którego nikt nie widzi, i jedno zdanie o tym, kto tam"
               " pracuje."),
        Prompt(NEWS, "Błąd, który najwięcej nas w tym roku nauczył, i co robimy od tego czasu inaczej."),
        Prompt(TEACHES, "Trzy słowa z naszej branży, które brzmią dziwnie, i co znaczą."),
        Prompt(TEACHES, "Pytanie, które najczęściej słyszymy przy ladzie, i cała odpowiedź."),
        Prompt(CARE, "Dla wszystkich, którzy mają w domu: {product}. Jak przechowywać, żeby służyło najdłużej, i co"
               " zrobić,"
                     " gdy coś jest nie tak. Napiszcie, pomożemy."),
        Prompt(CARE, "Pokażcie, jak wygląda u Was: {product}! Najładniejsze zdjęcia podamy dalej, z imieniem, jeśli"
               " chcecie."),
    ),
    "food": (
        Prompt(ASKS, "Niedzielny poranek: na słodko czy na słono?", ("Na słodko", "Na słono")),
        Prompt(ASKS, "Quiz: ile rąk tego dotyka, zanim trafi na talerz? Zgadujcie niżej, odpowiedź dziś wieczorem."),
        Prompt(ASKS, "Co jadło się u Waszych dziadków, a czego dziś nikt już nie robi?"),
        Prompt(TEACHES, "Jak zachować świeżość o dzień dłużej: sposób, którego sami używamy w domu."),
        Prompt(TEACHES, "Wczorajsze resztki, dzisiejszy obiad: przepis w czterech zdaniach."),
        Prompt(CARE, "Macie w domu: {product}? Tak smakuje najlepiej i tak dotrwa do jutra."),
    ),
    "plants": (
        Prompt(ASKS, "Która roślina żyje u Was mimo tego, że o niej zapominacie? Pokażcie."),
        Prompt(ASKS, "Światło czy woda: czego brakuje Waszym roślinom?", ("Światła", "Wody", "Niczego")),
        Prompt(TEACHES, "Jak w dziesięć sekund poznać, czy roślina chce pić. Bez aplikacji."),
        Prompt(CARE, "Macie w domu: {product}? Jedna rzecz, której potrzeba w tym miesiącu, i jedna, której lepiej nie"
               " robić."),
    ),
    "clothes": (
        Prompt(ASKS, "Co w Waszej szafie jest najstarsze i dlaczego wciąż to nosicie?"),
        Prompt(ASKS, "Naprawić czy oddać?", ("Naprawić", "Oddać")),
        Prompt(TEACHES, "Jak prać wełnę, żeby nie zmalała: trzy zasady."),
        Prompt(CARE, "Macie w szafie: {product}? Jak prać, suszyć i przechowywać, żeby służyło latami."),
    ),
    "beauty": (
        Prompt(ASKS, "Rano w łazience: pięć minut czy pół godziny?", ("Pięć minut", "Pół godziny")),
        Prompt(ASKS, "Jaki zapach od razu przenosi Was w znane miejsce?"),
        Prompt(TEACHES, "Jak czytać drobny druk na etykiecie: trzy słowa po ludzku."),
        Prompt(CARE, "Używacie: {product}? Ile wystarczy i jak przechowywać, żeby długo było dobre."),
    ),
    "home": (
        Prompt(ASKS, "Quiz: ile godzin pracy jest w tej rzeczy? Zgadujcie niżej, odpowiedź dziś wieczorem."),
        Prompt(ASKS, "Stare czy nowe: co stoi w Waszej kuchni?", ("Stare", "Nowe", "I to, i to")),
        Prompt(TEACHES, "Jak odróżnić solidną robotę od ładnej powierzchni: gdzie patrzeć."),
        Prompt(CARE, "Macie w domu: {product}? Jak czyścić i czego lepiej unikać."),
    ),
    "books": (
        Prompt(ASKS, "Co oddaliście komuś i wciąż za tym tęsknicie?"),
        Prompt(ASKS, "Na papierze czy na ekranie?", ("Papier", "Ekran", "I to, i to")),
        Prompt(TEACHES, "Trzy tytuły na deszczowy weekend, żaden nowy: dlaczego do nich wracamy."),
        Prompt(CARE, "Macie już za sobą: {product}? Po co sięgnąć potem, radzą ci, którzy też skończyli."),
    ),
    "pets": (
        Prompt(ASKS, "Kto u Was kogo budzi?", ("Ja zwierzę", "Zwierzę mnie")),
        Prompt(ASKS, "Jaki jest najdziwniejszy zwyczaj Waszego zwierzaka? Zdjęcia mile widziane."),
        Prompt(TEACHES, "Jak poznać, że zwierzę ma dość: trzy drobne znaki."),
        Prompt(CARE, "Macie w domu: {product}? Jak bez pośpiechu przyzwyczaić zwierzaka."),
    ),
}  # fmt: skip
