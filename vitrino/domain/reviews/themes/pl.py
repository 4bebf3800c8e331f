"""Polish words of themes. One word matches the beginning of a word, several match anywhere; all compared folded."""

from vitrino.domain.reviews.themes.names import Theme

STEMS = {
    Theme.DELIVERY: ("dostaw", "dostarcz", "przesyłk", "wysyłk", "kurier", "paczkomat", "paczk", "doszł", "doręcz",
                     "nie dotarł", "szybko przysz", "na czas", "przed czasem", "opóźni"),
    Theme.PACKAGING: ("opakowan", "zapakow", "pakow", "folia bąbelk", "karton", "zgniecion", "pudełk"),
    Theme.PRICE: ("cena", "ceny", "cenie", "ceną", "cenę", "cenow", "cen ", "drog", "tani", "przepłac", "kosztow",
                  "koszt", "warte swojej", "wart swojej", "stosunek jakości"),
    Theme.QUALITY: ("jakoś", "wykonan", "wykonani", "trwał", "wada", "wadliw", "zepsu", "rozpad", "uszkodz", "solidn",
                    "starann", "tandet", "popsuł"),
    Theme.STAFF: ("obsług", "personel", "sprzedaw", "ekspedient", "pracowni", "miła pani", "miły pan", "uprzejm",
                  "nieuprzejm", "niemił", "życzliw", "kelner", "opryskliw"),
    Theme.COMMUNICATION: ("kontakt", "komunikac", "odpisa", "odpisuj", "odpowied", "nikt nie odbiera", "informowa",
                          "informac", "telefon", "mailow", "odpowiada"),
    Theme.SIZE: ("rozmiar", "za mał", "za duż", "za ciasn", "za luźn", "pasuje", "nie pasuj", "pasował", "zaniżon",
                 "zawyżon", "za krótk", "za dług", "porcj"),
    Theme.FRESHNESS: ("śwież", "nieśwież", "czerstw", "pleśń", "spleśni", "przetermin", "zwiędł", "zgnił",
                      "jeszcze ciepł", "data ważnoś", "termin ważnoś", "chrupi"),
    Theme.RETURNS: ("zwrot", "zwróci", "reklamac", "reklamow", "wymian", "wymieni", "oddali pieniąd", "gwarancj",
                    "odesła"),
    Theme.CHOICE: ("wybór", "wyboru", "asortyment", "brak towaru", "wyprzedan", "niedostępn", "różnorodn", "oferta"),
    Theme.ORDERING: ("strona internet", "stronie internet", "sklep internet", "sklepu internet", "zamawiani", "płatnoś",
                     "koszyk", "aplikacj", "łatwo zamów", "trudno zamów"),
    Theme.PLACE: ("parking", "parkow", "klimat", "atmosfer", "czyst", "brud", "kolejk", "lokal", "wystrój", "wystroj",
                  "toalet", "godziny otwarcia"),
}  # fmt: skip
STOP = """
a aby ale ani az bardzo bez bo byc byl byla bylo byly co czy dla do gdy gdyz go i ich ile im inne itd ja jak jako je
jednak jego jej jest jestem jeszcze jezeli jesli juz kiedy kto ktora ktore ktory lub ma mam mamy mi mial mialam mialem
mnie moj moja moje mozna mu na nam nas nasz nawet nic nich nie nim niz no o od on ona one oni oraz po pod poniewaz
ponad przed przez przy sa sam sie skad sobie swoje ta tak taka taki takie tam te tego tej ten tez to tu tutaj tych
tylko tym u w was we wiec wszystko wszystkie z za zawsze ze zeby polecam polecamy dzieki dziekuje super sklep sklepu
zamowienie zamowienia zakup zakupy kupilam kupilem pani pan
"""
