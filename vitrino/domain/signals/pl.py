"""Polish signs. Stems match the beginning of a word, phrases anywhere in the text; both are compared folded."""

COMPLAINT = (
    "reklamacj", "reklamow", "rozczarowan", "zawiedzion", "zepsut", "uszkodzon", "spleśniał", "czerstw", "nieśwież",
    "skarg", "oszust", "oszukal", "oszukan", "okropn", "fataln", "skandal", "beznadziej", "niedopuszczaln", "wadliw",
    "zwrotu", "nieuprzejm", "niemił", "porażka", "dramat", "tragedia",
)  # fmt: skip
COMPLAINT_PHRASES = (
    "nadal czekam", "wciąż czekam", "ciągle czekam", "gdzie jest moja", "gdzie moja paczka", "nie dotarł",
    "nie doszł",
    "nie przyszł", "nie działa", "nie otrzymał", "nie dostał", "brak odpowiedzi", "nikt nie odpisuje",
    "nikt nie odpowiada",
    "zły rozmiar", "złe zamówienie", "zwrot pieniędzy", "nigdy więcej", "rozpadł", "zatrułam", "zatrułem",
)  # fmt: skip
COURTESY = ("dzięki", "dziękuję", "dziekuje", "dzieki", "ok", "okej", "super", "świetnie", "spoko", "pozdrawiam",
            "pozdrawiamy", "jasne", "dobrze", "rewelacja", "wspaniale")  # fmt: skip
FILLER = ("bardzo", "serdecznie", "miłego", "dnia", "wieczoru", "weekendu", "za", "pomoc", "odpowiedź", "informację",
          "i", "w", "takim", "razie", "to", "już", "wszystko", "wiem", "do", "zobaczenia", "i", "ślicznie",
          "pięknie")  # fmt: skip
