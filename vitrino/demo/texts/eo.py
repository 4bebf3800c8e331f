"""The sample shop in Esperanto: Bakejo Matenruĝo."""

from __future__ import annotations

from vitrino.demo.book import Book, Exchange, Line, Neighbour, PillarText, Product

_BEHIND, _KNOW, _PEOPLE, _ASK, _SELL = range(5)

_LONG = (
    Line(_BEHIND, "La dua kaj duono nokte. La strato dormas, la forno ne. Ola formas la unuajn kvardek panojn, dum la"
         " radio ludas multe tro mallaŭte."),
    Line(_KNOW, "Kiel teni panon el fermentpasto freŝa dum kvar tagoj? Kun la tranĉita flanko sur ligna tabulo, sub lina"
         " tuko, sen fridujo. En la fridujo pano malfreŝiĝas pli rapide ol sur la tablo."),
    Line(_PEOPLE, "Sinjorino Halina aĉetas ĉe ni la saman sekalan panon jam de dek unu jaroj. Hodiaŭ ŝi alportis al ni"
         " prunan marmeladon. Ni fermas pli ĝojaj, ol ni malfermis."),
    Line(_ASK, "Jen plado da bulkoj ankoraŭ sen nomo: kardamomo, oranĝa ŝelo, iom da mielo. Kiel vi nomus ilin?"),
    Line(_SELL, "La sekala pano kun semoj revenis sur la breton: sunfloro, kukurbo kaj lino, malhele bakita. Mendu ĝis la"
         " dek-oka, kaj la sekvan tagon ĝi estos sur via tablo."),
    Line(_BEHIND, "Nia fermentpasto fariĝas naŭjara ĉi-semajne. Ĝi travivis du translokiĝojn, unu kurentopaneon kaj tre"
         " varman aŭguston. Hodiaŭ ni nutris ĝin dufoje, por festi."),
    Line(_KNOW, "Kial bona pano havas neegalan internon? Ĉar la pasto havis tempon. Dek ses horoj en malvarmo, kaj la"
         " vezikoj lokiĝas, kiel ili volas."),
    Line(_PEOPLE, "La lernejo trans la angulo venis baki kun ni: 24 infanoj, 24 plektitaj panoj kaj faruno ĝis la plafono."
         " Dankon, klaso 3b, revenu baldaŭ."),
    Line(_ASK, "Krusto aŭ interno? Malantaŭ la vendotablo estas du taĉmentoj, kaj neniu cedas. Helpu nin decidi."),
    Line(_BEHIND, "Novaj ŝtonoj en la muelejo, nova faruno en la sakoj. La tutan matenon ni provis, kiom da akvo ĝi trinkas."
         " La verdikto: sufiĉe multe."),
    Line(_KNOW, "Hieraŭaj bulkoj por matenmanĝo: guto da akvo, kvin minutoj je 180 gradoj. Ili krakas, kvazaŭ nenio"
         " okazis."),
    Line(_SELL, "Nia donacpako estas preta: malgranda pano, vazeto da poma kaĉo kaj tri specoj de biskvitoj, volvitaj en lina"
         " tuko. El nia retbutiko, al la tuta lando."),
    Line(_PEOPLE, "Tomaso el la apuda florbutiko interŝanĝas kun ni tulipojn kontraŭ cinamaj bulkoj. Laŭ ni tio estas la"
         " plej bona negoco de la strato."),
    Line(_ASK, "Kiu supo al kiu pano? Ni komencas: tomata supo kaj dika tranĉaĵo de tritika pano. Nun vi."),
    Line(_BEHIND, "Jen Emilia, nia metilernanto de septembro. Hodiaŭ ni unuafoje vendis ŝiajn kornobulkojn. Antaŭ la naŭa"
         " restis neniu."),
    Line(_KNOW, "Spelto, sekalo, tritiko: kio diferencas sur la telero? Sekalo plej longe restas humida, spelto gustas nukse,"
         " tritiko leviĝas plej alte. Neniu estas pli bona, gravas nur via matenmanĝo."),
    Line(_PEOPLE, "La manĝbanko ricevis de ni 38 panojn ĉi-semajne. Kio restas antaŭ la fermo, tio ĉe ni neniam iras en la"
         " rubujon."),
    Line(_ASK, "Sur la dimanĉa vendotablo restas loko por unu kuko. Ĉu papava aŭ poma kun panero?"),
    Line(_SELL, "Sabataj korboj: du panoj, ses bulkoj kaj kuko laŭ via elekto, pretaj ekde la oka. Rezervu en la retbutiko kaj"
         " preterpasu la vicon."),
    Line(_BEHIND, "Kion faras bakisto tagmeze? Dormas. Bonan nokton de ni ĉiuj, ĝis la dua kaj duono."),
)  # fmt: skip
_SHORT = (
    Line(_BEHIND, "La unua bakaĵo estas ekstere. Se vi nun preterpasas, vi flaras ĝin ĝis la tramhaltejo."),
    Line(_KNOW, "Konsilo de la tago: tranĉu freŝan panon nur malvarman. Jes, ni scias, kiel malfacile tio estas."),
    Line(_PEOPLE, "Klientino rakontis, ke ŝia nepo nomas niajn bulkojn “lunpanoj”. Ni pripensas novan ŝildon."),
    Line(_ASK, "Unue butero aŭ unue marmelado? Ni demandas por kolego."),
    Line(_SELL, "Freŝa hodiaŭ: sekala pano kun karvio, nur dudek pecoj."),
    Line(_BEHIND, "Liverado de faruno: 600 kilogramoj, tri homoj, unu tre kruta ŝtuparo."),
    Line(_KNOW, "Malnova pano ne estas perdita: kuboj, iom da oleo, dek minutoj en la forno. Rostaĵoj por la tuta semajno."),
    Line(_PEOPLE, "Dankon al tiu, kiu lasis sur la vendotablo desegnon de nia butiko. Ĝi nun pendas apud la forno."),
    Line(_ASK, "Kiel odoris pano tie, kie vi elkreskis?"),
    Line(_BEHIND, "Pluvo sur la tegmento, pasto en la korboj, teo en la granda taso. Bona nokta deĵoro."),
    Line(_KNOW, "Pinĉo da salo en la fermentpasto malrapidigas ĝin dum varmegaj tagoj. Nia estas dankema."),
    Line(_SELL, "En la retbutiko restas ĉi-semajne du skatoloj da migdalaj biskvitoj."),
    Line(_PEOPLE, "Niaj najbaroj el la librejo rekomendas: kuirlibron, brakseĝon kaj nian papavan bulkon."),
    Line(_ASK, "Kio supre: sezamo, papavo aŭ nenio?"),
    Line(_BEHIND, "Emilia hodiaŭ incizis siajn unuajn cent panojn. Ĉiu iom alia, ĉiuj belaj."),
    Line(_KNOW, "Pano bone frostiĝas: en tranĉaĵoj, en la tago de la aĉeto. Rekte el la frostujo en la panrostilon."),
    Line(_PEOPLE, "La sinjorino kun la ruĝa biciklo retrovis sian ganton. Ĝi atendis kvar tagojn apud la pesilo."),
    Line(_ASK, "Ni provas novan panon kun juglandoj. Kiu volas gustumi ĝin ĵaŭde?"),
    Line(_SELL, "Cinamaj bulkoj estas haveblaj ĝis tagmezo aŭ ĝis la lasta, kaj tagmeze ili neniam plu estas."),
    Line(_BEHIND, "Nia forno aĝas 41 jarojn kaj zumas en G-maĵoro. Hodiaŭ ĝi ricevis novan pordon."),
)  # fmt: skip

_TALKS = {
    "late order": Exchange("Lunde mi mendis donacpakon por la naskiĝtago de mia patrino, kaj ĝi ankoraŭ ne alvenis. Kie estas"
                           " mia mendo? Mi estas vere seniluziigita."),
    "stale bread": Exchange("Agrabla butiko, sed la tritika pano aĉetita tagmeze estis malfreŝa jam vespere. Por tiu prezo mi"
                            " atendis pli."),
    "gluten": Exchange("Ĉu vi havas ion sen gluteno? Sabate venos mia filino."),
    "birthday cake": Exchange("Saluton, ĉu vi povus baki torton por 12 personoj por la venonta vendredo? Prefere kun framboj."
                              " Kiom ĝi kostus?"),
    "sunday": Exchange("Ĉu vi estas malfermitaj ĉi-dimanĉe?"),
    "two loaves": Exchange("Bonan matenon! Ĉu vi povus rezervi du sekalajn panojn por morgaŭ, sub la nomo Harasim?"),
    "hard rolls": Exchange("viaj bulkoj hodiaŭ matene estis malmolaj kiel ŝtonoj, neniam plu :(",
                           "Laura, mi petas pardonon: unu plado restis tro longe en la forno kaj neniam devis veni sur la"
                           " vendotablon. Venu, la hodiaŭaj estas donaco."),
    "wrong cake": Exchange("Mi prenis mian mendon, kaj hejme mi trovis malĝustan kukon en la skatolo. Ĝi devis esti sen nuksoj!"
                           " Mi tre plendas.",
                           "Oliver, mi tre bedaŭras, tio ne rajtas okazi, des malpli kun nuksoj. La ĝusta kuko estos preta"
                           " hodiaŭ je la dek-sesa, kaj ni alportos ĝin al vi. Ankaŭ vian monon vi rericevos.",
                           "La ĝusta kuko sen nuksoj alportita ĝis la pordo, kaj la mono redonita."),
    "party order": Exchange("Saluton, kiom da tempo vi bezonas por 60 bulketoj?",
                            "Saluton, Grace, du tagoj sufiĉas, antaŭ sabato tri. Ĉu mi notu vin? Tiam diru la tagon kaj viajn"
                            " plej ŝatatajn bulkojn."),
    "starter": Exchange("Ĉu mi povas aĉeti iom de via fermentpasto? La mia mortis dum la ferioj",
                        "Vi ricevos ĝin senpage, Nadia: venu kun vazeto, iun ajn tagon antaŭ tagmezo. Ni aldonos la"
                        " instrukcion pri nutrado."),
    "nuts": Exchange("Ĉu en la papava bulko estas nuksoj?",
                     "Jes, Petro: muelitaj migdaloj estas en la plenigaĵo, kaj juglandojn ni uzas en la sama ĉambro. En la"
                     " recepto de la poma kuko estas neniuj."),
    "recipe": Exchange("Ĉu eblas ricevi la recepton de la kardamomaj bulkoj?",
                       "Kun plezuro, Ruta! Ni notos ĝin por hejmaj fornoj kaj afiŝos ĝin ĉi tie ĵaŭde."),
    "posting bread": Exchange("ĉu vi sendas panon eksterlanden?",
                              "Nuntempe nur enlande, Simono: post tri tagoj survoje ĝi ne plu estas la pano, kiun ni volas"
                              " gustumigi. Sed biskvitoj bone vojaĝas."),
    "freezing": Exchange("Ĉu mi povas frostigi la sekalan panon kun semoj, aŭ ĉu ĝi suferas?",
                         "Ĝi tre bone frostiĝas, Hanna: en tranĉaĵoj, la unuan tagon. Du minutoj en la panrostilo, kaj ĝi"
                         " revivas."),
    "kind review": Exchange("La plej bona sekala pano en la urbo kaj ĉiam afabla vorto. Ili eĉ memoris mian nomon.",
                            "Dankon, Daniel! Pro via “bonan matenon” indas ellitiĝi tiel frue."),
    "page review": Exchange("Mi mendis donacpakon por mia fratino, bele pakitan kaj ĝustatempan. Mi rekomendas!",
                            "Dankon, Alicia! Ni esperas, ke via fratino lasis al vi biskviton."),
    "review 1": Exchange("Vera fermentpasto, veraj homoj.", "Dankon! Ĝuste tiaj ni volas esti."),
    "review 2": Exchange("Bonega pano, vico dum semajnfinoj.",
                         "Dankon! Dum semajnfinoj estas pli kviete antaŭ la naŭa, kaj mendoj el la retbutiko preterpasas la"
                         " vicon."),
    "review 3": Exchange("Miaj infanoj manĝas nur ĉi tiun panon."),
    "review 4": Exchange("Bongusta, sed la kartlegilo ne funkciis, kaj neniu diris tion, antaŭ ol mi vicatendis.",
                         "Vi pravas, kaj ni petas pardonon. De tiam afiŝeto pendas sur la pordo, kiam ĝi paneas, kaj vi ĉiam"
                         " povas pagi venontfoje."),
    "review 5": Exchange("La papava bulko valoras la ĉirkaŭvojon."),
    "review 6": Exchange("Ili bakis nian nuptopanon, kaj ĝi estis perfekta.",
                         "Estis honoro por ni. Ĉion bonan al vi ambaŭ!"),
    "review 7": Exchange("Bona pano, varma akcepto. Domaĝe, ke ili dimanĉe ne malfermas pli frue."),
    "page review 2": Exchange("Nia plej ŝatata loko por sabata matenmanĝo."),
    "name 1": Exchange("Dek minutoj en vico ĉe Bakejo Matenruĝo, kaj mi farus tion denove."),
    "name 2": Exchange("Sekala pano de Bakejo Matenruĝo kaj sala butero. Jen la tuta afiŝo."),
    "name 3": Exchange("Ĉu iu jam vizitis la Bakejon Matenruĝon? Laŭdire ili mem muelas la farunon."),
    "name 4": Exchange("Sabata kaptaĵo el #matenrugo"),
    "name 5": Exchange("Koran dankon al Bakejo Matenruĝo pro la 38 panoj ĉi-semajne!"),
    "name 6": Exchange("nu, la cinamaj bulkoj de bakejo matenrugxo estas danĝeraj"),
    "name 7": Exchange("De hodiaŭ ni servas nian supon kun pano el la Matenruĝa bakejo, nome de Bakejo Matenrugho."),
    "name 8": Exchange("Mi lernis baki panon per la konsiloj de Bakejo Matenruĝo, kaj mia loĝejo odoras mirinde.",
                       "Vi ĝojigis nian tagon, Mia! Montru al ni la sekvan panon, eĉ la kurban."),
    "name 9": Exchange("Matenmanĝo kun panoramo kaj pano el Bakejo Matenruĝo",
                       "Kia tablo! Dankon, ke vi kunprenis nin, Nadia."),
    "name 10": Exchange("Kiu ankaŭ opinias, ke Bakejo Matenruĝo estu malfermita vespere?"),
}  # fmt: skip

BOOK = Book(
    language="eo",
    shop="Bakejo Matenruĝo",
    handle="matenrugo",
    names=("Matenruĝo", "#matenrugo"),
    context_words=("bakejo", "pano", "bulkoj"),
    website="https://matenrugo.example",
    old_profile="matenrugopano",
    sells="Pano el fermentpasto, bulkoj kaj kukoj el nia propra bakejo; donacpakoj el la retbutiko",
    time_zone="Europe/Warsaw",
    currency="EUR",
    voice="Varme, mallonge kaj simple. Ni diras “ni”, nomas homojn kaj pli ofte ridetas ol krias.",
    avoid="Politiko, dietoj kiel kuracilo, aliaj bakejoj",
    pillars=(
        PillarText("Malantaŭ la vendotablo", "Kiel nia pano estiĝas kaj kiu bakas ĝin"),
        PillarText("Bone scii", "Konservi, tranĉi, frostigi; grenoj kaj farunoj"),
        PillarText("Najbaroj", "Niaj klientoj, la strato, homoj, por kiuj ni bakas"),
        PillarText("Demandoj", "Kion vi elektus?"),
        PillarText("El nia breto", "Panoj, kukoj, pakoj, la retbutiko", is_promotional=True),
    ),
    long=_LONG,
    short=_SHORT,
    tails=("", "Bonan tagon!", "Korajn salutojn el la bakejo.", "Ĝis baldaŭ.", "#fermentpasto", "Venu saluti nin.",
           "#bakejo"),
    neighbours=(
        Neighbour("karina.melnik", "Karina Melnik", "karina.melnik@posxto.example"),
        Neighbour("j_arnold", "Jakobo Arnold", "jakobo@arnold.example"),
        Neighbour("lucia.bakas", "Lucia Ferro", "lucia.ferro@posxto.example"),
        Neighbour("tomaso.v", "Tomaso Verda", "t.verda@posxto.example"),
        Neighbour("mia_urbe", "Mia Kolar", "mia@kolar.example"),
        Neighbour("harasim.legas", "Ela Harasim", "ela.harasim@posxto.example"),
        Neighbour("laura_kuras", "Laura Benko", "laura.b@posxto.example"),
        Neighbour("oliver.rego", "Oliver Reĝo", "oliver.rego@posxto.example"),
        Neighbour("grace_festoj", "Grace Ndiaye", "grace@festoj.example"),
        Neighbour("nadia.kuiras", "Nadia Rahman", "nadia@kuiras.example"),
        Neighbour("petro_lupo", "Petro Lupo", "petro.lupo@posxto.example"),
        Neighbour("rutaskribas", "Ruta Abad", "ruta@skribas.example"),
        Neighbour("simono_for", "Simono Doj", "simono.doj@posxto.example"),
        Neighbour("hannavulpo", "Hanna Vulpo", "hanna.vulpo@posxto.example"),
        Neighbour("daniel_elis", "Daniel Elis", "daniel.elis@posxto.example"),
        Neighbour("alicia.moro", "Alicia Moro", "alicia.moro@posxto.example"),
    ),
    praise=(
        "Tio aspektas mirinde!", "Nun mi malsatas.", "Mia plej ŝatata, ĉiusemajne.", "Salutojn el la tria etaĝo!",
        "Nenio superas la panon de Matenruĝo lunde.", "Mi konservas tion por dimanĉo.", "Vi plibeligas nian straton.", "Bulkoj el Matenruĝo, kaj la tago povas komenciĝi.",
        "Mi provis, kaj ĝi sukcesis, dankon!", "Jam pro la odoro indas ellitiĝi.",
    ),
    talks=_TALKS,
    products=(
        Product("Donacpako “Bonan matenon”", 3400), Product("Sekala pano kun semoj, 1 kg", 690),
        Product("Migdalaj biskvitoj", 820), Product("Poma kaĉo", 590), Product("Sabata korbo", 2150),
    ),
    ideas=(
        Line(_BEHIND, "Filmi, kiel oni incizas panon, dudek sekundojn, sen vortoj"),
        Line(_KNOW, "Kvin ideoj por hieraŭa pano"),
        Line(_PEOPLE, "Demandi sinjorinon Halina, ĉu ni rajtas montri ŝian marmeladon"),
        Line(_ASK, "Voĉdono: kiuj semoj sur la nova pano?"),
        Line(_SELL, "Montri, kio estas en la donacpako"),
        Line(_KNOW, "Recepto de la kardamomaj bulkoj por hejmaj fornoj"),
    ),
    saved_replies=(
        ("Malfermaj horoj", "Bonan tagon, {customer_name}! Ni estas malfermitaj de lundo ĝis sabato de la sepa ĝis la"
         " dek-oka, kaj dimanĉe de la oka ĝis la dek-tria. Ĝis!"),
        ("Io misokazis", "{customer_name}, mi petas pardonon, ke {product} ne estis, kia ĝi devis esti. Vi aŭdos de mi ĝis"
         " {deadline}. {my_name}"),
        ("Rezervita", "Kompreneble, {customer_name}: {product} atendas sub via nomo ĝis la fermo."),
    ),
    strategy={
        "audience": "Homoj ĝis duonhora promeno de ni, kiuj kuiras hejme, kaj iamaj najbaroj, kiuj mendas pakojn.",
        "competitors": "La superbazaro afiŝas prezojn ĉiutage kaj neniam respondas. La bakejo ĉe la placo montras belajn"
        " bildojn, sed neniujn homojn.",
        "content": "Nokta laboro, scio pri pano, niaj najbaroj. Unu afiŝo el kvin rajtas vendi.",
        "care": "Ni respondas en la sama tago, al plendoj ene de unu horo. Unue ni petas pardonon, poste ni serĉas kialojn.",
        "tracking": "Mendoj en la retbutiko, komentoj, sekvantoj; ni rigardas ilin en la unua lundo de la monato.",
        "dos": "Nomi homojn. Montri manojn kaj farunon. Demandi, antaŭ ol foti iun.",
        "donts": "Neniu rabato en ĉiu afiŝo. Neniu kverelo. Neniu promeso pri sano.",
    },
    changed={
        "content": "Nokta laboro, scio pri pano, niaj najbaroj kaj unu demando semajne. Unu afiŝo el kvin rajtas vendi.",
        "dos": "Nomi homojn. Montri manojn kaj farunon. Demandi, antaŭ ol foti iun. Afiŝi sabatmatene.",
    },
    reason="Demandoj ricevis duoble pli da respondoj ol ofertoj, do nun estas unu ĉiusemajne.",
    goal="Pli da mendoj el la retbutiko",
    wanted="Afiŝi kvarfoje semajne kaj respondi al ĉiuj ene de unu tago.",
    happened="Kvar afiŝoj semajne sukcesis, krom en la semajno de la gripo. Plej multe da respondoj ricevis demandoj kaj"
    " bildoj el la nokta deĵoro; ofertojn oni preterpasis. Du mesaĝoj kuŝis tri tagojn.",
    decisions="Unu demando semajne. Emilia rigardas la mesaĝojn je la deka kaj je la dek-sesa.",
    drafts=(
        Line(_KNOW, "Kvin ideoj por hieraŭa pano. La tria savas ĉiun dimanĉan vesperon."),
        Line(_PEOPLE, "La apuda koruso provkantas marde, kaj ni bakas laŭ ĝi. Hodiaŭ ili venis danki."),
        Line(_BEHIND, "Kio estas en nia faruno? Mallonga promeno kun nia muelisto."),
    ),
    planned=(
        (Line(_ASK, "Papavo aŭ sezamo? Morgaŭ ni bakos, kion vi elektos. Skribu sube, ni nombras ĝis la dek-oka."),
         "Papavo aŭ sezamo? Ni bakos, kion vi elektos."),
        (Line(_BEHIND, "La tria nokte, la unuaj panoj eniras. Emilia plenigas la korbon, Ola gardas la fajron, kaj la kato de"
              " numero naŭ gardas ambaŭ."), "La tria nokte. La unuaj panoj eniras, kaj la kato rigardas."),
        (Line(_KNOW, "Kiel promesite: la kardamomaj bulkoj por hejmaj fornoj. 500 g da faruno, 250 ml da lakto, 60 g da"
              " butero, 2 kuleretoj da kardamomo kaj nokto en la fridujo. La cetero estas pacienco."),
         "La kardamomaj bulkoj por hejmaj fornoj: nokto en la fridujo kaj pacienco. La recepto pendas en nia vitrino."),
        (Line(_SELL, "Ekde hodiaŭ vi povas rezervi sabatajn korbojn: du panoj, ses bulkoj kaj kuko laŭ via elekto."),
         "Ekde hodiaŭ vi povas rezervi sabatajn korbojn."),
    ),
    same=Line(_PEOPLE, "Ĉi-semajne 38 panoj iris al la manĝbanko. Dankon pro ĉiu pano, kiun vi aĉetis por iu alia."),
    bread_alt="Ronda pano kun ora krusto sur blua tuko",
    flower_alt="Flava floro apud du bulkoj sur ligna tablo",
)  # fmt: skip
