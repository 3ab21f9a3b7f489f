"""The articles of a workspace: files in `seeds/`, and what the database has recorded of them.

An article's id is given once and recorded with its first event. From then on the recorded text is
what spans count on, whatever happens to the file; a file that differs is a new version, to be taken
over by a command of its own.
"""

import difflib
import hashlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.config.paths import WorkspacePaths
from workbench.domain.article import Article, text_hash
from workbench.domain.errors import UnknownId, WorkbenchError
from workbench.intake.library import Found, natural_key, scan

ARCHIVE = "archive"
"""Folder of the workspace that holds the files of archived cases."""


def is_archived(article: Article) -> bool:
    """Whether the article belongs to a case that was put out of the way."""
    return article.path.startswith(f"{ARCHIVE}/")


_AS_IT_IS = ("plain", "markdown")
"""Extractors that store the file's characters unchanged."""

if TYPE_CHECKING:
    from workbench.intake.reading import Intake
    from workbench.workspace.similar import Similar
    from workbench.workspace.view import View


@dataclass(frozen=True, slots=True)
class Problem:
    """A file in `seeds/` that can't be used, and why."""

    path: str
    error: WorkbenchError


def _lies_loose(article: Article) -> bool:
    """Whether the article's file lies directly in `seeds/`."""
    folder, _, name = article.path.partition("/")
    return folder == "seeds" and "/" not in name


def _own(article: Article) -> str | None:
    """The encoding of a recorded file that is not found out without being named."""
    return article.encoding if article.encoding != "utf-8" else None


class Library:
    """Finds articles and their texts; reads a file when it is first asked for."""

    def __init__(
        self, paths: WorkspacePaths, encoding: str | None = None, *, home: str = ""
    ) -> None:
        """List the files.

        Args:
            paths: of the workspace.
            encoding: of the files that are not UTF-8.
            home: what the settings say of the case of loose files; empty if nothing.
        """
        self._paths = paths
        self._encoding = encoding
        self._chosen_home = home
        self.home = ""
        """The case of the files that lie loose in `seeds/`."""
        self._texts: dict[str, str] = {}
        self._read_files: dict[tuple[str, tuple[str | None, ...]], tuple[Found, Article]] = {}
        self._oddities: dict[str, tuple[str, ...]] = {}
        self._hashes: dict[str, tuple[Found, str]] = {}
        self._found: dict[str, Found] = {}
        self._view: View | None = None
        self._stored_text: Callable[[str], str] | None = None
        self._warnings: dict[str, tuple[str, ...]] = {}
        self.problems: list[Problem] = []
        self.scan()

    @cached_property
    def similar(self) -> "Similar":
        """Which articles are nearly the same, found when first asked for."""
        from workbench.workspace.similar import Similar

        return Similar(self)

    def attach(self, view: "View", stored_text: Callable[[str], str]) -> None:
        """Bring in what the database has recorded."""
        self._view = view
        self._stored_text = stored_text
        if len(view.articles):
            self.scan()

    def scan(self) -> None:
        """Look again which files there are."""
        recorded = self._recorded()
        known = {
            article.path.removeprefix("seeds/"): article.id
            for article in recorded
            if article.path.startswith("seeds/")
        }
        self.home = self._home(recorded)
        found = scan(self._paths.seeds, known, self.home)
        there = {item.relative for item in found}
        gone = {
            article.version: article
            for article in recorded
            if article.path.removeprefix("seeds/") not in there
        }
        self._found = {self._kept_id(item, known, gone): item for item in found}

    def _home(self, recorded: list[Article]) -> str:
        """As recorded, else as the settings say, else the folder's name.

        Copies of a workspace lie in folders of different names, and have to call it the same.
        """
        loose = [article for article in recorded if article.case and _lies_loose(article)]
        if len({article.case for article in loose}) == 1:
            return loose[0].case
        folder = self._paths.folder.resolve().name
        earliest = min(loose, key=lambda item: (item.at, item.id), default=None)
        return self._chosen_home or (earliest.case if earliest is not None else folder)

    def naming(self, case: str) -> Article | None:
        """The article to record, so that others know what the case of loose files is called.

        None if that is known from the settings or from what is recorded, or none can be read.
        """
        if case != self.home or self._chosen_home or any(map(_lies_loose, self._recorded())):
            return None
        for id, file in self._found.items():
            if "/" not in file.relative:
                with suppress(WorkbenchError):
                    return self.get(id)
        return None

    def _recorded(self) -> list[Article]:
        if self._view is None:
            return []
        # A row that lost its name stands for no article.
        return [article for article in self._view.articles.all() if article.id]

    def _kept_id(self, item: Found, known: dict[str, str], gone: dict[str, Article]) -> str:
        """A file that holds a recorded text whose own file is gone was renamed or moved."""
        if not gone or item.relative in known:
            return item.id
        try:
            version = self._read(item).version
        except WorkbenchError:
            return item.id
        return gone[version].id if version in gone else item.id

    def ids(self) -> list[str]:
        """The ids of all articles, recorded or not, in natural order."""
        return sorted({*self._found, *(item.id for item in self._recorded())}, key=natural_key)

    def all(self, case: str | None = None) -> list[Article]:
        """All articles that can be read; the others go to `problems`."""
        self.problems = []
        articles = []
        for id in self.ids():
            try:
                article = self.get(id)
            except WorkbenchError as error:
                file = self._found.get(id)
                self.problems.append(Problem(file.relative if file else id, error))
                continue
            if case is None or article.case == case:
                articles.append(article)
        return articles

    def cases(self) -> list[str]:
        """The names of the cases that are not archived, sorted."""
        recorded = self._recorded()
        case_of = {item.id: item.case for item in recorded}
        found = {case_of.get(id, item.case) for id, item in self._found.items()}
        kept = {item.case for item in recorded if not is_archived(item)}
        return sorted(found | kept, key=natural_key)

    def archived_cases(self) -> list[str]:
        """The names of the archived cases, sorted."""
        folder = self._paths.folder / ARCHIVE
        there = [item.name for item in folder.iterdir() if item.is_dir()] if folder.is_dir() else []
        recorded = {item.case for item in self._recorded() if is_archived(item)}
        named = {*recorded, *(name for name in there if not name.startswith("."))}
        return sorted(named - set(self.cases()), key=natural_key)

    def empty_cases(self) -> list[str]:
        """Folders of `seeds/` that hold nothing: cases that wait for their first article."""
        seeds = self._paths.seeds
        if not seeds.is_dir():
            return []
        folders = [item for item in seeds.iterdir() if item.is_dir() and item.name[0] not in ".~#"]
        return sorted((item.name for item in folders if not any(item.iterdir())), key=natural_key)

    def loose_files(self, case: str) -> list[str]:
        """The names of the files of a case that lie directly in `seeds/`."""
        return [
            item.relative
            for id, item in self._found.items()
            if "/" not in item.relative and self.get(id).case == case
        ]

    def get(self, article: str) -> Article:
        """The article of that id, in its recorded version if there is one.

        Raises:
            UnknownId: if there is no such article.
            BadInput: if its file can't be read.
        """
        recorded = self._view.article_record(article) if self._view else None
        file = self._found.get(article)
        if recorded is not None:
            return replace(recorded, path=f"seeds/{file.relative}") if file else recorded
        if file is None:
            near = difflib.get_close_matches(article, self.ids(), n=1)
            hint = f"did you mean {near[0]!r}?" if near else "`workbench articles` lists them"
            raise UnknownId(f"there is no article {article!r}", hint=hint)
        return self._read(file)

    def at(self, path: str, encoding: str | None = None) -> Article:
        """The article whose file lies at a path below the workspace.

        Args:
            path: with `/`, beginning with `seeds/`.
            encoding: what somebody said that the file is written in.

        Raises:
            UnknownId: if there is none.
            BadInput: if its file can't be read.
        """
        for id, file in self._found.items():
            if f"seeds/{file.relative}" == path:
                recorded = self._view.article_record(id) if self._view else None
                named = encoding is not None and recorded is None
                return self._read(file, encoding) if named else self.get(id)
        raise UnknownId("no article lies there", where=path)

    def document_hash(self, article: Article) -> str:
        """The hash of the bytes of an extracted article's file; empty for plain text."""
        if article.extractor in _AS_IT_IS:
            return ""
        return next(
            (
                self._hash_of(file)
                for file in self._found.values()
                if f"seeds/{file.relative}" == article.path
            ),
            "",
        )

    def text(self, version: str) -> str:
        """The text of an article version.

        Raises:
            UnknownId: if no text of that hash is known.
            StoreTrouble: if the stored text is damaged.
        """
        known = self._texts.get(version)
        if known is None:
            if self._stored_text is None:
                raise UnknownId(f"no text has the hash {version!r}")
            known = self._texts[version] = self._stored_text(version)
        return known

    def in_seeds(self, version: str) -> tuple[str, str] | None:
        """The file that holds the text of a version now, and that text; None if none does."""
        for id, file in self._found.items():
            recorded = self._view.article_record(id) if self._view else None
            own = _own(recorded) if recorded is not None else None
            for encodings in dict.fromkeys(((own, None), (None, own))):
                with suppress(WorkbenchError):
                    if self._read(file, *encodings).version == version:
                        return f"seeds/{file.relative}", self._texts[version]
        return None

    def changed(self, article: str) -> Article | None:
        """What the file of a recorded article holds now, if that is neither recorded nor declined.

        Raises:
            BadInput: if the file can't be read.
        """
        recorded = self._view.article_record(article) if self._view else None
        if recorded is None:
            return None
        if recorded.declined_file and recorded.declined_file == self.file_hash(article):
            return None
        held = self.held(recorded)
        return None if held is None or held.version == recorded.declined else held

    def file_hash(self, article: str) -> str:
        """The hash of the bytes of an article's file; empty if it has none."""
        file = self._found.get(article)
        return self._hash_of(file) if file is not None else ""

    def held(self, recorded: Article) -> Article | None:
        """What the file of a recorded article holds now, if it is another text than the recorded.

        Raises:
            BadInput: if the file can't be read.
        """
        file = self._found.get(recorded.id)
        if file is None:
            return None
        if recorded.file_hash and recorded.file_hash == self._hash_of(file):
            return None
        own = _own(recorded)
        current = self._read(file, own, None)
        if own is not None and current.version != recorded.version:
            # Whoever changed it may have saved it as UTF-8.
            current = self._read(file, None, own)
        return None if current.version == recorded.version else current

    def _hash_of(self, file: Found) -> str:
        """The hash of a document's bytes: extracting its text costs a thousand times more."""
        known = self._hashes.get(file.relative)
        if known is not None and known[0] == file:
            return known[1]
        from workbench.intake.files import read_bytes
        from workbench.intake.plain import LIMIT_BYTES

        found = hashlib.sha256(read_bytes(file.path, LIMIT_BYTES, within=self._paths.folder))
        self._hashes[file.relative] = (file, found.hexdigest())
        return found.hexdigest()

    def warnings(self, article: str) -> tuple[str, ...]:
        """What was odd about the article's file when it was read (bidi controls and the like)."""
        return self._warnings.get(article, ())

    def oddities(self, article: Article) -> tuple[str, ...]:
        """What a reader would not see in the article's text, one line for each kind."""
        known = self._oddities.get(article.version)
        if known is None:
            from workbench.intake.warnings import of_text

            known = self._oddities[article.version] = of_text(self.text(article.version))
        return known

    def take(self, path: Path, *encodings: str | None, within: Path | None = None) -> "Intake":
        """Read a file in the first encoding that fits, the last being that for what is not UTF-8.

        Args:
            path: the file.
            encodings: None stands for UTF-8, or what the file itself says.
            within: a folder that links must not lead out of.

        Raises:
            BadInput: if it can't be read.
        """
        from workbench.intake.reading import read_in_first

        said = (self._encoding,) if self._encoding else ()
        return read_in_first(path, (*encodings, *said), within=within)

    def take_again(self, article: Article, path: Path) -> "Intake":
        """Read what is to be a new version of an article, in its own encoding if need be.

        Raises:
            BadInput: if it can't be read.
        """
        return self.take(path, None, _own(article))

    def _read(self, file: Found, *encodings: str | None) -> Article:
        encodings = tuple(dict.fromkeys(encodings)) or (None,)
        key = file.relative, encodings
        known = self._read_files.get(key)
        if known is not None and known[0] == file:
            return known[1]
        taken = self.take(file.path, *encodings, within=self._paths.folder)
        version = text_hash(taken.text)
        self._texts[version] = taken.text
        self._warnings[file.id] = taken.warnings
        article = Article(
            file.id,
            file.case,
            version,
            f"seeds/{file.relative}",
            title=taken.title or file.id,
            source=taken.source,
            author=taken.author,
            published=taken.published,
            url=taken.url,
            language=taken.language,
            guessed=taken.guessed,
            bom=taken.bom,
            encoding=taken.encoding,
            extractor=taken.extractor,
            file_hash="" if taken.extractor in _AS_IT_IS else self._hash_of(file),
        )
        self._read_files[key] = (file, article)
        return article
