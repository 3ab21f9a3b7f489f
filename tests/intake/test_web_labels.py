"""Labels of encodings: each is of one codec, and Python has it."""

import codecs

from workbench.intake.web_labels import _LABELS, codec_of


def test_every_label_has_one_codec_that_is_there() -> None:
    labels = [label for listed in _LABELS.values() for label in listed.split()]
    assert len(labels) == len(set(labels))
    for codec in _LABELS:
        codecs.lookup(codec)


def test_an_unknown_label_has_none() -> None:
    assert codec_of("klingon", b"") is None
