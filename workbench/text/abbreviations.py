"""Words that decide whether a full stop ends a sentence, lower case and without the last point."""


def _set(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


BEFORE_NAME = _set(
    "mr mrs ms mx dr prof gen sen rep reps sens gov lt col sgt capt cpl maj cmdr adm brig pres "
    "rev fr hon msgr supt insp det atty amb sec st ste mt ft vs v cf e.g i.e eg ie viz approx "
    "fig figs vol pp nos no nr art ch pt al ca op cit m mm mme mlle sra srta herr u.s.s h.m.s "
    "hr fru dott avv ing"
)
"""A name or a number has to follow: the full stop never ends a sentence."""

MAYBE_LAST = _set(
    "inc ltd co corp llc plc bros jr sr esq etc dept univ assn ave blvd rd hwy bldg est ret "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun "
    "ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont "
    "neb nev okla ore pa tenn tex va vt wash wis wyo a.m p.m am pm ph.d m.d b.a m.a b.c a.d "
    "d.c n.y u.s u.k u.n e.u u.a.e"
)
"""The full stop ends a sentence only before a usual first word."""

FIRST_WORDS = _set(
    "the a an he she it they we you i his her its their our my this that these those there here "
    "but and or so yet if when while after before since although though because as at by for "
    "from in on with without under over during despite however meanwhile according also still "
    "now then today later earlier last what who why how where which some many most all both "
    "each every no not one another officials police authorities"
)
"""Words that begin sentences more often than names."""
