"""Who publishes: some exports have to say so, and can't be made before it is known."""

from dataclasses import replace

from workbench.config.settings import Publisher
from workbench.config.web import is_web_address
from workbench.domain.errors import WrongUse
from workbench.workspace.preferences import change
from workbench.workspace.workspace import Workspace


def lacks_publisher(workspace: Workspace, format: str) -> bool:
    """Whether an export in that format needs to know who publishes, and nobody has said.

    Raises:
        WrongUse: if there is no such format.
    """
    from workbench.exchange.formats import find

    known = workspace.settings.publisher
    return find(format, "writes").publisher and not (known.name and known.url)


def name_publisher(workspace: Workspace, name: str, url: str) -> None:
    """Write it into the workspace's settings, where it holds for everybody.

    Raises:
        WrongUse: if a value will not do, or the settings can't be written.
        NotPermitted: if others decide on the rules of the workspace.
    """
    said = Publisher(name.strip(), url.strip())
    _check(said)
    change(workspace, "publisher.name", said.name)
    change(workspace, "publisher.url", said.url)
    workspace.settings = replace(workspace.settings, publisher=said)


def _check(publisher: Publisher) -> None:
    if not publisher.name:
        raise WrongUse("the publisher has no name")
    if not is_web_address(publisher.url):
        raise WrongUse(
            f"{publisher.url!r} is no address of the web", hint="for example https://example.org"
        )
