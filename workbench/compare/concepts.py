"""Groups of words that news uses for the same kind of event, person or thing.

A group is weaker evidence than the same word: two reports of one event choose different words for
it, but so do reports of two events of one kind. `links` therefore gives the group and its members
together the weight of one ordinary word.
"""

from functools import lru_cache

from workbench.compare.stems import stem

GROUP = "#"
"""Begins the name of a group, which no word can."""

_GROUPS = """\
    die died dies dying dead death deaths deadly fatal fatally fatality fatalities kill kills \
      killed killing killer slain slay slaying murder murdered murderer homicide manslaughter \
      victim victims lethal perish perished toll
    shoot shoots shot shooting shootings shooter gun guns gunman gunmen gunfire gunshot fired \
      firearm rifle pistol
    injure injured injures injuring injury injuries wound wounded wounds hurt maimed casualty \
      casualties
    arrest arrested arrests arresting detain detained detains detention custody jailed jail \
      imprison imprisoned imprisonment prison prisoner prisoners apprehend apprehended capture \
      captured captures seize seized nabbed held
    charge charged charges accuse accused accuses accusation accusations indict indicted \
      indictment allege alleged allegedly allegation allegations suspect suspected suspects \
      suspicion
    court trial judge jury tried prosecutor prosecutors prosecute lawsuit sue sued hearing \
      plea
    convict convicted conviction guilty sentence sentenced sentencing verdict
    police officer officers cop cops detective detectives sheriff deputies deputy \
      investigators
    escape escaped escapes escaping flee fled flees fleeing flight exit exits left leave \
      leaves leaving depart departed departure departures rescue rescued evade evaded extraction \
      freed freedom
    enter entered entering arrive arrived arrival arrives reach reached refuge shelter \
      sheltered sheltering hide hid hiding hidden harbor harboring harbour
    hire hired hires hiring appoint appointed appoints appointment appointing name named names \
      naming pick picked picks choose chose chosen choice select selected nominate nominated \
      nomination nominee tap tapped replace replaced replaces replacement replacing successor \
      succeed succeeds takes
    dismiss dismissed dismisses dismissal oust ousted sack sacked axe axed resign resigned \
      resignation quit quits step stepped stepping
    buy buys bought buying acquire acquired acquires acquiring acquisition purchase purchased \
      purchases purchasing takeover merger deal
    sell sold sells selling sale sales
    win wins won winning victory victories beat beats beaten defeat defeated triumph \
      victorious champion champions
    lose lost losing loss losses losers fell
    crash crashed crashes collision collide collided accident wreck smash smashed struck \
      strike hit hits
    drunk drunken dui dwi intoxicated alcohol impaired drinking
    earthquake earthquakes quake quakes tremor tremors temblor aftershock aftershocks \
      magnitude seismic richter
    storm storms hurricane cyclone typhoon tornado flood floods flooding flooded
    fire fires blaze blazes burn burned burning burnt arson arsonist wildfire flames
    bomb bombs bombed bombing bombings explosion explosions explode exploded blast blasts \
      detonated
    attack attacks attacked attacker attackers assault assaulted assaults raid raids raided \
      ambush strike strikes airstrike airstrikes offensive
    steal steals stole stolen theft thief thieves rob robbed robber robbers robbery heist \
      burglary burglar looted
    announce announces announced announcement announcing unveil unveils unveiled reveal \
      revealed reveals launch launches launched launching introduce introduced introduces \
      introduction release released releases debut debuts debuted
    protest protests protested protester protesters protesting demonstration demonstrations \
      demonstrators rally rallies riot riots rioting rioters unrest
    elect elected election elections vote votes voted voting voters ballot poll polls
    negotiate negotiated negotiates negotiation negotiations talks agreement agreed agree pact \
      accord treaty ceasefire truce dialogue
    search searched searching searches hunt manhunt hunting
    find finds found finding discover discovered discovery discovers recovered
    doctor doctors physician physicians surgeon surgeons medical
    employee employees worker workers staff staffer colleague colleagues coworker coworkers
    company companies firm firms corporation business
    boat boats ship ships vessel vessels ferry tanker
    pirate pirates piracy hijack hijacked hijackers hijacking
    plane planes aircraft jet jets airplane airliner helicopter
    car cars vehicle vehicles truck trucks automobile suv
    child children kid kids boy boys girl girls teen teens teenager teenagers youth toddler
    woman women wife mother lady
    man men husband father guy
    film films movie movies
    leader leaders leadership head chief boss
    embassy residence compound consulate mission
    increase increased increases rise rises rose rising grow grew growth climb jump jumped \
      soar soared surge surged
    decrease decreased decline declined declines drop dropped fall falls fell falling cut cuts \
      reduce reduced slump plunge plunged
    build built builds building construct constructed construction
    begin began begins begun beginning start started starts starting
    end ended ends ending finish finished finishes conclude concluded
"""


@lru_cache(maxsize=1)
def concepts() -> dict[str, tuple[str, ...]]:
    """Map stems to the names of their groups."""
    found: dict[str, tuple[str, ...]] = {}
    for line in _GROUPS.replace("\\\n", " ").split("\n"):
        members = line.split()
        for member in dict.fromkeys(stem(word) for word in members):
            found[member] = (*found.get(member, ()), GROUP + members[0])
    return found


def concepts_of(stems: frozenset[str]) -> frozenset[str]:
    """The groups that any of the stems belong to."""
    known = concepts()
    return frozenset(name for one in stems for name in known.get(one, ()))
