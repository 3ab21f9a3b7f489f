"""All rules of the suggester, in the order in which their findings are shown."""

from workbench.compare import (
    checkworthy,
    dates,
    links,
    names,
    omissions,
    places,
    quantities,
    quotations,
)
from workbench.compare.finding import Rule

RULES: tuple[Rule, ...] = (
    Rule("quantities.differ", "quantity", quantities.EXPLANATION, quantities.suggest),
    Rule("dates.differ", "date", quantities.EXPLANATION, quantities.suggest_dates),
    Rule("dates.card", "date", dates.EXPLANATION, dates.suggest),
    Rule(
        "quotations.speaker", "attribution", quotations.ATTRIBUTION, quotations.suggest_attribution
    ),
    Rule("quotations.wording", "quotation", quotations.EXPLANATION, quotations.suggest),
    Rule("places.kind", "place", places.EXPLANATION, places.suggest),
    Rule("names.spelling", "name", names.EXPLANATION, names.suggest),
    Rule("omissions.unmatched", "omission", omissions.EXPLANATION, omissions.suggest),
    Rule("links.same_topic", "link", links.EXPLANATION, links.suggest, english=False),
    Rule("checkworthy.cues", "checkworthy", checkworthy.EXPLANATION, checkworthy.suggest),
)
