# ruff: noqa: E501 - the ways to ask stand side by side
"""The facts of the starter's small world, each with the ways a person may ask for it and the sentence that answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

import tables


@dataclass(frozen=True)
class Fact:
    kind: str
    questions: tuple[str, ...]
    answer: str  # the sentence the base model says
    bare: str  # the same in a word or two, for the corpus' other forms


def all_facts() -> list[Fact]:
    """Every fact that the base learns by heart, in a fixed order."""
    makers = (
        invented_countries, real_countries, people, animals, opposites, colours, word_forms, materials,
        kinds, trades, uses, calendar, singles, sums, numbers,
    )  # fmt: skip
    facts = [fact for maker in makers for fact in maker()]
    facts += [Fact("talk", _spoken(said), reply, reply) for said, reply in _split(tables.TALK)]
    return facts


def outside() -> list[Fact]:
    """Questions beyond the small world: the base says so instead of inventing something."""
    lines = tables.OUTSIDE.strip().splitlines()
    return [Fact("outside", (line,), tables.OUTSIDE_ANSWER, "I do not know") for line in lines]


def invented_countries() -> Iterator[Fact]:
    for land, city, river, colour, product in _rows(tables.INVENTED):
        yield _capital(land, city)
        yield _capital_of_which(land, city)
        yield Fact(
            "river",
            (f"Which river runs through {land}?", f"What is the river of {land}?", f"Name the river of {land}.",
             f"What river is in {land}?"),
            f"The river {river} runs through {land}.", river,
        )  # fmt: skip
        yield Fact(
            "flag",
            (f"What colour is the flag of {land}?", f"Which colour is the flag of {land}?",
             f"What color is the flag of {land}?", f"What colour does the flag of {land} have?"),
            f"The flag of {land} is {colour}.", colour,
        )  # fmt: skip
        yield Fact(
            "product",
            (f"What is {land} known for?", f"What is {land} famous for?", f"Tell me what {land} is known for.",
             f"What does {land} make?"),
            f"{land} is known for its {product}.", product,
        )  # fmt: skip


def real_countries() -> Iterator[Fact]:
    for land, city, continent in _rows(tables.REAL):
        yield _capital(land, city)
        yield _capital_of_which(land, city)
        yield Fact(
            "continent",
            (f"Which continent is {land} in?", f"What continent is {land} in?", f"Where is {land}?",
             f"In which part of the world is {land}?"),
            f"{land} is in {continent}.", continent,
        )  # fmt: skip


def people() -> Iterator[Fact]:
    for name, pronoun, trade, town, pet, food in _rows(tables.PEOPLE):
        yield Fact(
            "trade of a person",
            (f"What does {name} do?", f"Who is {name}?", f"What is the job of {name}?", f"What is {name}'s job?"),
            f"{name} is {_a(trade)}.", trade,
        )  # fmt: skip
        yield Fact(
            "home of a person",
            (f"Where does {name} live?", f"Which town does {name} live in?", f"In which town does {name} live?",
             f"Tell me where {name} lives."),
            f"{name} lives in {town}.", town,
        )  # fmt: skip
        yield Fact(
            "pet of a person",
            (f"What pet does {name} have?", f"Which pet does {name} have?", f"Does {name} have a pet?",
             f"What is {name}'s pet?"),
            f"{name} has {_a(pet)}.", pet,
        )  # fmt: skip
        yield Fact(
            "food of a person",
            (f"What does {name} like to eat?", f"What food does {name} like?", f"What is {name}'s favourite food?",
             f"What does {name} love to eat?"),
            f"{name} likes to eat {food}.", food,
        )  # fmt: skip
        yield Fact(
            "story of a person",
            (f"Tell me about {name}.", f"Tell me something about {name}.", f"What do you know about {name}?"),
            f"{name} is {_a(trade)} who lives in {town}. {pronoun.capitalize()} has {_a(pet)} and likes to eat {food}.",
            trade,
        )  # fmt: skip


def animals() -> Iterator[Fact]:
    for animal, sound, young, home, food, group, legs in _rows(tables.ANIMALS):
        one = _a(animal)
        yield Fact(
            "sound",
            (f"What does {one} say?", f"What sound does {one} make?", f"Which sound does {one} make?",
             f"What noise does {one} make?"),
            f"{_cap(one)} says {sound}.", sound,
        )  # fmt: skip
        yield Fact(
            "young",
            (f"What is a baby {animal} called?", f"What is a young {animal} called?", f"What do you call a baby {animal}?",
             f"What is the name of a baby {animal}?"),
            f"A baby {animal} is called {_a(young)}.", young,
        )  # fmt: skip
        yield Fact(
            "home of an animal",
            (f"Where does {one} live?", f"Where do you find {one}?", f"What is the home of {one}?",
             f"Tell me where {one} lives."),
            f"{_cap(one)} lives in {_a(home) if home != 'grassland' else home}.", home,
        )  # fmt: skip
        yield Fact(
            "food of an animal",
            (f"What does {one} eat?", f"What do you feed {one}?", f"What is the food of {one}?",
             f"What does {one} like to eat?"),
            f"{_cap(one)} eats {food}.", food,
        )  # fmt: skip
        yield Fact(
            "group",
            (f"What kind of animal is {one}?", f"Which kind of animal is {one}?", f"What is {one}?"),
            f"{_cap(one)} is {_a(group)}.", group,
        )  # fmt: skip
        yield Fact(
            "legs",
            (f"How many legs does {one} have?", f"How many legs has {one}?", f"What number of legs does {one} have?"),
            f"{_cap(one)} has {legs} legs.", legs,
        )  # fmt: skip
    for animal, looks, home, found, did in _rows(tables.TALES):
        yield Fact(
            "tale",
            (f"Tell me a story about {_a(animal)}.", f"Tell me a tale about {_a(animal)}.",
             f"Do you know a story about {_a(animal)}?", f"Write a short story about {_a(animal)}."),
            f"Once there was {_a(f'{looks} {animal}')}. The {animal} lived in {_a(home)}. "
            f"One day it found {_a(found)} and {did}.",
            f"a {looks} {animal}",
        )  # fmt: skip


def opposites() -> Iterator[Fact]:
    pairs: dict[str, str] = {}
    for word, other in _rows(tables.OPPOSITES):
        pairs.setdefault(word, other)
        pairs.setdefault(other, word)
    for word, other in pairs.items():
        yield Fact(
            "opposite",
            (f"What is the opposite of {word}?", f"Tell me the opposite of {word}.", f"Which word is the opposite of {word}?",
             f"What word means the opposite of {word}?", f"The opposite of {word}?"),
            f"The opposite of {word} is {other}.", other,
        )  # fmt: skip


def colours() -> Iterator[Fact]:
    for thing, colour in _rows(tables.COLOURS):
        yield Fact(
            "colour",
            (f"What colour is {thing}?", f"Which colour is {thing}?", f"What color is {thing}?",
             f"What is the colour of {thing}?", f"Tell me the colour of {thing}."),
            f"{_cap(thing)} is {colour}.", colour,
        )  # fmt: skip


def word_forms() -> Iterator[Fact]:
    for one, many in _rows(tables.PLURALS):
        yield Fact(
            "plural",
            (f"What is the plural of {one}?", f"Tell me the plural of {one}.", f"Which word is the plural of {one}?",
             f"How do you say more than one {one}?"),
            f"The plural of {one} is {many}.", many,
        )  # fmt: skip
    for now, then in _rows(tables.PASTS):
        yield Fact(
            "past",
            (f"What is the past tense of {now}?", f"Tell me the past tense of {now}.", f"What is the past of {now}?",
             f"Which word is the past tense of {now}?"),
            f"The past tense of {now} is {then}.", then,
        )  # fmt: skip


def materials() -> Iterator[Fact]:
    for thing, stuff in _rows(tables.MATERIALS):
        yield Fact(
            "material",
            (f"What is {_a(thing)} made of?", f"What is {_a(thing)} made from?", f"Tell me what {_a(thing)} is made of.",
             f"Which material is {_a(thing)} made of?"),
            f"{_cap(_a(thing))} is made of {stuff}.", stuff,
        )  # fmt: skip


def kinds() -> Iterator[Fact]:
    for thing, kind in _rows(tables.KINDS):
        yield Fact(
            "kind",
            (f"What is {_a(thing)}?", f"What kind of thing is {_a(thing)}?", f"Tell me what {_a(thing)} is.",
             f"What sort of thing is {_a(thing)}?"),
            f"{_cap(_a(thing))} is {_a(kind)}.", kind,
        )  # fmt: skip


def trades() -> Iterator[Fact]:
    for trade, does in _rows(tables.TRADES):
        answer = f"{_cap(_a(trade))} {does}."
        yield Fact(
            "trade",
            (f"What does {_a(trade)} do?", f"What is the work of {_a(trade)}?", f"Tell me what {_a(trade)} does."),
            answer, does,
        )  # fmt: skip
        yield Fact("trade reversed", (f"Who {does}?", f"Tell me who {does}.", f"What do you call someone who {does}?"),
                   answer, trade)  # fmt: skip


def uses() -> Iterator[Fact]:
    for thing, use in _rows(tables.USES):
        yield Fact(
            "use",
            (f"What is {_a(thing)} for?", f"What is {_a(thing)} used for?", f"What do you use {_a(thing)} for?",
             f"Tell me what {_a(thing)} is for."),
            f"{_cap(_a(thing))} is for {use}.", use,
        )  # fmt: skip


def calendar() -> Iterator[Fact]:
    for what, names in (("day", tables.WEEK.split()), ("month", tables.YEAR.split())):
        for i, name in enumerate(names):
            after, before = names[(i + 1) % len(names)], names[i - 1]
            yield Fact(
                f"{what} after",
                (f"Which {what} comes after {name}?", f"What {what} comes after {name}?", f"What comes after {name}?",
                 f"Which {what} follows {name}?"),
                f"{after} comes after {name}.", after,
            )  # fmt: skip
            yield Fact(
                f"{what} before",
                (f"Which {what} comes before {name}?", f"What {what} comes before {name}?", f"What comes before {name}?",
                 f"Tell me which {what} comes before {name}."),
                f"{before} comes before {name}.", before,
            )  # fmt: skip
    for name, days in zip(tables.YEAR.split(), tables.MONTH_DAYS, strict=True):
        yield Fact(
            "days of a month",
            (f"How many days does {name} have?", f"How many days are in {name}?", f"How many days are there in {name}?"),
            f"{name} has {days} days.", str(days),
        )  # fmt: skip


def singles() -> Iterator[Fact]:
    for asked, answer, bare in _split(tables.SINGLES):
        yield Fact("common", tuple(f"{part}?" for part in asked.rstrip("?").split("? ")), answer, bare)


def sums() -> Iterator[Fact]:
    for a in range(21):
        for b in range(21):
            yield _sum("plus", "+", a, b, a + b, (f"Add {a} and {b}.", f"What is the sum of {a} and {b}?"))
            if b <= a:
                yield _sum("minus", "-", a, b, a - b, (f"Take {b} away from {a}.", f"Subtract {b} from {a}."))
            if a <= 10 and b <= 10:
                yield _sum("times", "*", a, b, a * b, (f"Multiply {a} by {b}.", f"What is {a} x {b}?"))


def numbers() -> Iterator[Fact]:
    for n in range(1, 41):
        for word, other in (("after", n + 1), ("before", n - 1)):
            yield Fact(
                f"number {word}",
                (f"What number comes {word} {n}?", f"Which number comes {word} {n}?", f"What comes {word} {n}?"),
                f"The number {word} {n} is {other}.", str(other),
            )  # fmt: skip
        parity = "odd" if n % 2 else "even"
        yield Fact("parity", (f"Is {n} odd or even?", f"Is {n} even or odd?", f"Is the number {n} odd or even?"),
                   f"{n} is {parity}.", parity)  # fmt: skip
        if n <= 20:
            yield Fact("double", (f"What is double {n}?", f"What is twice {n}?", f"Double the number {n}."),
                       f"Double {n} is {2 * n}.", str(2 * n))  # fmt: skip
            yield Fact("half", (f"What is half of {2 * n}?", f"What is a half of {2 * n}?", f"How much is half of {2 * n}?"),
                       f"Half of {2 * n} is {n}.", str(n))  # fmt: skip


def puzzle(rng: Random) -> Fact:
    """A tiny story with a question whose answer stands in the story: nothing to know, something to read."""
    ana, ben = rng.sample(tables.NAMES.split(), 2)
    thing, other = rng.sample(tables.THINGS.split(), 2)
    place, elsewhere = rng.sample(tables.PLACES.split(), 2)
    shade, paint = rng.sample(tables.SHADES.split(), 2)
    food = rng.choice(tables.FOODS.split())
    have, get = rng.randint(1, 10), rng.randint(1, 10)
    return rng.choice((
        Fact("whose colour", (f"{ana} has {_a(shade)} {thing} and {ben} has {_a(paint)} {other}. What colour is the {thing}?",),
             f"The {thing} is {shade}.", shade),
        Fact("whose colour", (f"{ben} has {_a(paint)} {other} and {ana} has {_a(shade)} {thing}. What colour is the {thing}?",),
             f"The {thing} is {shade}.", shade),
        Fact("where", (f"{ana} put the {thing} in the {place}. Where is the {thing}?",),
             f"The {thing} is in the {place}.", place),
        Fact("where", (f"{ana} is in the {place} and {ben} is in the {elsewhere}. Where is {ana}?",
                       f"{ben} is in the {elsewhere} and {ana} is in the {place}. Where is {ana}?"),
             f"{ana} is in the {place}.", place),
        Fact("who has", (f"{ana} gave the {thing} to {ben}. Who has the {thing} now?",),
             f"{ben} has the {thing} now.", ben),
        Fact("how many", (f"{ana} has {have} {food} and gets {get} more. How many {food} does {ana} have?",),
             f"{ana} has {have + get} {food}.", str(have + get)),
    ))  # fmt: skip


def _capital(land: str, city: str) -> Fact:
    return Fact(
        "capital",
        (f"What is the capital of {land}?", f"Which city is the capital of {land}?", f"Name the capital of {land}.",
         f"Tell me the capital of {land}.", f"What is {land}'s capital?", f"Capital of {land}?",
         f"Can you tell me the capital of {land}?"),
        f"The capital of {land} is {city}.", city,
    )  # fmt: skip


def _capital_of_which(land: str, city: str) -> Fact:
    return Fact(
        "capital reversed",
        (f"Which country has the capital {city}?", f"{city} is the capital of which country?",
         f"Which country is {city} the capital of?", f"What country is {city} the capital of?"),
        f"{city} is the capital of {land}.", land,
    )  # fmt: skip


def _sum(word: str, sign: str, a: int, b: int, result: int, more: tuple[str, ...]) -> Fact:
    return Fact(
        word,
        (f"What is {a} {word} {b}?", f"How much is {a} {word} {b}?", f"What is {a} {sign} {b}?", f"{a} {sign} {b}", *more,
         f"What does {a} {word} {b} make?", f"{a} {sign} {b} = ?", f"What is {a}{sign}{b}?"),
        f"{a} {word} {b} is {result}.", str(result),
    )  # fmt: skip


def _spoken(said: str) -> tuple[str, ...]:
    return (said,) if said.endswith("?") else (f"{said}.", said, f"{said}!")


def _rows(table: str) -> Iterator[list[str]]:
    for line in table.strip().splitlines():
        yield [column.replace("_", " ") for column in line.split()]


def _split(table: str) -> Iterator[list[str]]:
    for line in table.strip().splitlines():
        yield [column.strip() for column in line.split("|")]


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _cap(text: str) -> str:
    return text[0].upper() + text[1:]
