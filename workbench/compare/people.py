"""Nouns for persons, and for what befell them: `deaths` count people too."""

from functools import lru_cache

from workbench.compare.stems import stem

_PERSONS = """people person man woman child boy girl adult teenager teen member figure leader hero
individual civilian prisoner detainee hostage victim resident citizen migrant refugee dissident
opponent activist official officer soldier policeman police troop fighter rebel militant gunman
suspect passenger worker employee student pupil teacher doctor nurse patient survivor protester
demonstrator journalist reporter lawyer politician lawmaker senator minister aide ally candidate
voter supporter survivor relative mother father son daughter brother sister wife husband friend
colleague customer visitor tourist guest player fan pilot sailor crew driver climber hiker farmer
fisherman firefighter rescuer guard inmate convict criminal attacker shooter terrorist pirate
others inhabitant villager foreigner national american european exile fugitive captive escapee
personnel staff scientist expert judge juror witness accuser plaintiff defendant
family death fatality casualty injury arrest"""


@lru_cache(maxsize=1)
def _persons() -> frozenset[str]:
    return frozenset(stem(word) for word in _PERSONS.split())


@lru_cache(maxsize=1)
def _irregular() -> frozenset[str]:
    return frozenset(stem(word) for word in ("men", "women", "children", "people", "policemen"))


def is_person_noun(noun_stem: str) -> bool:
    """Whether a noun, given by its stem, means persons."""
    return noun_stem in _persons() or noun_stem in _irregular()
