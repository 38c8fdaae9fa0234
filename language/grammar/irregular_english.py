"""English words whose forms a stemmer cannot bring together: went and go, children and child."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

# Each line: the plain form, then its other forms.
_FORMS = """
beat beaten
become became
begin began begun
bite bit bitten
blow blew blown
break broke broken
bring brought
build built
burn burnt
buy bought
catch caught
choose chose chosen
come came
deal dealt
dig dug
draw drew drawn
dream dreamt
drink drank drunk
drive drove driven
eat ate eaten
fall fell fallen
feed fed
feel felt
fight fought
find found
fly flew flown
forget forgot forgotten
forgive forgave forgiven
freeze froze frozen
give gave given
go went gone goes
grow grew grown
hang hung
hear heard
hide hid hidden
hold held
keep kept
know knew known
lead led
learn learnt
leave left
lend lent
lose lost
make made
mean meant
meet met
pay paid
ride rode ridden
ring rang rung
rise rose risen
run ran
say said
see saw seen
seek sought
sell sold
send sent
shake shook shaken
shoot shot
show shown
shrink shrank shrunk
sing sang sung
sink sank sunk
sit sat
sleep slept
speak spoke spoken
spend spent
stand stood
steal stole stolen
stick stuck
swear swore sworn
sweep swept
swim swam swum
take took taken
teach taught
tear tore torn
tell told
think thought
throw threw thrown
understand understood
wake woke woken
wear wore worn
win won
withdraw withdrew withdrawn
write wrote written
child children
foot feet
life lives
man men
person people
tooth teeth
wife wives
woman women
mouse mice
"""


@cache
def irregular() -> Mapping[str, str]:
    """Return the plain form of every irregular form."""
    lines = (line.split() for line in _FORMS.split("\n") if line)
    return MappingProxyType({form: plain for plain, *forms in lines for form in forms})
