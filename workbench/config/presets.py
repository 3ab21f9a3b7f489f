"""The schemes that come with the program, as data."""

from collections.abc import Mapping
from types import MappingProxyType

from workbench.config.scheme import Relation, Scheme, VerdictLabel
from workbench.domain.errors import WrongUse

DEFAULT = "averitec"

RELATIONS = (
    Relation("agree", "agrees", glyph="=", help="Both say the same."),
    Relation(
        "more_specific",
        "more specific",
        inverse="less specific",
        glyph=">",
        help="The first adds detail to the second; both can be true.",
    ),
    Relation("contradict", "contradicts", glyph="≠", help="They cannot both be true."),
    Relation(
        "differ",
        "differs",
        glyph="~",
        help="Same topic, other framing or attribution; not exclusive.",
    ),
    Relation("unrelated", "unrelated", glyph="∅", help="A pair that was looked at and rejected."),
)
ASPECTS = ("number", "date", "actor", "place", "cause", "quote", "framing")
VOICES = ("asserted", "attributed", "denied")
CERTAINTIES = ("certain", "probable", "possible")


def _scheme(name: str, *verdicts: VerdictLabel) -> Scheme:
    return Scheme(name, verdicts, RELATIONS, ASPECTS, VOICES, CERTAINTIES)


_SUP, _REF, _NEI, _CON = "SUPPORTS", "REFUTES", "NOT ENOUGH INFO", "NOT ENOUGH INFO"
_A_SUP, _A_REF = "Supported", "Refuted"
_A_NEI, _A_CON = "Not Enough Evidence", "Conflicting Evidence/Cherrypicking"

_AVERITEC = _scheme(
    "averitec",
    VerdictLabel("supported", "Supported", 2, "✓", fever=_SUP, averitec=_A_SUP),
    VerdictLabel("refuted", "Refuted", 1, "✗", fever=_REF, averitec=_A_REF),
    VerdictLabel(
        "not_enough_evidence", "Not Enough Evidence", None, "?", fever=_NEI, averitec=_A_NEI
    ),
    VerdictLabel(
        "conflicting",
        "Conflicting Evidence/Cherrypicking",
        None,
        "±",
        claimreview="Conflicting evidence",
        fever=_CON,
        averitec=_A_CON,
    ),
)

_FEVER = _scheme(
    "fever",
    VerdictLabel("supports", "Supports", 2, "✓", fever=_SUP, averitec=_A_SUP),
    VerdictLabel("refutes", "Refutes", 1, "✗", fever=_REF, averitec=_A_REF),
    VerdictLabel("not_enough_info", "Not enough info", None, "?", fever=_NEI, averitec=_A_NEI),
)

_GOOGLE5 = _scheme(
    "google5",
    VerdictLabel("true", "True", 5, "✓", fever=_SUP, averitec=_A_SUP),
    VerdictLabel("mostly_true", "Mostly true", 4, "◕", fever=_SUP, averitec=_A_SUP),
    VerdictLabel("half_true", "Half true", 3, "◑", fever=_CON, averitec=_A_CON),
    VerdictLabel("mostly_false", "Mostly false", 2, "◔", fever=_REF, averitec=_A_REF),
    VerdictLabel("false", "False", 1, "✗", fever=_REF, averitec=_A_REF),
)

_POLITIFACT6 = _scheme(
    "politifact6",
    VerdictLabel("true", "True", 6, "✓", fever=_SUP, averitec=_A_SUP),
    VerdictLabel("mostly_true", "Mostly True", 5, "◕", fever=_SUP, averitec=_A_SUP),
    VerdictLabel("half_true", "Half True", 4, "◑", fever=_CON, averitec=_A_CON),
    VerdictLabel("mostly_false", "Mostly False", 3, "◔", fever=_REF, averitec=_A_REF),
    VerdictLabel("false", "False", 2, "✗", fever=_REF, averitec=_A_REF),
    VerdictLabel("pants_on_fire", "Pants on Fire", 1, "!", fever=_REF, averitec=_A_REF),
)

_SNOPES = _scheme(
    "snopes",
    VerdictLabel("true", "True", 5, "✓", fever=_SUP, averitec=_A_SUP),
    VerdictLabel("mostly_true", "Mostly True", 4, "◕", fever=_SUP, averitec=_A_SUP),
    VerdictLabel("mixture", "Mixture", 3, "◑", fever=_CON, averitec=_A_CON),
    VerdictLabel("mostly_false", "Mostly False", 2, "◔", fever=_REF, averitec=_A_REF),
    VerdictLabel("false", "False", 1, "✗", fever=_REF, averitec=_A_REF),
    VerdictLabel("unproven", "Unproven", None, "?", fever=_NEI, averitec=_A_NEI),
    VerdictLabel("unfounded", "Unfounded", None, "0", fever=_NEI, averitec=_A_NEI),
    VerdictLabel("outdated", "Outdated", None, "<", fever=_NEI, averitec=_A_NEI),
    VerdictLabel("in_progress", "Research In Progress", None, "…", fever=_NEI, averitec=_A_NEI),
)

_XFACT7 = _scheme(
    "xfact7",
    VerdictLabel("true", "True", 5, "✓", fever=_SUP, averitec=_A_SUP),
    VerdictLabel("mostly_true", "Mostly true", 4, "◕", fever=_SUP, averitec=_A_SUP),
    VerdictLabel("partly_true", "Partly true/misleading", 3, "◑", fever=_CON, averitec=_A_CON),
    VerdictLabel("mostly_false", "Mostly false", 2, "◔", fever=_REF, averitec=_A_REF),
    VerdictLabel("false", "False", 1, "✗", fever=_REF, averitec=_A_REF),
    VerdictLabel(
        "complicated", "Complicated/hard to categorise", None, "?", fever=_NEI, averitec=_A_NEI
    ),
    VerdictLabel("other", "Other", None, "•", fever=_NEI, averitec=_A_NEI),
)

_TEXT_ONLY = _scheme("text-only", VerdictLabel("conclusion", "Conclusion", None, "§"))

PRESETS: Mapping[str, Scheme] = MappingProxyType(
    {
        scheme.name: scheme
        for scheme in (
            _AVERITEC,
            _FEVER,
            _GOOGLE5,
            _POLITIFACT6,
            _SNOPES,
            _XFACT7,
            _TEXT_ONLY,
        )
    }
)


def preset(name: str) -> Scheme:
    """Find a preset by name.

    Raises:
        WrongUse: if there is none of that name.
    """
    try:
        return PRESETS[name]
    except KeyError:
        known = ", ".join(PRESETS)
        raise WrongUse(f"there is no scheme {name!r}", hint=f"choose one of: {known}") from None
