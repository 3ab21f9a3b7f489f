from pathlib import Path

import pytest

from workbench.config.presets import PRESETS
from workbench.config.settings import Appearance, Settings, load, parse
from workbench.domain.errors import UnknownLabel, WrongUse


def test_without_files_everything_has_its_default(tmp_path: Path) -> None:
    settings = load(tmp_path / "workbench.toml", tmp_path / "settings.toml")
    assert settings == Settings()
    assert settings.scheme.build().name == "averitec"


def test_the_workspace_decides_the_work_and_the_user_the_name_and_keys(tmp_path: Path) -> None:
    shared, own = tmp_path / "workbench.toml", tmp_path / "settings.toml"
    shared.write_text('reviewer = "team"\n[scheme]\npreset = "fever"\n[keys]\nhelp = "f1"\n')
    own.write_text('reviewer = "ada"\n[scheme]\npreset = "snopes"\n')
    settings = load(shared, own)
    assert (settings.reviewer, settings.scheme.preset) == ("ada", "fever")
    assert settings.keys == {"help": "f1"}


def test_each_key_and_each_look_of_the_user_wins_and_the_rest_of_the_workspace_stays(
    tmp_path: Path,
) -> None:
    shared, own = tmp_path / "workbench.toml", tmp_path / "settings.toml"
    shared.write_text('[keys]\na = "x"\nb = "y"\n[appearance]\ntheme = "light"\n')
    own.write_text('[keys]\nb = "z"\n[appearance]\nreduced_motion = true\n')
    settings = load(shared, own)
    assert settings.keys == {"a": "x", "b": "z"}
    assert settings.appearance == Appearance(theme="light", reduced_motion=True)


def test_a_scheme_may_replace_the_labels_of_its_preset() -> None:
    settings = parse(
        b'[[scheme.verdicts]]\nid = "yes"\nlabel = "Yes"\nrank = 1\n'
        b'[[scheme.span_labels]]\nid = "number"\nlabel = "Number"\n',
        "workbench.toml",
    )
    scheme = settings.scheme.build()
    assert [item.id for item in scheme.verdicts] == ["yes"]
    assert scheme.relation("agree").label == "agrees"
    assert scheme.span_label("number").label == "Number"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[reviw]\n", "there is no setting 'reviw'; did you mean 'review'"),
        ('[review]\nblnd = "on"\n', "there is no setting 'review.blnd'; did you mean 'blind'"),
        ('[review]\nblind = "maybe"\n', "blind"),
        ('[scheme]\npreset = "other"\n', "there is no scheme 'other'"),
        ("reviewer = 5\n", "reviewer: input should be a valid string"),
        ("reviewer = \n", "workbench.toml: is not valid TOML.*line 1"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "workbench.toml"
    file.write_text(text)
    with pytest.raises(WrongUse, match=said):
        load(file, tmp_path / "none").scheme.build()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[review]\nreviewers = "ada"\n', 'review.reviewers: has to be a list: ["…", "…"]'),
        ('scheme = "averitec"\n', "scheme: has to be a table: [scheme]"),
        ('keys = "x"\n', "keys: has to be a table: [keys]"),
        ('[scheme]\nverdicts = ["a"]\n', "verdicts.0: has to be a table: [[scheme.verdicts]]"),
        ('[scheme]\nverdicts = "a"\n', "verdicts: has to be several tables: [[scheme.verdicts]]"),
        ('[[scheme.verdicts]]\nid = "a"\n', "scheme.verdicts.0.label: has to be there"),
        ('[appearance]\nreduced_motion = "so"\n', "reduced_motion: has to be true or false"),
    ],
)
def test_a_setting_of_another_kind_is_told_in_the_words_of_the_file(text: str, said: str) -> None:
    with pytest.raises(WrongUse) as refused:
        parse(text.encode(), "workbench.toml")
    assert str(refused.value).startswith("workbench.toml: ")
    assert said in str(refused.value)


@pytest.mark.parametrize("name", ["workbench.toml", "settings.toml"])
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[scheme]\npreset = "nope"\n', "there is no scheme 'nope'"),
        ("[review]\npublish_needs = 0\n", "[review] publish_needs: 0 people can't publish"),
        ("[review]\nthreshold = 3\n", "[review] threshold: 3.0 is not over 0.5"),
        ('[[scheme.verdicts]]\nid = ""\nlabel = ""\n', "[[scheme.verdicts]]: number 1"),
    ],
)
def test_the_file_that_says_what_can_not_be_is_named(
    tmp_path: Path, name: str, text: str, said: str
) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(WrongUse) as refused:
        load(tmp_path / "workbench.toml", tmp_path / "settings.toml")
    assert str(refused.value).startswith(f"{tmp_path / name}: {said}")


def test_a_scheme_of_ones_own_that_does_not_count_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "workbench.toml").write_text('[review]\nblind = "on"\n')
    (tmp_path / "settings.toml").write_text('[scheme]\npreset = "nope"\n')
    settings = load(tmp_path / "workbench.toml", tmp_path / "settings.toml")
    assert settings.scheme.build().name == "averitec"


def test_a_publisher_of_ones_own_counts_only_where_the_workspace_has_no_settings(
    tmp_path: Path,
) -> None:
    shared, own = tmp_path / "workbench.toml", tmp_path / "settings.toml"
    own.write_text('[publisher]\nname = "Me"\n[review]\nblind = "on"\n')
    assert (load(shared, own).publisher.name, load(shared, own).review.blind) == ("Me", "on")
    shared.write_text("")
    assert (load(shared, own).publisher.name, load(shared, own).review.blind) == ("", "off")


def test_settings_that_are_not_utf8_say_so() -> None:
    with pytest.raises(WrongUse, match="is not UTF-8"):
        parse(b'reviewer = "\xe9"', "workbench.toml")


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_has_distinct_labels_and_one_cell_glyphs(name: str) -> None:
    scheme = PRESETS[name]
    assert len({item.id for item in scheme.verdicts}) == len(scheme.verdicts)
    glyphs = [label.glyph for label in scheme.verdicts] + [one.glyph for one in scheme.relations]
    assert all(len(glyph) == 1 for glyph in glyphs)
    ranks = [item.rank for item in scheme.verdicts if item.rank is not None]
    assert len(set(ranks)) == len(ranks)


def test_an_unknown_label_is_named_with_those_there_are() -> None:
    with pytest.raises(UnknownLabel, match="no verdict label 'true'; it has: supported, refuted"):
        PRESETS["averitec"].verdict("true")


@pytest.mark.parametrize("name", ["../out", ".hidden", "a/b", " x"])
def test_a_case_that_no_folder_could_be_called_is_refused(name: str) -> None:
    with pytest.raises(WrongUse, match="can't be the name of a case"):
        parse(f'case = "{name}"\n'.encode(), "workbench.toml")


def test_the_case_is_a_matter_of_the_workspace_and_not_of_the_user(tmp_path: Path) -> None:
    own = tmp_path / "settings.toml"
    own.write_text('case = "mine"\nreviewer = "ada"\n')
    settings = load(tmp_path / "workbench.toml", own)
    assert (settings.case, settings.reviewer) == ("", "ada")
