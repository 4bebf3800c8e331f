"""The disclosure in Polish."""

TITLE = "O naszych opiniach"
CHECKING = {
    "none": "{shop} nie sprawdza, czy osoby, które piszą pokazane tu opinie, kupiły opisywany produkt lub go używały.",
    "some": "{shop} sprawdza część pokazywanych opinii: w ich przypadku upewniamy się, że pochodzą od osób, które u nas kupiły. Pozostałych nie sprawdzamy.",
    "all": "{shop} upewnia się, że wszystkie pokazane tu opinie pochodzą od osób, które u nas kupiły.",
}  # fmt: skip
HOW = "Sprawdzamy to tak: {how}."
SHOWS_ALL = "Pokazujemy wszystkie opinie, zarówno pozytywne, jak i negatywne, i żadnej nie zmieniamy."
SHOWS_SOME = "Nie pokazujemy wszystkich opinii."
LEAVES_OUT = "Nie pokazujemy wszystkich opinii. Pomijamy: {left_out}. Nie ma przy tym znaczenia, czy opinia jest pozytywna, czy negatywna."
PLACES = "Opinie pochodzą z: {places}."
ASKS = "O opinię po dostawie prosimy każdego klienta, który się na to zgodził, raz na zamówienie i niezależnie od tego, co o nas myśli."
GIVES = "Za napisanie opinii dajemy: {gives}. Nie zależy to od tego, czy opinia jest pozytywna, czy negatywna."
GIVES_NOTHING = "Nikt nic nie dostaje za opinię, a opinii nie kupujemy."
