"""Article versions: `texts/<sha256>.txt`, on the disk before the event that names them."""

import os
import re
from pathlib import Path

from workbench.domain.article import text_hash
from workbench.domain.errors import StoreTrouble, UnknownId
from workbench.store import disk

_HASH = re.compile(r"[0-9a-f]{64}")


class Texts:
    """The texts of a store, by the SHA-256 of their UTF-8 bytes."""

    def __init__(self, root: Path) -> None:
        self.folder = root / "texts"
        self._durable: set[str] = set()

    def put(self, text: str, token: int) -> str:
        """Keep a text, durable when it returns.

        Args:
            text: any text, lone surrogates included.
            token: random bits for the temporary file's name.

        Returns:
            Its version.

        Raises:
            StoreTrouble: if it can't be written.
        """
        version = text_hash(text)
        try:
            if version in self._durable and self._path(version).exists():
                return version
            if not self._is_whole(version):
                disk.make_folder(self.folder)
                disk.replace(self._path(version), text.encode("utf-8", "surrogatepass"), token)
            else:
                disk.sync_folder(self.folder)
        except OSError as error:
            raise StoreTrouble(
                f"the text was not saved: {error.strerror or error}",
                where=f"texts/{version}.txt",
                hint="nothing was changed; try again when the cause is gone",
            ) from error
        self._durable.add(version)
        return version

    def get(self, version: str) -> str:
        """Read a text and check it against its hash.

        Raises:
            UnknownId: if `version` is no SHA-256 in hex.
            StoreTrouble: if the text is missing or damaged.
        """
        if not _HASH.fullmatch(version):
            raise UnknownId(f"{version!r} is not a version of a text")
        where = f"texts/{version}.txt"
        try:
            data = self._read(version)
        except OSError as error:
            raise StoreTrouble(
                f"the text can't be read: {error.strerror}",
                where=where,
                hint="copy it from another clone, or add the article's file again",
            ) from error
        text = _decode(data)
        if text is None or text_hash(text) != version:
            raise StoreTrouble(
                "the text is damaged: it does not fit its hash",
                where=where,
                hint="copy it from another clone, or add the article's file again",
            )
        return text

    def bytes_of(self, version: str) -> bytes | None:
        """A text as it stands on the disk; None if it is not there, or damaged."""
        try:
            data = self._read(version)
        except OSError:
            return None
        text = _decode(data)
        if text is not None and text_hash(text) == version:
            return data
        self._durable.discard(version)
        return None

    def lacks(self, version: str) -> bool:
        """Whether this could be a text, and there is no file for it."""
        if _HASH.fullmatch(version) is None:
            return False
        try:
            return not self._path(version).exists()
        except PermissionError:
            # Nobody can say; reading it says why not.
            return False

    def _path(self, version: str) -> Path:
        return self.folder / f"{version}.txt"

    def _read(self, version: str) -> bytes:
        handle = os.open(self._path(version), os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
        with os.fdopen(handle, "rb") as file:
            return file.read()

    def _is_whole(self, version: str) -> bool:
        return self.bytes_of(version) is not None


def _decode(data: bytes) -> str | None:
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return None
