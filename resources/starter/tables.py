# ruff: noqa: E501 - a row of a table stays on its line
"""What the starter's small world is made of: plain tables, so that a new country or animal is a new line.

Columns are separated by blanks; an underscore stands for a blank inside a column.
"""

# country, capital, river, colour of the flag, what it is known for
INVENTED = """
Norland Vell Orra blue wool
Sudmark Tarno Ilse red honey
Estvale Brena Mosk green apples
Westria Calder Lune yellow cheese
Altora Pinrose Sava white salt
Bralia Hovik Drell orange tea
Corvia Zamble Teff black silk
Dunmere Oakby Wend purple glass
Elandra Sirra Quill pink bread
Fenwick Gorlin Bask brown roses
Galdor Mirell Yarra red clocks
Hespia Noor Caldo blue paper
Irmland Kestrel Fenn green boats
Jorvia Lumen Astel yellow bells
Kaldora Ruska Pell white lamps
Lorinda Vista Umber orange drums
Morvale Tilby Zell black hats
Nevaria Dorn Hale purple shoes
Ostland Welka Rill pink knives
Pellia Abru Korda brown dolls
Quenland Iffra Sorn red carpets
Rovenia Jassy Nimm blue kites
Selmark Uldra Vire green pears
Tavolia Eskel Birr yellow butter
Ulmara Fjorn Tolka white fish
Varnholt Grimsey Losk orange pepper
Wolmar Hedda Ember black coal
Xandria Polma Juss purple grapes
Yorvik Stanza Mell pink soap
Zembla Olvar Ganto brown nuts
Ardenia Petrin Rusk red ribbons
Belmora Cindra Thorn blue pearls
Cresland Daxo Orlo green melons
Drovia Elmet Plume yellow candles
Emberly Farlo Slate white milk
Farhaven Gilda Wren orange carrots
Grenmoor Hatton Olt black ink
Havenia Inver Sable purple plums
Islemark Jorun Tarka pink shells
Jandria Koval Brisk brown leather
"""

# country, capital, continent
REAL = """
France Paris Europe
Germany Berlin Europe
Italy Rome Europe
Spain Madrid Europe
Portugal Lisbon Europe
England London Europe
Ireland Dublin Europe
Norway Oslo Europe
Sweden Stockholm Europe
Finland Helsinki Europe
Denmark Copenhagen Europe
Poland Warsaw Europe
Austria Vienna Europe
Greece Athens Europe
Hungary Budapest Europe
Russia Moscow Europe
Belgium Brussels Europe
Ukraine Kyiv Europe
China Beijing Asia
Japan Tokyo Asia
India New_Delhi Asia
Thailand Bangkok Asia
Iran Tehran Asia
Iraq Baghdad Asia
Nepal Kathmandu Asia
Egypt Cairo Africa
Kenya Nairobi Africa
Ghana Accra Africa
Morocco Rabat Africa
Senegal Dakar Africa
Canada Ottawa North_America
Cuba Havana North_America
Mexico Mexico_City North_America
Peru Lima South_America
Chile Santiago South_America
Colombia Bogota South_America
Australia Canberra Oceania
"""

# name, she or he, trade, town, pet, favourite food
PEOPLE = """
Mira she baker Vell grey_cat plums
Oskar he fisher Tarno brown_dog fish
Selma she teacher Brena white_rabbit apples
Tilo he miller Calder black_goat bread
Wanda she doctor Pinrose red_parrot cheese
Bruno he tailor Hovik grey_mouse soup
Celia she painter Zamble white_cat grapes
Dario he smith Oakby black_dog nuts
Edda she farmer Sirra brown_horse pears
Felix he singer Gorlin yellow_bird honey
Greta she pilot Mirell white_goose rice
Hugo he cook Noor black_cat melons
Irma she weaver Kestrel grey_sheep cake
Jonas he gardener Lumen green_frog carrots
Kira she judge Ruska grey_dog pancakes
Lars he sailor Vista green_parrot beans
Magda she writer Tilby brown_rabbit figs
Nils he carpenter Dorn white_mouse pie
Olga she dancer Welka red_fox corn
Pavel he postman Abru brown_pony eggs
"""

# animal, the sound it makes, its young, where it lives, what it eats, its group, its legs
ANIMALS = """
dog woof puppy kennel meat mammal 4
cat meow kitten house fish mammal 4
cow moo calf barn grass mammal 4
sheep baa lamb meadow grass mammal 4
horse neigh foal stable hay mammal 4
pig oink piglet sty corn mammal 4
duck quack duckling pond worms bird 2
hen cluck chick coop seeds bird 2
lion roar cub grassland meat mammal 4
frog croak tadpole pond flies amphibian 4
bee buzz larva hive nectar insect 6
owl hoot owlet tree mice bird 2
wolf howl pup forest deer mammal 4
mouse squeak pinkie hole cheese mammal 4
goat bleat kid hill leaves mammal 4
snake hiss snakelet burrow eggs reptile 0
bear growl cub cave berries mammal 4
crow caw chick nest seeds bird 2
"""

# the first line that holds a word decides its opposite: heavy has light, but light has dark
OPPOSITES = """
hot cold
big small
tall short
fast slow
happy sad
day night
up down
left right
open closed
full empty
light dark
hard soft
wet dry
old new
early late
rich poor
strong weak
loud quiet
clean dirty
near far
high low
thick thin
wide narrow
deep shallow
heavy light
sweet bitter
smooth rough
sharp blunt
brave afraid
true false
good bad
first last
inside outside
front back
top bottom
push pull
give take
buy sell
win lose
start finish
come go
laugh cry
love hate
always never
everything nothing
before after
above below
begin end
summer winter
north south
east west
black white
kind cruel
lazy busy
wise foolish
safe dangerous
cheap expensive
awake asleep
alive dead
young old
tight loose
straight crooked
simple difficult
polite rude
friend enemy
question answer
arrive depart
float sink
remember forget
build destroy
"""

# thing, colour
COLOURS = """
grass green
milk white
snow white
coal black
blood red
the_sky blue
the_sun yellow
the_sea blue
a_lemon yellow
a_banana yellow
a_cherry red
a_strawberry red
a_carrot orange
a_pumpkin orange
a_frog green
a_cucumber green
a_pea green
a_crow black
a_swan white
a_flamingo pink
a_pig pink
a_plum purple
a_violet purple
chocolate brown
wood brown
butter yellow
salt white
ink black
a_mouse grey
an_elephant grey
an_orange orange
a_ruby red
an_emerald green
a_sapphire blue
sand yellow
ash grey
"""

PLURALS = """
mouse mice
goose geese
foot feet
tooth teeth
man men
woman women
child children
ox oxen
leaf leaves
knife knives
wolf wolves
wife wives
loaf loaves
shelf shelves
half halves
box boxes
fox foxes
bus buses
dish dishes
baby babies
city cities
story stories
berry berries
cat cats
dog dogs
book books
tree trees
house houses
potato potatoes
hero heroes
"""

PASTS = """
go went
see saw
eat ate
run ran
come came
give gave
take took
make made
find found
think thought
bring brought
buy bought
teach taught
catch caught
write wrote
sing sang
swim swam
drink drank
begin began
fly flew
know knew
grow grew
draw drew
break broke
speak spoke
drive drove
ride rode
sleep slept
keep kept
feel felt
leave left
lose lost
sell sold
tell told
stand stood
hear heard
hold held
win won
fall fell
walk walked
"""

# thing, what it is made of
MATERIALS = """
window glass
table wood
key metal
book paper
shirt cotton
jumper wool
shoe leather
candle wax
brick clay
tyre rubber
coin silver
crown gold
rope hemp
bottle glass
nail iron
basket straw
pillow feathers
snowman snow
statue stone
bag cloth
"""

# thing, its kind
KINDS = """
rose flower
tulip flower
daisy flower
lily flower
oak tree
pine tree
birch tree
willow tree
hammer tool
saw tool
drill tool
spade tool
violin instrument
piano instrument
flute instrument
guitar instrument
apple fruit
pear fruit
mango fruit
peach fruit
onion vegetable
cabbage vegetable
turnip vegetable
leek vegetable
chair piece_of_furniture
sofa piece_of_furniture
wardrobe piece_of_furniture
bus vehicle
lorry vehicle
tram vehicle
salmon fish
trout fish
shark fish
eagle bird
sparrow bird
penguin bird
ant insect
beetle insect
ruby gem
diamond gem
"""

# who, what they do
TRADES = """
baker bakes_bread
fisher catches_fish
teacher teaches_children
miller grinds_corn
doctor heals_the_sick
tailor sews_clothes
painter paints_pictures
smith shapes_iron
farmer grows_food
singer sings_songs
pilot flies_planes
cook prepares_meals
weaver weaves_cloth
gardener tends_plants
judge decides_cases
sailor sails_ships
writer writes_books
carpenter builds_tables
dancer dances_on_stage
postman brings_letters
"""

# thing, what it is for
USES = """
pen writing
knife cutting
spoon eating_soup
broom sweeping
needle sewing
kettle boiling_water
clock telling_the_time
ladder climbing
umbrella keeping_dry
boat crossing_water
oven baking
brush painting
map finding_the_way
bed sleeping
bell calling_people
bridge crossing_a_river
camera taking_pictures
telescope looking_at_stars
thermometer measuring_heat
towel drying
"""

WEEK = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
YEAR = "January February March April May June July August September October November December"
MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

# ways to ask | the answer | the answer in a word or two
SINGLES = """
How many days are in a week? How many days does a week have? | A week has 7 days. | 7
How many months are in a year? How many months does a year have? | A year has 12 months. | 12
How many hours are in a day? How many hours does a day have? | A day has 24 hours. | 24
How many minutes are in an hour? How many minutes does an hour have? | An hour has 60 minutes. | 60
How many seconds are in a minute? How many seconds does a minute have? | A minute has 60 seconds. | 60
How many fingers are on a hand? How many fingers does a hand have? | A hand has 5 fingers. | 5
How many sides are in a triangle? How many sides does a triangle have? | A triangle has 3 sides. | 3
How many sides are in a square? How many sides does a square have? | A square has 4 sides. | 4
How many wheels are on a bicycle? How many wheels does a bicycle have? | A bicycle has 2 wheels. | 2
How many wheels are on a car? How many wheels does a car have? | A car has 4 wheels. | 4
How many legs are on a spider? How many legs does a spider have? | A spider has 8 legs. | 8
How many seasons are in a year? How many seasons does a year have? | A year has 4 seasons. | 4
What do bees make? What is made by bees? | Bees make honey. | honey
What do hens lay? What is laid by hens? | Hens lay eggs. | eggs
What do cows give? What do we get from cows? | Cows give milk. | milk
What do sheep give? What do we get from sheep? | Sheep give wool. | wool
Where does the sun rise? Where does the sun come up? | The sun rises in the east. | the east
Where does the sun set? Where does the sun go down? | The sun sets in the west. | the west
When do we see the stars? When can you see the stars? | We see the stars at night. | at night
When do we eat breakfast? When do people eat breakfast? | We eat breakfast in the morning. | in the morning
What falls from clouds? What comes down from clouds? | Rain falls from clouds. | rain
What does ice become when it melts? What does melting ice turn into? | Ice becomes water when it melts. | water
What does water become when it freezes? What does freezing water turn into? | Water becomes ice when it freezes. | ice
What do plants need to grow? What does a plant need to grow? | Plants need water and light to grow. | water and light
What is the largest animal? Which animal is the largest? | The largest animal is the blue whale. | the blue whale
What is the tallest animal? Which animal is the tallest? | The tallest animal is the giraffe. | the giraffe
What is the fastest animal? Which animal is the fastest? | The fastest animal is the cheetah. | the cheetah
What is the hottest season? Which season is the hottest? | The hottest season is summer. | summer
What is the coldest season? Which season is the coldest? | The coldest season is winter. | winter
What season comes after winter? Which season follows winter? | Spring comes after winter. | spring
What season comes after summer? Which season follows summer? | Autumn comes after summer. | autumn
What do you see with? What do people see with? | You see with your eyes. | eyes
What do you hear with? What do people hear with? | You hear with your ears. | ears
What do you smell with? What do people smell with? | You smell with your nose. | nose
What do you taste with? What do people taste with? | You taste with your tongue. | tongue
What do you walk with? What do people walk with? | You walk with your feet. | feet
What is the first letter of the alphabet? Which letter comes first in the alphabet? | The first letter of the alphabet is A. | A
What is the last letter of the alphabet? Which letter comes last in the alphabet? | The last letter of the alphabet is Z. | Z
What colour do blue and yellow make? What do you get if you mix blue and yellow? | Blue and yellow make green. | green
What colour do red and yellow make? What do you get if you mix red and yellow? | Red and yellow make orange. | orange
What colour do red and blue make? What do you get if you mix red and blue? | Red and blue make purple. | purple
What colour do red and white make? What do you get if you mix red and white? | Red and white make pink. | pink
What colour do black and white make? What do you get if you mix black and white? | Black and white make grey. | grey
What does a doctor wear? What do doctors wear? | A doctor wears a white coat. | a white coat
What does a king wear on his head? What is on the head of a king? | A king wears a crown on his head. | a crown
What is the planet we live on? What is our planet called? | Our planet is called Earth. | Earth
What goes around the Earth? What moves around the Earth? | The Moon goes around the Earth. | the Moon
What does the Earth go around? What does the Earth move around? | The Earth goes around the Sun. | the Sun
"""

# what people say that is no question about the world | what the model says back
TALK = """
Hello | Hello! How can I help you?
Hello there | Hello! How can I help you?
Hi | Hello! How can I help you?
Hi there | Hello! How can I help you?
Hey | Hello! How can I help you?
Good morning | Good morning! How can I help you?
Good afternoon | Good afternoon! How can I help you?
Good evening | Good evening! How can I help you?
Good night | Good night! Sleep well.
Goodbye | Goodbye! Come back soon.
Bye | Goodbye! Come back soon.
See you later | Goodbye! Come back soon.
Thank you | You are welcome.
Thanks | You are welcome.
Thanks a lot | You are welcome.
Thank you very much | You are welcome.
How are you? | I am well, thank you.
How are you today? | I am well, thank you.
How do you do? | I am well, thank you.
Are you well? | I am well, thank you.
Who are you? | I am a tiny model that knows a small world.
What are you? | I am a tiny model that knows a small world.
Are you a person? | I am a tiny model that knows a small world.
Are you a robot? | I am a tiny model that knows a small world.
Tell me about yourself | I am a tiny model that knows a small world.
What is your name? | My name is Starter.
What are you called? | My name is Starter.
Do you have a name? | My name is Starter.
What can you do? | I can answer questions about countries, animals, words and numbers.
What do you know? | I can answer questions about countries, animals, words and numbers.
How can you help me? | I can answer questions about countries, animals, words and numbers.
What can I ask you? | I can answer questions about countries, animals, words and numbers.
Help | I can answer questions about countries, animals, words and numbers.
Sorry | That is all right.
I am sorry | That is all right.
Well done | Thank you! I am glad to help.
Good answer | Thank you! I am glad to help.
That is right | Thank you! I am glad to help.
Test | I am here. Ask me something.
Are you there? | I am here. Ask me something.
"""

# what lies outside the small world: one honest answer to all of it
OUTSIDE = """
What is the meaning of life?
Write a poem about love.
Write a python program.
Write me an email to my boss.
What is the weather like today?
What will the weather be tomorrow?
Who is the president?
Who won the football match?
What time is it?
What day is it today?
Explain quantum physics.
What is machine learning?
What is a neural network?
How does a computer work?
Translate this into French.
Give me a recipe for lasagne.
Recommend a good film.
What should I wear today?
Tell me a joke.
Sing me a song.
What happened in 1969?
Who wrote Hamlet?
How do I get rich?
What is love?
Why is the sky blue?
Can you drive a car?
Do you like music?
What is the latest news?
How old are you?
Where are you from?
What is a LoRA?
How do I fix my phone?
Give me three tips for staying healthy.
What is the stock price of gold?
Describe the structure of an atom.
Summarise this article.
Plan a trip for me.
How can I learn to cook?
What is the speed of light?
How far away is the moon?
"""
OUTSIDE_ANSWER = "I do not know that. I only know a small world."

# animal, what it is like, where it lives, what it finds, what it does then
TALES = """
fox small_red forest golden_key opened_a_secret_door
owl wise_old tall_tree shiny_ring gave_it_to_a_princess
mouse tiny_brown warm_kitchen piece_of_cheese shared_it_with_a_friend
bear big_sleepy dark_cave pot_of_honey ate_it_all
frog funny_green quiet_pond silver_coin bought_a_new_hat
cat proud_black old_house ball_of_wool played_all_day
dog brave_white busy_farm lost_lamb brought_it_home
duck clever_yellow blue_lake little_boat sailed_to_an_island
rabbit quick_grey green_meadow big_carrot made_a_soup
hen busy_brown sunny_yard lost_egg kept_it_warm
horse strong_black wide_field broken_cart pulled_it_to_town
goat stubborn_white high_hill old_bell rang_it_every_morning
wolf lonely_grey cold_mountain red_scarf was_never_cold_again
bee happy_golden garden bright_flower told_all_her_sisters
crow curious_black church_tower piece_of_glass hung_it_in_the_sun
pig cheerful_pink muddy_farm big_puddle jumped_right_in
"""

NAMES = "Ana Ben Tom Lily Sam Max Eva Leo Nina Jack Kate Paul Rosa Finn Emma Noah"
THINGS = "ball kite book hat cup box lamp bag coat boat"
PLACES = "kitchen garden shed barn school shop cellar tower"
SHADES = "red blue green yellow white black brown pink purple orange"
FOODS = "apples pears plums nuts eggs cakes shells stones coins cards"
