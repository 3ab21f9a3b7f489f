"""Who publishes: some exports have to say so, and can't be made before it is known."""

from dataclasses import replace

from workbench.config.settings import Publisher
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
    """
    from workbench.config.publisher import write_publisher

    said = Publisher(name.strip(), url.strip())
    publisher = write_publisher(workspace.paths.settings, said)
    workspace.settings = replace(workspace.settings, publisher=publisher)
