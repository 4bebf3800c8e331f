"""The sample shop in Polish: Piekarnia Zorza."""

from __future__ import annotations

from vitrino.demo.book import Book, Exchange, Line, Neighbour, PillarText, Product

_BEHIND, _KNOW, _PEOPLE, _ASK, _SELL = range(5)

_LONG = (
    Line(_BEHIND, "Wpół do trzeciej w nocy. Ulica śpi, piec nie. Ola formuje pierwsze czterdzieści bochenków, a radio"
         " gra o wiele za cicho."),
    Line(_KNOW, "Jak zachować świeżość chleba na zakwasie przez cztery dni? Przekrojoną stroną na drewnianej desce, pod"
         " lnianą ściereczką, bez lodówki. W lodówce chleb czerstwieje szybciej niż na stole."),
    Line(_PEOPLE, "Pani Halina od jedenastu lat kupuje u nas ten sam chleb żytni. Dziś przyniosła nam powidła ze śliwek."
         " Zamykamy w lepszym humorze, niż otwieraliśmy."),
    Line(_ASK, "Mamy blachę bułeczek bez imienia: kardamon, skórka pomarańczowa, odrobina miodu. Jak byście je nazwali?"),
    Line(_SELL, "Żytni z ziarnami wrócił na półkę: słonecznik, dynia i siemię lniane, mocno wypieczony. Zamów do"
         " osiemnastej, a następnego dnia będzie na Twoim stole."),
    Line(_BEHIND, "Nasz zakwas kończy w tym tygodniu dziewięć lat. Przeżył dwie przeprowadzki, jedną awarię prądu i"
         " bardzo gorący sierpień. Z tej okazji dostał dziś dwa posiłki."),
    Line(_KNOW, "Dlaczego dobry chleb ma nierówny miękisz? Bo ciasto miało czas. Szesnaście godzin w chłodzie i bąbelki"
         " układają się, jak same chcą."),
    Line(_PEOPLE, "Szkoła zza rogu przyszła do nas piec: 24 dzieci, 24 chałki i mąka aż po sufit. Dziękujemy, klaso 3b,"
         " wpadajcie znowu."),
    Line(_ASK, "Skórka czy środek? Za ladą mamy dwa obozy i nikt nie ustępuje. Pomóżcie nam to rozstrzygnąć."),
    Line(_BEHIND, "Nowe kamienie w młynie, nowa mąka w workach. Cały ranek sprawdzaliśmy, ile wody wypije. Wynik: sporo."),
    Line(_KNOW, "Wczorajsze bułki na śniadanie: odrobina wody, pięć minut w 180 stopniach. Chrupią, jakby nic się nie"
         " stało."),
    Line(_SELL, "Nasza paczka na prezent jest gotowa: mały chleb na zakwasie, słoik musu jabłkowego i trzy rodzaje"
         " ciastek, zawinięte w lnianą ściereczkę. Wysyłamy ze sklepu internetowego w całej Polsce."),
    Line(_PEOPLE, "Tomek z kwiaciarni obok wymienia z nami tulipany na cynamonki. Naszym zdaniem to najlepszy interes na"
         " całej ulicy."),
    Line(_ASK, "Jaka zupa do jakiego chleba? Zaczynamy: pomidorowa i gruba kromka pszennego na zakwasie. Teraz Wy."),
    Line(_BEHIND, "Poznajcie Emilkę, od września uczy się u nas zawodu. Dziś pierwszy raz sprzedawaliśmy jej rogaliki."
         " Przed dziewiątą nie było już ani jednego."),
    Line(_KNOW, "Orkisz, żyto, pszenica: co je różni na talerzu? Żyto najdłużej trzyma wilgoć, orkisz jest orzechowy,"
         " pszenica rośnie najwyżej. Nie ma lepszych i gorszych, jest Wasze śniadanie."),
    Line(_PEOPLE, "Bank żywności odebrał od nas w tym tygodniu 38 bochenków. To, co zostaje przed zamknięciem, nigdy nie"
         " trafia u nas do kosza."),
    Line(_ASK, "Na niedzielnej ladzie zostało miejsce na jedno ciasto. Makowiec czy szarlotka z kruszonką?"),
    Line(_SELL, "Sobotnie kosze: dwa chleby, sześć bułek i ciasto do wyboru, gotowe od ósmej. Zarezerwuj w sklepie"
         " internetowym i omiń kolejkę."),
    Line(_BEHIND, "Co robi piekarz w południe? Śpi. Dobranoc od nas wszystkich i do zobaczenia wpół do trzeciej."),
)  # fmt: skip
_SHORT = (
    Line(_BEHIND, "Pierwsza partia wyjęta. Jeśli teraz przechodzicie obok, pachnie aż do przystanku."),
    Line(_KNOW, "Rada na dziś: świeży chleb kroimy dopiero, gdy wystygnie. Tak, wiemy, jakie to trudne."),
    Line(_PEOPLE, "Klientka opowiedziała nam, że wnuk nazywa nasze bułki „księżycowymi”. Myślimy o nowym szyldzie."),
    Line(_ASK, "Najpierw masło czy najpierw dżem? Pytamy dla kolegi."),
    Line(_SELL, "Dziś świeży: żytni z kminkiem, tylko dwadzieścia sztuk."),
    Line(_BEHIND, "Dostawa mąki: 600 kilogramów, trzy osoby, jedne bardzo strome schody."),
    Line(_KNOW, "Czerstwy chleb to nie strata: kostka, odrobina oliwy, dziesięć minut w piecu. Grzanki na cały tydzień."),
    Line(_PEOPLE, "Dziękujemy osobie, która zostawiła na ladzie rysunek naszego sklepu. Wisi już przy piecu."),
    Line(_ASK, "Jak pachniał chleb tam, gdzie dorastaliście?"),
    Line(_BEHIND, "Deszcz na dachu, ciasto w koszykach, herbata w dużym kubku. Dobra nocna zmiana."),
    Line(_KNOW, "Szczypta soli w zakwasie spowalnia go w upały. Nasz jest wdzięczny."),
    Line(_SELL, "W sklepie internetowym zostały w tym tygodniu dwa pudełka ciastek migdałowych."),
    Line(_PEOPLE, "Sąsiedzi z księgarni polecają: książkę kucharską, fotel i naszą drożdżówkę z makiem."),
    Line(_ASK, "Co na wierzchu: sezam, mak czy nic?"),
    Line(_BEHIND, "Emilka nacięła dziś pierwszych sto bochenków. Każdy trochę inny, wszystkie piękne."),
    Line(_KNOW, "Chleb dobrze się mrozi: w kromkach, w dniu zakupu. Prosto z zamrażarki do tostera."),
    Line(_PEOPLE, "Pani z czerwonym rowerem odzyskała rękawiczkę. Cztery dni czekała przy wadze."),
    Line(_ASK, "Próbujemy nowego chleba z orzechami włoskimi. Kto chce go posmakować w czwartek?"),
    Line(_SELL, "Cynamonki są do dwunastej albo do ostatniej sztuki, a o dwunastej nie ma ich nigdy."),
    Line(_BEHIND, "Nasz piec ma 41 lat i mruczy w G-dur. Dziś dostał nowe drzwiczki."),
)  # fmt: skip

_TALKS = {
    "late order": Exchange("Zamówiłam w poniedziałek paczkę na urodziny mamy i nadal nie dotarła. Gdzie jest moje"
                           " zamówienie? Jestem naprawdę rozczarowana."),
    "stale bread": Exchange("Miły sklep, ale chleb pszenny kupiony w południe wieczorem był już czerstwy. Za tę cenę"
                            " spodziewałem się czegoś więcej."),
    "gluten": Exchange("Czy macie coś bezglutenowego? W sobotę przyjeżdża córka."),
    "birthday cake": Exchange("Dzień dobry, czy upieką Państwo tort na 12 osób na przyszły piątek? Najlepiej z malinami."
                              " Ile by to kosztowało?"),
    "sunday": Exchange("Czy w tę niedzielę macie otwarte?"),
    "two loaves": Exchange("Dzień dobry! Czy mogę prosić o odłożenie dwóch żytnich na jutro, na nazwisko Harasim?"),
    "hard rolls": Exchange("wasze bułki dziś rano były twarde jak kamień, nigdy więcej :(",
                           "Pani Lauro, bardzo przepraszamy: jedna blacha została w piecu za długo i nie powinna była"
                           " trafić na ladę. Zapraszamy, dzisiejsze są od nas."),
    "wrong cake": Exchange("Odebrałem zamówienie, a w domu okazało się, że w pudełku jest nie to ciasto. Miało być bez"
                           " orzechów! Składam reklamację.",
                           "Panie Olku, bardzo mi przykro, to nie ma prawa się zdarzyć, tym bardziej z orzechami. Właściwe"
                           " ciasto będzie gotowe dziś o szesnastej i sami je przywieziemy. Pieniądze też zwrócimy.",
                           "Właściwe ciasto bez orzechów przywiezione pod drzwi, pieniądze zwrócone."),
    "party order": Exchange("Dzień dobry, z jakim wyprzedzeniem trzeba zamówić 60 małych bułek?",
                            "Dzień dobry, Pani Grażyno, wystarczą dwa dni, przed sobotą trzy. Zapisać Panią? Proszę tylko"
                            " podać dzień i ulubiony rodzaj."),
    "starter": Exchange("Czy można u Was kupić trochę zakwasu? Mój nie przeżył urlopu",
                        "Dostanie go Pani za darmo, Pani Nadio: proszę przyjść ze słoikiem dowolnego dnia przed południem."
                        " Dorzucimy instrukcję karmienia."),
    "nuts": Exchange("Czy w drożdżówce z makiem są orzechy?",
                     "Tak, Panie Piotrze: w nadzieniu są mielone migdały, a w tej samej sali używamy orzechów włoskich. W"
                     " przepisie na szarlotkę nie ma ich wcale."),
    "recipe": Exchange("Czy jest szansa na przepis na bułeczki z kardamonem?",
                       "Z przyjemnością, Pani Renato! Rozpiszemy go na domowy piekarnik i wrzucimy tu w czwartek."),
    "posting bread": Exchange("wysyłacie chleb za granicę?",
                              "Na razie tylko w Polsce, Panie Szymonie: po trzech dniach drogi to już nie ten chleb. Za to"
                              " ciastka świetnie znoszą podróż."),
    "freezing": Exchange("Czy żytni z ziarnami można mrozić, czy wtedy traci?",
                         "Mrozi się bardzo dobrze, Pani Haniu: w kromkach, pierwszego dnia. Dwie minuty w tosterze i jest"
                         " jak nowy."),
    "kind review": Exchange("Najlepszy chleb żytni w mieście i zawsze dobre słowo. Pamiętali nawet moje imię.",
                            "Dziękujemy, Panie Danielu! Dla Pańskiego „dzień dobry” warto wstawać tak wcześnie."),
    "page review": Exchange("Zamówiłam paczkę dla siostry, pięknie zapakowana i na czas. Polecam!",
                            "Dziękujemy, Pani Alicjo! Mamy nadzieję, że siostra zostawiła Pani choć jedno ciastko."),
    "review 1": Exchange("Prawdziwy zakwas, prawdziwi ludzie.", "Dziękujemy! Właśnie tacy chcemy być."),
    "review 2": Exchange("Świetny chleb, w weekendy kolejka.",
                         "Dziękujemy! W weekendy spokojniej jest przed dziewiątą, a zamówienia ze sklepu internetowego"
                         " odbiera się bez kolejki."),
    "review 3": Exchange("Moje dzieci jedzą tylko ten chleb."),
    "review 4": Exchange("Smacznie, ale terminal nie działał i nikt mi o tym nie powiedział, zanim stanęłam w kolejce.",
                         "Ma Pani rację i przepraszamy. Od tamtej pory w razie awarii wisi kartka na drzwiach, a zapłacić"
                         " można też następnym razem."),
    "review 5": Exchange("Dla drożdżówki z makiem warto nadłożyć drogi."),
    "review 6": Exchange("Upiekli nam chleb weselny i był idealny.",
                         "To był dla nas zaszczyt. Wszystkiego dobrego dla Was obojga!"),
    "review 7": Exchange("Dobry chleb, serdeczna obsługa. Szkoda, że w niedzielę nie otwierają wcześniej."),
    "page review 2": Exchange("Nasze ulubione miejsce na sobotnie śniadanie."),
    "name 1": Exchange("Dziesięć minut kolejki w Piekarni Zorza i stanęłabym jeszcze raz."),
    "name 2": Exchange("Żytni z ziarnami od Piekarni Zorza i solone masło. Tyle, koniec wpisu."),
    "name 3": Exchange("Ktoś już był w PiekarniaZorza? Podobno sami mielą mąkę na chleb."),
    "name 4": Exchange("Sobotnie łupy z #piekarniazorza"),
    "name 5": Exchange("Dziękujemy Piekarni Zorza za 38 bochenków w tym tygodniu!"),
    "name 6": Exchange("dobra, cynamonki z piekarni zorza są niebezpieczne"),
    "name 7": Exchange("Od dziś podajemy zupę z chlebem z Zorzy, najlepszej piekarni w okolicy."),
    "name 8": Exchange("Nauczyłam się piec chleb z porad Piekarni Zorza i całe mieszkanie pachnie.",
                       "Zrobiła nam Pani dzień, Pani Mileno! Proszę pokazać następny bochenek, nawet krzywy."),
    "name 9": Exchange("Śniadanie z widokiem i chlebem z Piekarni Zorza",
                       "Co za stół! Dziękujemy, że zabrała nas Pani ze sobą, Pani Nadio."),
    "name 10": Exchange("Kto jeszcze uważa, że Piekarnia Zorza powinna mieć otwarte wieczorami?"),
}  # fmt: skip

BOOK = Book(
    language="pl",
    shop="Piekarnia Zorza",
    handle="piekarniazorza",
    names=("Zorza", "#piekarniazorza"),
    context_words=("piekarnia", "piekarni", "chleb", "bułki"),
    website="https://piekarniazorza.example",
    old_profile="zorzachleb",
    sells="Chleb na zakwasie, bułki i ciasta z własnej piekarni; paczki ze sklepu internetowego",
    time_zone="Europe/Warsaw",
    currency="PLN",
    voice="Ciepło, krótko i prosto. Mówimy „my”, wymieniamy ludzi z imienia i częściej się uśmiechamy, niż krzyczymy.",
    avoid="Polityka, diety jako lekarstwo, inne piekarnie",
    pillars=(
        PillarText("Od zaplecza", "Jak powstaje nasz chleb i kto go piecze"),
        PillarText("Dobrze wiedzieć", "Przechowywanie, krojenie, mrożenie; zboża i mąki"),
        PillarText("Sąsiedzi", "Nasi klienci, ulica, ludzie, dla których pieczemy"),
        PillarText("Pytania", "Co byście wybrali?"),
        PillarText("Z naszej półki", "Chleby, ciasta, paczki, sklep internetowy", is_promotional=True),
    ),
    long=_LONG,
    short=_SHORT,
    tails=("", "Miłego dnia!", "Serdecznie pozdrawiamy z piekarni.", "Do zobaczenia.", "#zakwas", "Wpadnijcie się"
           " przywitać.", "#piekarnia"),
    neighbours=(
        Neighbour("karolina.malec", "Karolina Malec", "karolina.malec@poczta.example"),
        Neighbour("j_jasinski", "Jakub Jasiński", "jakub@jasinski.example"),
        Neighbour("lucja.piecze", "Łucja Ferenc", "lucja.ferenc@poczta.example"),
        Neighbour("tomasz.wrona", "Tomasz Wrona", "t.wrona@poczta.example"),
        Neighbour("milena_w_miescie", "Milena Kolasa", "milena@kolasa.example"),
        Neighbour("harasim.czyta", "Elżbieta Harasim", "e.harasim@poczta.example"),
        Neighbour("laura_biega", "Laura Bednarz", "laura.b@poczta.example"),
        Neighbour("olek.krol", "Aleksander Król", "olek.krol@poczta.example"),
        Neighbour("grazyna_imprezy", "Grażyna Nowacka", "grazyna@imprezy.example"),
        Neighbour("nadia.gotuje", "Nadia Rachwał", "nadia@gotuje.example"),
        Neighbour("piotr_lewy", "Piotr Lewandowski", "piotr.l@poczta.example"),
        Neighbour("renatapisze", "Renata Adamik", "renata@pisze.example"),
        Neighbour("szymon_wyjechal", "Szymon Dudek", "szymon.dudek@poczta.example"),
        Neighbour("hanialis", "Hanna Lis", "hanna.lis@poczta.example"),
        Neighbour("daniel_elk", "Daniel Elks", "daniel.elks@poczta.example"),
        Neighbour("alicja.moroz", "Alicja Moroz", "alicja.moroz@poczta.example"),
    ),
    praise=(
        "Wygląda cudownie!", "No i jestem głodna.", "Mój ulubiony, co tydzień.", "Pozdrowienia z trzeciego piętra!",
        "Nie ma jak chleb z Zorzy w poniedziałek.", "Zapisuję na niedzielę.", "Dzięki Wam ta ulica jest lepsza.", "Bułki z Zorzy i dzień może się zacząć.",
        "Spróbowałam i wyszło, dziękuję!", "Dla samego zapachu warto wstać.",
    ),
    talks=_TALKS,
    products=(
        Product("Paczka „Dzień dobry”", 12900), Product("Żytni z ziarnami, 1 kg", 2400),
        Product("Ciastka migdałowe", 2900), Product("Mus jabłkowy", 2100), Product("Sobotni kosz", 7900),
    ),
    ideas=(
        Line(_BEHIND, "Nagrać nacinanie bochenka, dwadzieścia sekund, bez słów"),
        Line(_KNOW, "Pięć pomysłów na wczorajszy chleb"),
        Line(_PEOPLE, "Zapytać panią Halinę, czy możemy pokazać jej powidła"),
        Line(_ASK, "Głosowanie: jakie ziarna na nowy chleb?"),
        Line(_SELL, "Pokazać, co jest w paczce na prezent"),
        Line(_KNOW, "Przepis na bułeczki z kardamonem do domowego piekarnika"),
    ),
    saved_replies=(
        ("Godziny otwarcia", "Dzień dobry, {customer_name}! Od poniedziałku do soboty mamy otwarte od siódmej do"
         " osiemnastej, a w niedzielę od ósmej do trzynastej. Do zobaczenia!"),
        ("Coś poszło nie tak", "{customer_name}, przepraszam: {product} to nie było to, na co nas stać. Odezwę się do"
         " {deadline}. {my_name}"),
        ("Odłożone", "Oczywiście, {customer_name}: {product} czeka pod tym nazwiskiem do zamknięcia."),
    ),
    strategy={
        "audience": "Osoby mieszkające do pół godziny spacerem od nas, które gotują w domu, i dawni sąsiedzi, którzy"
        " zamawiają paczki.",
        "competitors": "Supermarket codziennie publikuje ceny i nikomu nie odpowiada. Piekarnia przy rynku pokazuje piękne"
        " zdjęcia, ale bez ludzi.",
        "content": "Praca w nocy, wiedza o chlebie, nasi sąsiedzi. Jeden wpis na pięć może sprzedawać.",
        "care": "Odpowiadamy tego samego dnia, na reklamacje w ciągu godziny. Najpierw przepraszamy, potem szukamy"
        " przyczyn.",
        "tracking": "Zamówienia w sklepie internetowym, komentarze, obserwujący; patrzymy w pierwszy poniedziałek miesiąca.",
        "dos": "Wymieniamy ludzi z imienia. Pokazujemy ręce i mąkę. Pytamy, zanim kogoś sfotografujemy.",
        "donts": "Bez promocji w każdym wpisie. Bez kłótni. Bez obietnic zdrowotnych.",
    },
    changed={
        "content": "Praca w nocy, wiedza o chlebie, nasi sąsiedzi i jedno pytanie w tygodniu. Jeden wpis na pięć może"
        " sprzedawać.",
        "dos": "Wymieniamy ludzi z imienia. Pokazujemy ręce i mąkę. Pytamy, zanim kogoś sfotografujemy. Publikujemy w"
        " sobotnie poranki.",
    },
    reason="Pytania miały dwa razy więcej odpowiedzi niż oferty, więc teraz jedno jest co tydzień.",
    goal="Więcej zamówień ze sklepu internetowego",
    wanted="Publikować cztery razy w tygodniu i każdemu odpowiadać w ciągu dnia.",
    happened="Cztery wpisy w tygodniu się udały, poza tygodniem z grypą. Najwięcej odpowiedzi miały pytania i zdjęcia z"
    " nocnej zmiany, oferty mijano. Dwie wiadomości czekały trzy dni.",
    decisions="Jedno pytanie w tygodniu. Emilka zagląda do wiadomości o dziesiątej i o szesnastej.",
    drafts=(
        Line(_KNOW, "Pięć pomysłów na wczorajszy chleb. Trzeci ratuje każdy niedzielny wieczór."),
        Line(_PEOPLE, "Chór zza ściany ćwiczy we wtorki, a my przy nim pieczemy. Dziś chórzyści przyszli podziękować."),
        Line(_BEHIND, "Co jest w naszej mące? Krótki spacer z naszym młynarzem."),
    ),
    planned=(
        (Line(_ASK, "Mak czy sezam? Jutro upieczemy to, co wybierzecie. Napiszcie poniżej, liczymy głosy do osiemnastej."),
         "Mak czy sezam? Upieczemy to, co wybierzecie."),
        (Line(_BEHIND, "Trzecia w nocy, pierwsze bochenki idą do pieca. Emilka napełnia kosz, Ola pilnuje ognia, a kot"
              " spod dziewiątki pilnuje obu."), "Trzecia w nocy. Pierwsze bochenki idą do pieca, a kot patrzy."),
        (Line(_KNOW, "Obiecany przepis: bułeczki z kardamonem do domowego piekarnika. 500 g mąki, 250 ml mleka, 60 g masła,"
              " 2 łyżeczki kardamonu i noc w lodówce. Reszta to cierpliwość."),
         "Bułeczki z kardamonem do domowego piekarnika: noc w lodówce i cierpliwość. Przepis wisi w naszej witrynie."),
        (Line(_SELL, "Od dziś można rezerwować sobotnie kosze: dwa chleby, sześć bułek i ciasto do wyboru."),
         "Od dziś można rezerwować sobotnie kosze."),
    ),
    same=Line(_PEOPLE, "W tym tygodniu 38 bochenków trafiło do banku żywności. Dziękujemy za każdy, który kupiliście dla"
              " kogoś."),
    bread_alt="Okrągły bochenek chleba ze złotą skórką na niebieskiej ściereczce",
    flower_alt="Żółty kwiat obok dwóch bułek na drewnianym stole",
)  # fmt: skip
