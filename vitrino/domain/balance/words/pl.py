"""Polish."""

from __future__ import annotations

from vitrino.domain.balance.kinds import Kind

POLISH: dict[tuple[Kind, float], str] = {
    (Kind.SELLS, 0.85): (
        "promocj*|wyprzedaż*|rabat*|zniżk*|przecen*|okazj* cenow*|oferta specjalna|oferty specjalne*|black friday|"
        "darmowa dostawa|darmową dostawę|darmowej dostawy|tańsze o|taniej o|kup dwa|drugi gratis|"
        "za pół ceny|kod rabatowy"
    ),
    (Kind.SELLS, 0.8): (
        "zamów|zamówcie|zamawiaj*|kup teraz|kupcie|kupisz|kupicie|do kupienia|zarezerwuj*|można rezerwować|"
        "można już rezerwować|w sprzedaży|w naszym sklepie|w sklepie internetowym|ze sklepu internetowego|"
        "wysyłamy w całej|znowu dostępn*|już dostępn*|wrócił* na półk*|wrócił do sprzedaży|do wyczerpania zapasów|"
        "nowa kolekcja|nową kolekcję|karta podarunkowa|bon podarunkowy|przedsprzedaż*|zapraszamy na zakupy"
    ),
    (Kind.SELLS, 0.55): (
        "oferta|ofercie|ofertę|ostatnie sztuki|ostatnia szansa|limitowan*|bestseller*|hit sprzedaży|cena|cenie|ceny|"
        "dostępne od|dostępny od|dostępna od|tylko * sztuk|paczk* na prezent|dziś świeży|dziś świeże"
    ),
    (Kind.ASKS, 0.75): (
        "co myślicie|co myślisz|co sądzicie|co wolicie|co wolisz|napiszcie|napisz nam|dajcie znać|daj znać|"
        "teraz wy|teraz ty|wasza kolej|głosuj*|pomóżcie|jak byście|a wy|a ty|jaki jest wasz|jakie są wasze|"
        "w komentarz*|kto chciałby|kto chętny|pytamy"
    ),
    (Kind.ASKS, 0.9): "pytania|quiz*|zgadnij*|prawda czy fałsz|ankiet*|zagadk*|sonda|sondzie",
    (Kind.CUSTOMERS, 0.8): (
        "dziękujemy wam|dziękujemy wszystkim|dziękujemy za wasz*|dziękujemy każdemu|dziękujemy osobie|"
        "nasi klienci|naszych klientów|naszym klientom|nasi stali|klientka opowiedziała|klient opowiedział|"
        "pytaliście nas|pytacie nas|jeśli kupiliście|jeśli kupiłeś|jeśli kupiłaś|dla tych, którzy kupili|"
        "dla wszystkich, którzy kupili|zdjęcie od klient*|wasze zdjęcia|opinia tygodnia"
    ),
    (Kind.CUSTOMERS, 0.55): "dziękujemy|dziękuję|pani|pan|klientk*|klient|klienci|od lat kupuj*|kupuje u nas",
    (Kind.CURATED, 0.8): (
        "zdjęcie:|fot.|źródło:|autor:|autorka:|za zgodą|gościnnie|polecamy artykuł|polecamy lekturę|warto przeczytać|"
        "warto odwiedzić|wywiad z|nasi partnerzy|nasz partner|nasi przyjaciele z|przeczytane w|znalezione u|polecają"
    ),
    (Kind.CURATED, 0.55): "sąsiad*|sąsiedzi|obok nas|bank żywności|festiwal*|polecamy|polecam|z kwiaciarni obok",
    (Kind.TEACHES, 0.85): (
        "jak zrobić|jak zachować|jak przechowywać|jak dbać|jak wybrać|rada na|porada*|czy wiesz, że|czy wiecie, że|"
        "krok po kroku|przepis|przepisu|przepisem|różnica między|co je różni|najczęstsze błędy|pięć rzeczy|trzy rzeczy|"
        "poradnik*|warto wiedzieć|dobrze wiedzieć|mit o|mity o|to nie strata"
    ),
    (Kind.TEACHES, 0.6): (
        "trik*|dlaczego|wskazówk*|ciekawostk*|żart|łyżeczk*|stopniach|do domowych|historia o|można mrozić"
    ),
    (Kind.NEWS, 0.8): (
        "za kulisami|za ladą|od kuchni|zza lady|nasz zespół|naszego zespołu|poznajcie|dołączył* do nas|szukamy osoby|"
        "zatrudnimy|dzień otwarty|będziemy na|spotkajmy się|godziny otwarcia|jutro zamknięte|nasza historia|"
        "rok temu|lat temu|nasza pracownia|w naszej pracowni|nasz piec|nasz zakwas|nocna zmiana|przeprowadz*"
    ),
    (Kind.NEWS, 0.5): "nasz|nasza|nasze|u nas|dzisiaj zrobiliśmy|dziś zrobiliśmy|jesteśmy|zrobiliśmy|upiekliśmy|mamy",
}
