"""What the browser is given: hashed names throughout, nothing inline, nothing from elsewhere."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.template.loader import get_template
from django.test import override_settings

ROOT = Path(__file__).parents[1]
STATIC = ROOT / "static"
MODULES = sorted(
    path for path in (STATIC / "js").rglob("*.js") if "vendor" not in path.relative_to(STATIC).parts
)
BUNDLES = sorted((STATIC / "vendor").glob("*.js"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
ICONS = set(re.findall(r'id="([^"]+)"', (STATIC / "vendor" / "icons.svg").read_text("utf-8")))

WHOLE_IMPORT = re.compile(r"""(?:import|export)\b[^"'();]*?["'](\.{1,2}/[\w./-]+\.js)["'];""")
BEGINS_IMPORT = re.compile(r"^\s*(?:import|export)\b(?=.*\bfrom\b|\s*[\"'{*]|\s+\w+\s*,)")
HASHED = re.compile(r"\.[0-9a-f]{12}\.js$")


def without_comments(source: str) -> str:
    return re.sub(r"/\*.*?\*/|(?<![:\"'])//[^\n]*", "", source, flags=re.DOTALL)


def imported(source: str) -> list[str]:
    return WHOLE_IMPORT.findall(without_comments(source))


def found_in(paths: list[Path], pattern: str) -> list[str]:
    """Where the pattern is found outside comments, as `file: match`."""
    return [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in paths
        for match in re.finditer(pattern, without_comments(path.read_text("utf-8")))
    ]


class TestModules:
    """Django gives hashed names to imports only where they end in a semicolon."""

    @pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(STATIC)))
    def test_every_import_is_relative_whole_and_on_one_line(self, path: Path) -> None:
        for line in without_comments(path.read_text("utf-8")).splitlines():
            if BEGINS_IMPORT.search(line):
                assert WHOLE_IMPORT.fullmatch(line.strip()), line

    @pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(STATIC)))
    def test_every_imported_module_is_there(self, path: Path) -> None:
        for target in imported(path.read_text("utf-8")):
            assert (path.parent / target).resolve().is_file(), target

    def test_no_module_is_named_in_a_way_that_cannot_be_hashed(self) -> None:
        """Vendors' SDKs are loaded by one module, by an address that the page gives it."""
        others = [path for path in MODULES if path.name != "sdk.js"]
        assert found_in(others, r"\bimport\s*\(") == []
        assert (
            found_in(MODULES, r"import\.meta|\bimport\s*\(\s*[\"'`]|importScripts|/static/") == []
        )

    def test_nothing_is_evaluated_and_nothing_comes_from_elsewhere(self) -> None:
        assert found_in(MODULES, r"\beval\(|new Function|https?://|innerHTML\s*=") == []


class TestBundles:
    """Whole modules made of packages by others, which the browser only runs."""

    def test_each_says_in_its_first_line_where_it_is_from(self) -> None:
        notice = (ROOT / "NOTICE").read_text("utf-8")
        assert len(BUNDLES) == 3
        for path in BUNDLES:
            said = re.match(r"/\* (\S+ \S+) and what it needs: see NOTICE \*/\n", path.read_text())
            assert said, path.name
            assert f"  {said[1]}, " in notice
            assert f"  licence: static/vendor/LICENSES/{path.stem}.txt" in notice

    @pytest.mark.parametrize("path", BUNDLES, ids=lambda path: str(path.name))
    def test_none_fetches_another_module_or_a_source_map(self, path: Path) -> None:
        source = path.read_text("utf-8")
        imports = r"""[^\w."']import\s*[("']"""
        assert re.findall(f"{imports}|sourceMappingURL|importScripts", source) == []

    def test_the_one_of_today_evaluates_nothing(self) -> None:
        source = (STATIC / "vendor" / "liveavatar.js").read_text("utf-8")
        assert re.findall(r"\beval\(|[^\w.]Function\(", source) == []


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All static files as a prepared site has them."""
    folder = tmp_path_factory.mktemp("static")
    storage = {"BACKEND": "config.staticfiles.HashedStaticFilesStorage"}
    with override_settings(
        STATIC_ROOT=folder,
        STORAGES={
            "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
            "staticfiles": storage,
        },
    ):
        call_command("collectstatic", verbosity=0, interactive=False)
    return folder


class TestCollected:
    def test_every_module_has_a_hashed_name(self, collected: Path) -> None:
        for path in MODULES:
            folder = (collected / path.relative_to(STATIC)).parent
            assert [each for each in folder.glob(f"{path.stem}.*.js") if HASHED.search(each.name)]

    def test_every_import_leads_to_a_hashed_name_that_is_there(self, collected: Path) -> None:
        hashed = [path for path in (collected / "js").rglob("*.js") if HASHED.search(path.name)]
        found = [(path, target) for path in hashed for target in imported(path.read_text("utf-8"))]
        assert len(found) >= len(MODULES) - 1
        for path, target in found:
            assert HASHED.search(target), f"{path.name}: {target}"
            assert (path.parent / target).resolve().is_file(), f"{path.name}: {target}"

    def test_a_bundle_is_served_byte_for_byte(self, collected: Path) -> None:
        for path in BUNDLES:
            (hashed,) = (collected / "vendor").glob(f"{path.stem}.*.js")
            assert hashed.read_bytes() == path.read_bytes()

    def test_every_address_written_out_in_the_page_for_failures_is_there(
        self, collected: Path
    ) -> None:
        page = (ROOT / "templates" / "500.html").read_text("utf-8")
        addresses = re.findall(r'"/static/([^"]+)"', page)
        assert addresses
        assert [each for each in addresses if not (collected / each).is_file()] == []


class TestTemplates:
    def test_no_template_has_anything_inline(self) -> None:
        assert found_in(TEMPLATES, r"<style\b|<script(?![^>]*\ssrc=)|javascript:|\shx-on") == []
        assert found_in(TEMPLATES, r"<[^>]*\s(style|on[a-z]+)\s*=") == []

    def test_no_template_fetches_from_elsewhere(self) -> None:
        elsewhere = r"""\b(src|href|action|poster|data)\s*=\s*["']?(https?:)?//"""
        assert found_in(TEMPLATES, elsewhere) == []

    def test_no_template_goes_round_escaping(self) -> None:
        """But for the hints of form fields: Django's for passwords are a list, and none is typed
        in by anybody."""
        others = [path for path in TEMPLATES if path.name not in {"_field.html", "_fields.html"}]
        assert found_in(others, r"\|\s*safe(seq)?\b|autoescape\s+off") == []

    def test_every_static_file_that_is_named_is_there(self) -> None:
        named = names(r"""\{%\s*static\s+["']([^"']+)["']""")
        assert [each for each in named if finders.find(each) is None] == []

    def test_every_icon_that_is_named_is_there(self) -> None:
        assert names(r"""icons/_icon\.html["']\s+with\s+name=["']([\w-]+)""") <= ICONS

    def test_every_template_that_another_names_is_there_and_can_be_read(self) -> None:
        named = names(r"""\{%\s*(?:include|extends)\s+["']([^"']+)["'](?!\|)""")
        for each in named:
            get_template(each)


def names(pattern: str) -> set[str]:
    """All that the pattern's group is in any template."""
    return {name for path in TEMPLATES for name in re.findall(pattern, path.read_text("utf-8"))}
