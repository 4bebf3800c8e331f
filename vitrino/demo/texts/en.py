"""The sample shop in English: Dawn Lane Bakery."""

from __future__ import annotations

from vitrino.demo.book import Book, Exchange, Line, Neighbour, PillarText, Product

_BEHIND, _KNOW, _PEOPLE, _ASK, _SELL = range(5)

_LONG = (
    Line(_BEHIND, "Half past two in the morning. The street is asleep, the oven is not. Ola shapes the first forty"
         " loaves while the radio plays far too quietly."),
    Line(_KNOW, "How to keep a sourdough fresh for four days: cut side down on a wooden board, a linen cloth on top,"
         " no fridge. The fridge makes bread stale faster than the table does."),
    Line(_PEOPLE, "Mrs Hughes has been buying the same rye loaf from us for eleven years. Today she brought us plum"
         " jam. We close the shop happier than we opened it."),
    Line(_ASK, "One last tray of buns to name: cardamom, orange peel, a little honey. What would you call them?"),
    Line(_SELL, "The seeded rye is back on the shelf: sunflower, pumpkin and linseed, baked dark. Order by six and it"
         " is on your table the next day."),
    Line(_BEHIND, "Our starter turns nine this week. It has survived two moves, one power cut and a very hot August."
         " We fed it twice today, to celebrate."),
    Line(_KNOW, "Why does good bread have an uneven crumb? Because the dough had time. Sixteen hours in the cold, and"
         " the gas settles where it likes."),
    Line(_PEOPLE, "The school round the corner came to bake with us: 24 children, 24 plaits and flour up to the"
         " ceiling. Thank you, class 3b, you are welcome back."),
    Line(_ASK, "Crust or crumb? We have two camps behind the counter and nobody gives in. Help us settle it."),
    Line(_BEHIND, "New stones in the mill, new flour in the sacks. We spent the morning testing how much water it"
         " drinks. The verdict: rather a lot."),
    Line(_KNOW, "Rolls for breakfast from yesterday's bag: a splash of water, five minutes at 180 degrees. They crackle"
         " again as if nothing had happened."),
    Line(_SELL, "Our gift box is ready: a small sourdough, a jar of apple butter and three kinds of biscuits, packed in"
         " a linen cloth. From our online shop, anywhere in the country."),
    Line(_PEOPLE, "Tom from the flower shop next door swaps us tulips for cinnamon rolls. We think it is the best deal"
         " on the whole street."),
    Line(_ASK, "Which soup goes with which bread? We start: tomato and a thick slice of wheat sourdough. Your turn."),
    Line(_BEHIND, "Meet Emily, our apprentice since September. Today her first croissants went on sale, and they were"
         " gone before nine."),
    Line(_KNOW, "Spelt, rye, wheat: what is the difference on the plate? Rye keeps moist the longest, spelt is nutty,"
         " wheat rises highest. There is no better or worse, only your breakfast."),
    Line(_PEOPLE, "The food bank collected 38 loaves from us this week. What isn't sold by closing time never ends up"
         " in the bin here."),
    Line(_ASK, "We have room for one more cake on the Sunday counter. Poppy seed or apple with crumble?"),
    Line(_SELL, "Saturday baskets: two loaves, six rolls and a cake of your choice, ready from eight. Reserve one"
         " online and skip the queue."),
    Line(_BEHIND, "What does a baker do at noon? Sleeps. Good night from all of us, see you at half past two."),
)  # fmt: skip
_SHORT = (
    Line(_BEHIND, "The first batch is out. If you walk past now, you can smell it as far as the tram stop."),
    Line(_KNOW, "Tip of the day: slice a fresh loaf only when it is cold. Yes, we know how hard that is."),
    Line(_PEOPLE, "A customer told us her grandson calls our rolls “moon bread”. We are thinking about a new sign."),
    Line(_ASK, "Butter first or jam first? Asking for a colleague."),
    Line(_SELL, "Fresh today: rye with caraway, and only twenty of them."),
    Line(_BEHIND, "Flour delivery: 600 kilos, three people, one very steep staircase."),
    Line(_KNOW, "Stale bread is not lost: cube it, a little oil, ten minutes in the oven. Croutons for the whole week."),
    Line(_PEOPLE, "Thank you to whoever left a drawing of our shop on the counter. It hangs next to the oven now."),
    Line(_ASK, "What did bread smell like where you grew up?"),
    Line(_BEHIND, "Rain on the roof, dough in the baskets, tea in the big mug. A good night shift."),
    Line(_KNOW, "A pinch of salt in the starter slows it down on hot days. Ours is grateful."),
    Line(_SELL, "Two boxes of almond biscuits left in the online shop this week."),
    Line(_PEOPLE, "Our neighbours from the bookshop recommend: a cookery book, an armchair and our poppy-seed roll."),
    Line(_ASK, "Seeds on top: sesame, poppy or none at all?"),
    Line(_BEHIND, "Emily scored her first hundred loaves today. Every one a little different, all of them beautiful."),
    Line(_KNOW, "Bread freezes well, in slices, the day you buy it. Straight from the freezer into the toaster."),
    Line(_PEOPLE, "The lady with the red bicycle found her glove. It waited by the scales for four days."),
    Line(_ASK, "We are trying a new loaf with walnuts. Who would like to be a taster on Thursday?"),
    Line(_SELL, "Cinnamon rolls are out of the oven until noon or until they are gone, and they are never there at noon."),
    Line(_BEHIND, "The oven is 41 years old and hums in G major. Today it got a new door."),
)  # fmt: skip

_TALKS = {
    "late order": Exchange("I ordered a gift box on Monday for my mother's birthday and it still hasn't arrived. Where is"
                           " my order? I am really disappointed."),
    "stale bread": Exchange("Lovely shop, but the wheat loaf I bought at noon was stale by the evening. I expected more"
                            " at this price."),
    "gluten": Exchange("Do you have anything without gluten? My daughter is coming on Saturday."),
    "birthday cake": Exchange("Hello, could you bake a cake for 12 people for next Friday? Preferably with raspberries,"
                              " and what would it cost?"),
    "sunday": Exchange("Are you open this Sunday?"),
    "two loaves": Exchange("Good morning! Could you put aside two rye loaves for tomorrow, under the name Harper?"),
    "hard rolls": Exchange("your rolls this morning were hard as stones, never again :(",
                           "Laura, I am sorry: a tray stayed in the oven too long and should never have reached the counter."
                           " Come by, today's are on us."),
    "wrong cake": Exchange("I picked up my order and at home I found a wrong cake in the box. There were supposed to be"
                           " no nuts in it! Very disappointing.",
                           "Oliver, I am so sorry, that must not happen, least of all with nuts. The right cake will be"
                           " ready at four today and we will bring it to you. You get your money back as well.",
                           "The right cake without nuts, brought to the door, and the money back."),
    "party order": Exchange("Hi, how much notice do you need for 60 small rolls?",
                            "Hello Grace, two days are enough, three before a Saturday. Shall I put you down? Then tell me"
                            " the day and which rolls you like best."),
    "starter": Exchange("Can I buy a little of your starter? Mine died during the holidays",
                        "You can have some for nothing, Nadia: bring a jar, any day before noon. We'll give you the feeding"
                        " instructions with it."),
    "nuts": Exchange("Does the poppy-seed roll contain nuts?",
                     "It does, Peter: ground almonds in the filling, and walnuts are used in the same room. The apple cake"
                     " has none in the recipe."),
    "recipe": Exchange("Any chance of the recipe for the cardamom buns?",
                       "With pleasure, Ruth! We'll write it down for home ovens and post it here on Thursday."),
    "posting bread": Exchange("do you post bread abroad?",
                              "Only within the country for now, Sam: after three days on the road it isn't the bread we want"
                              " you to taste. Biscuits travel well, though."),
    "freezing": Exchange("Can I freeze the seeded rye, or does it suffer?",
                         "It freezes very well, Hannah: sliced, on the first day. Two minutes in the toaster and it's back."),
    "kind review": Exchange("The best rye bread in town and always a kind word. They even remembered my name.",
                            "Thank you, Daniel! Your “good morning” is part of what makes the early start worth it."),
    "page review": Exchange("Ordered a gift box for my sister, beautifully packed and on time. Recommended!",
                            "Thank you, Alice! We hope your sister left you a biscuit."),
    "review 1": Exchange("Real sourdough, real people.", "Thank you! That is just what we want to be."),
    "review 2": Exchange("Great bread, small queue at weekends.",
                         "Thank you! At weekends it is quieter before nine, and orders from our online shop skip the queue."),
    "review 3": Exchange("My children eat only this bread."),
    "review 4": Exchange("Tasty, but the card terminal was out of order and nobody told me before I queued.",
                         "You are right, and we are sorry. Since then there's a sign at the door whenever it fails, and you"
                         " may always pay next time."),
    "review 5": Exchange("The poppy-seed roll is worth a detour."),
    "review 6": Exchange("They baked our wedding bread and it was perfect.",
                         "It was an honour. All the best to both of you!"),
    "review 7": Exchange("Good bread, warm service. I wish they opened earlier on Sundays."),
    "page review 2": Exchange("Our favourite place for Saturday breakfast."),
    "name 1": Exchange("Queued at Dawn Lane Bakery for ten minutes and I'd do it again."),
    "name 2": Exchange("Dawn Lane Bakery's seeded rye plus salted butter. That is the whole post."),
    "name 3": Exchange("Anyone been to DawnLane Bakery yet? Heard they mill their own flour."),
    "name 4": Exchange("Saturday haul from #dawnlanebakery"),
    "name 5": Exchange("Many thanks to Dawn Lane Bakery for the 38 loaves this week!"),
    "name 6": Exchange("ok the cinnamon rolls at dawn lane bakery are dangerous"),
    "name 7": Exchange("We serve our soup with Dawn-Lane Bakery's sourdough from today."),
    "name 8": Exchange("I learned to bake bread from Dawn Lane Bakery's tips and my flat smells wonderful.",
                       "That makes our day, Mia! Show us the next loaf, even the crooked one."),
    "name 9": Exchange("Breakfast with the view and bread from Dawn Lane Bakery",
                       "What a table! Thank you for taking us along, Nadia."),
    "name 10": Exchange("Who else thinks Dawn Lane Bakery should do an evening opening?"),
}  # fmt: skip

BOOK = Book(
    language="en",
    shop="Dawn Lane Bakery",
    handle="dawnlanebakery",
    names=("Dawn Lane", "#dawnlanebakery"),
    context_words=("bakery", "bread", "rolls", "loaf"),
    website="https://dawnlane.example",
    old_profile="dawnlanebread",
    sells="Sourdough bread, rolls and cakes from our own bakery; gift boxes from the online shop",
    time_zone="Europe/London",
    currency="GBP",
    voice="Warm, short and plain. We speak as “we”, name people, and smile more often than we shout.",
    avoid="Politics, diets as medicine, other bakeries",
    pillars=(
        PillarText("Behind the counter", "How our bread is made, and by whom"),
        PillarText("Good to know", "Keeping, slicing, freezing; grains and flours"),
        PillarText("Neighbours", "Our customers, the street, people we bake for"),
        PillarText("Questions", "What would you choose?"),
        PillarText("From our shelf", "Bread, cakes, boxes, the online shop", is_promotional=True),
    ),
    long=_LONG,
    short=_SHORT,
    tails=("", "Have a good day!", "Warm greetings from the bakery.", "See you soon.", "#sourdough", "Come and say hello.",
           "#bakery"),
    neighbours=(
        Neighbour("karen.mills", "Karen Mills", "karen.mills@mail.example"),
        Neighbour("j_ashworth", "James Ashworth", "james@ashworth.example"),
        Neighbour("lucy.bakes", "Lucy Farrell", "lucy.farrell@mail.example"),
        Neighbour("tomasz.w", "Tomasz Wright", "t.wright@mail.example"),
        Neighbour("mia_in_town", "Mia Collins", "mia@collins.example"),
        Neighbour("harper.reads", "Ellen Harper", "ellen.harper@mail.example"),
        Neighbour("laura_runs", "Laura Bennett", "laura.b@mail.example"),
        Neighbour("oliver.king", "Oliver King", "oliver.king@mail.example"),
        Neighbour("grace_events", "Grace Ndiaye", "grace@events.example"),
        Neighbour("nadia.cooks", "Nadia Rahman", "nadia@cooks.example"),
        Neighbour("peter_lowe", "Peter Lowe", "peter.lowe@mail.example"),
        Neighbour("ruthwrites", "Ruth Abbott", "ruth@writes.example"),
        Neighbour("sam_abroad", "Sam Doyle", "sam.doyle@mail.example"),
        Neighbour("hannahfox", "Hannah Fox", "hannah.fox@mail.example"),
        Neighbour("dan_ellis", "Daniel Ellis", "daniel.ellis@mail.example"),
        Neighbour("alice.moor", "Alice Moor", "alice.moor@mail.example"),
    ),
    praise=(
        "This looks wonderful!", "Now I am hungry.", "My favourite, every single week.", "Greetings from the third floor!",
        "Nothing beats Dawn Lane's bread on a Monday.", "Saving this for Sunday.", "You make our street better.", "Rolls from Dawn Lane, and the day can begin.",
        "I tried this and it worked, thank you!", "The smell alone is worth getting up for.",
    ),
    talks=_TALKS,
    products=(
        Product("Gift box “Good Morning”", 2900), Product("Seeded rye, 1 kg", 620), Product("Almond biscuits", 750),
        Product("Apple butter", 540), Product("Saturday basket", 1850),
    ),
    ideas=(
        Line(_BEHIND, "Film how a loaf is scored, twenty seconds, without words"),
        Line(_KNOW, "Five things to do with yesterday's bread"),
        Line(_PEOPLE, "Ask Mrs Hughes whether we may show her jam"),
        Line(_ASK, "Vote: which seeds on the new loaf?"),
        Line(_SELL, "Show what is in the gift box"),
        Line(_KNOW, "Recipe for the cardamom buns, for home ovens"),
    ),
    saved_replies=(
        ("Opening hours", "Good morning, {customer_name}! We are open Monday to Saturday from seven to six, and on Sundays"
         " from eight to one. See you!"),
        ("Something went wrong", "{customer_name}, I am sorry that {product} was not as it should be. You will hear from"
         " me by {deadline}. {my_name}"),
        ("Put aside", "Of course, {customer_name}: {product} is put aside in your name until closing time."),
    ),
    strategy={
        "audience": "People within half an hour's walk who cook at home, and former neighbours who order boxes.",
        "competitors": "The supermarket posts prices every day and never answers. The bakery on the square shows beautiful"
        " pictures, but no people.",
        "content": "Work at night, bread knowledge, our neighbours. One post in five may sell.",
        "care": "We answer within the day, complaints within the hour. We apologise first and look for reasons later.",
        "tracking": "Orders in the online shop, comments, followers; looked at on the first Monday of the month.",
        "dos": "Name people. Show hands and flour. Ask before we photograph anybody.",
        "donts": "No discounts in every post. No arguing. No promises about health.",
    },
    changed={
        "content": "Work at night, bread knowledge, our neighbours, and one question a week. One post in five may sell.",
        "dos": "Name people. Show hands and flour. Ask before we photograph anybody. Post on Saturday mornings.",
    },
    reason="Questions got twice as many answers as offers, so there is one every week now.",
    goal="More orders from the online shop",
    wanted="Post four times a week and answer everybody within a day.",
    happened="We kept to four posts, except in the week of the flu. Questions and pictures from the night shift were"
    " answered most; offers were passed over. Two messages lay for three days.",
    decisions="One question a week. Emily looks at the messages at ten and at four.",
    drafts=(
        Line(_KNOW, "Five things to do with yesterday's bread. Number three saves every Sunday evening."),
        Line(_PEOPLE, "The choir next door rehearses on Tuesdays, and we bake to it. Today they came to say thank you."),
        Line(_BEHIND, "What is in our flour? A short walk with our miller."),
    ),
    planned=(
        (Line(_ASK, "Poppy seed or sesame? Tomorrow we bake what you choose. Write it below, we count until six."),
         "Poppy seed or sesame? We bake what you choose."),
        (Line(_BEHIND, "Three o'clock, the first loaves go in. Emily fills the basket, Ola watches the fire, and the"
              " cat from number nine watches both."), "Three o'clock. The first loaves go in, and the cat watches."),
        (Line(_KNOW, "As promised: the cardamom buns for home ovens. 500 g of flour, 250 ml of milk, 60 g of butter, 2"
              " teaspoons of cardamom and a night in the fridge. The rest is patience."),
         "The cardamom buns for home ovens: a night in the fridge, and patience. The recipe is in our shop window."),
        (Line(_SELL, "Saturday baskets can be reserved from today: two loaves, six rolls and a cake of your choice."),
         "Saturday baskets can be reserved from today."),
    ),
    same=Line(_PEOPLE, "38 loaves went to the food bank this week. Thank you to everybody who bought one more than they needed."),
    bread_alt="A round loaf of bread with a golden crust, on a blue cloth",
    flower_alt="A yellow flower beside two rolls on a wooden table",
)  # fmt: skip
