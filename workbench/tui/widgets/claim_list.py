"""The list of claims: verdict, words, and how much carries each."""

from collections.abc import Iterable

from workbench.domain.claim import Claim
from workbench.tui.bench import Bench
from workbench.tui.widgets.line_list import LineList
from workbench.tui.widgets.rows import Row
from workbench.tui.wording import no_claims

_LOADING = "Reading the annotations …"


class ClaimList(LineList):
    """The claims of a case; the cursor stands on the active one."""

    def __init__(self, bench: Bench, *, id: str | None = None) -> None:
        super().__init__(self._row_of, id=id)
        self._bench = bench
        self._claims: list[Claim] = []
        self._places: dict[str, int] = {}
        self._drawn: dict[tuple[str, int], Row] = {}

    @property
    def claims(self) -> list[Claim]:
        """The claims in the order of the list."""
        return self._claims

    def take(self, changed: Iterable[str] | None = None) -> None:
        """Look again which claims there are.

        Args:
            changed: the claims to draw anew; all if None.
        """
        before = [claim.id for claim in self._claims]
        self._claims = self._bench.claims()
        self._places = {claim.id: row for row, claim in enumerate(self._claims)}
        if changed is None:
            self._drawn.clear()
        else:
            gone = set(changed)
            for key in [key for key in self._drawn if key[0] in gone]:
                del self._drawn[key]
        if changed is None or before != list(self._places):
            row = self._places.get(self._bench.active or "", self.row)
            self.show(max(1, len(self._claims)), row=row)
        else:
            self.redraw(self._places[id] for id in changed if id in self._places)

    def active_changed(self, *claims: str | None) -> None:
        """Another claim is active: draw both, and put the cursor on the active one."""
        for id in claims:
            for key in [key for key in self._drawn if key[0] == id]:
                del self._drawn[key]
        place = self._places.get(self._bench.active or "")
        if place is not None:
            self.go_to(place, tell=False)
        self.redraw(self._places[id] for id in claims if id in self._places)

    def claim_at(self, row: int) -> Claim | None:
        """The claim of a row."""
        return self._claims[row] if 0 <= row < len(self._claims) else None

    def neighbour(self, step: int) -> Claim | None:
        """The claim before (-1) or after (1) the active one, or the nearest end of the list."""
        place = self._places.get(self._bench.active or "")
        if place is None:
            return self.claim_at(0 if step > 0 else len(self._claims) - 1)
        return self.claim_at(max(0, min(place + step, len(self._claims) - 1)))

    def _row_of(self, row: int, width: int) -> Row:
        claim = self.claim_at(row)
        if claim is None:
            return ((f" {no_claims(self._bench) if self._bench.loaded else _LOADING}", "dim"),)
        key = (claim.id, width)
        if key not in self._drawn:
            from workbench.tui.widgets.claim_row import claim_row

            self._drawn[key] = claim_row(self._bench, claim, width)
        return self._drawn[key]
