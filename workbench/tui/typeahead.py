"""Keys one after the other: each is done with before the next one is handed on.

Textual hands keys to the widget that has the focus when they arrive, and looks priority bindings
up at once. Typed fast (or by a script, or over a slow line), an Enter would overtake the letters
before it, and letters typed while a form opens would be lost. So keys wait here until the one
before has gone all its way (a marker follows it through the same queues) and the screen on top is
ready.
"""

from collections import deque
from collections.abc import Callable

from textual import events
from textual.message import Message
from textual.message_pump import MessagePump

_PATIENCE = 0.25
"""Seconds after which a key counts as done whose widget went away with it."""
_OPENING = 2.0
"""Seconds that a screen may take to open, or a form to save, before keys go on."""
_LOOK_AGAIN = 0.004


class KeyDone(Message, bubble=True):
    """Follows a key through the queues; when it arrives, the key has been dealt with."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__()


class TypeAhead:
    """The queue of keys."""

    def __init__(
        self,
        app: MessagePump,
        target: Callable[[], MessagePump],
        ready: Callable[[], bool],
    ) -> None:
        """Start empty.

        Args:
            app: where markers arrive.
            target: which widget a key would go to now.
            ready: whether the screen on top can take keys.
        """
        self._app = app
        self._target = target
        self._ready = ready
        self._waiting: deque[events.Event] = deque()
        self._number = 0
        self._busy = False
        self._passing: events.Event | None = None

    def holds(self, event: events.Event) -> bool:
        """Take in a key (or a paste) that just arrived; False once it is its turn."""
        if event is self._passing or not isinstance(event, events.Key | events.Paste):
            return False
        if event.is_forwarded:
            return False
        self._waiting.append(event)
        if not self._busy:
            self._next()
        return True

    def done(self, number: int) -> None:
        """Take note that a key has been dealt with."""
        if self._busy and number == self._number:
            self._when_ready(_OPENING)

    def handed_on(self, event: events.Event) -> None:
        """Send the marker after the key that was just handed on."""
        if event is not self._passing:
            return
        self._passing = None
        number = self._number
        if not self._app.is_running:
            return
        if not self._target().post_message(KeyDone(number)):
            self._app.post_message(KeyDone(number))
        self._app.set_timer(_PATIENCE, lambda: self.done(number))

    def _when_ready(self, patience: float) -> None:
        if self._ready() or patience <= 0:
            self._number += 1
            self._next()
        else:
            number = self._number
            self._app.set_timer(
                _LOOK_AGAIN, lambda: self._look_again(number, patience - _LOOK_AGAIN)
            )

    def _look_again(self, number: int, patience: float) -> None:
        if number == self._number:
            self._when_ready(patience)

    def _next(self) -> None:
        if not self._waiting:
            self._busy = False
            return
        self._busy = True
        self._passing = self._waiting.popleft()
        self._app.post_message(self._passing)
