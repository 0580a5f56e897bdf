"""The page in a real Chromium without a window."""

import re
import time

import numpy as np
import pandas as pd
import pytest

from feedback_nlp.report.files import write_report

HOSTILE = (
    '<script>document.title = "broken"</script> & </script> <!-- {{ 7*7 }} "\u2028" 👍👍 te laat'
)


@pytest.fixture(scope="module")
def page(make, shop_rows, tmp_path_factory):
    rows = [*shop_rows, (HOSTILE, 1.0, "2025-03-03", {"late": "te laat"})]
    return write_report(make(rows), tmp_path_factory.mktemp("out"))


@pytest.fixture
def shown(browser, page):
    browser.open(page)
    return browser


def test_the_page_opens_from_disk_without_error_or_request(shown):
    assert shown.complaints() == []
    (address,) = shown.requests()
    assert address.startswith("file:///")
    assert address.endswith("/report.html")


def test_every_chart_is_drawn_and_described(shown):
    n_charts = shown.run("return document.querySelectorAll('.chart').length")
    assert n_charts == 5
    described = shown.run(
        "return [...document.querySelectorAll('.chart')].map((chart) => chart.ariaLabel)"
    )
    assert len(described) == n_charts
    assert all(described)


def test_dutch_names_and_commas_are_in_the_charts(shown):
    assert "mrt" in " ".join(shown.texts("#chart-trend text"))
    texts = shown.texts("#chart-improvements text")
    assert any(re.fullmatch(r"\d+,\d", text) for text in texts)
    assert {"0", "10", "20", "GROEP 1", "Te late levering"} <= set(texts)


def test_all_comments_are_listed_page_by_page(shown):
    assert shown.texts("#found") == ["55 van 55 reacties"]
    assert len(shown.texts("#list > li")) == 50
    shown.run("document.getElementById('next').click()")
    assert len(shown.texts("#list > li")) == 5
    assert shown.texts("#place") == ["Pagina 2 van 2"]
    assert shown.run("return document.activeElement.id") == "found"


def test_search_changes_the_list_and_the_count(shown):
    shown.choose("f-text", "Telefoon")
    assert shown.texts("#found") == ["6 van 55 reacties"]
    assert set(shown.texts("#list .comment")) == {"Lieve mensen aan de telefoon."}
    shown.choose("f-text", "één dag")
    assert shown.texts("#found") == ["6 van 55 reacties"]
    shown.choose("f-text", "een dag")
    assert shown.texts("#found") == ["6 van 55 reacties"]
    shown.choose("f-text", "bestaat niet")
    assert shown.texts("#found")[0].startswith("Geen reacties gevonden")


@pytest.mark.parametrize(
    ("field", "value", "n"),
    [
        ("f-theme", "0", 19),
        ("f-theme", "none", 12),
        ("f-side", "praise", 24),
        ("f-band", "2", 18),
        ("f-band", "-1", 6),
        ("f-period", "0", 8),
    ],
)
def test_each_filter_changes_the_list(shown, field, value, n):
    shown.choose(field, value)
    assert shown.texts("#found") == [f"{n} van 55 reacties"]
    assert len(shown.texts("#list > li")) == n


def test_filters_add_up_and_can_be_cleared(shown):
    shown.choose("f-theme", "0")
    shown.choose("f-side", "praise")
    assert shown.texts("#found") == ["6 van 55 reacties"]
    shown.run("document.querySelector('#filters button').click()")
    shown.wait("document.getElementById('found').textContent === '55 van 55 reacties'")


def test_the_button_of_a_theme_opens_its_comments(shown):
    """Requirement 003-21 of the sources."""
    shown.run("document.querySelector('button[data-theme=\"2\"]').click()")
    assert shown.texts("#found") == ["6 van 55 reacties"]
    assert set(shown.texts("#list mark")) == {"kortaf"}
    assert shown.run("return document.getElementById('f-theme').value") == "2"


def test_a_script_in_a_comment_shows_as_text(shown):
    shown.choose("f-text", "{{ 7*7 }}")
    assert shown.texts("#list .comment") == [HOSTILE.replace("\u2028", " ")]
    assert shown.texts("#list mark") == ["te laat"]
    assert "broken" not in shown.driver.title
    assert shown.complaints() == []


def test_no_theme_is_said_of_a_comment_without_one(shown):
    shown.choose("f-theme", "none")
    assert set(shown.texts("#list .labels")) == {"geen thema"}


def test_everything_can_be_reached_by_keyboard(shown):
    reached = shown.run(
        "return [...document.querySelectorAll('a, button, input, select, summary')]"
        ".filter((e) => e.tabIndex < 0).length"
    )
    assert reached == 0
    shown.run("document.getElementById('f-text').focus()")
    outline = shown.run("return getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"


def test_printing_opens_the_themes_and_hides_the_list(shown):
    shown.run("window.dispatchEvent(new Event('beforeprint'))")
    assert shown.run("return document.querySelectorAll('details.theme:not([open])').length") == 0
    shown.run("window.dispatchEvent(new Event('afterprint'))")
    assert shown.run("return document.querySelectorAll('details.theme[open]').length") == 0
    shown.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    hidden = shown.run("return getComputedStyle(document.getElementById('zoeken')).display")
    shown.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    assert hidden == "none"


@pytest.mark.parametrize("width", [360, 768])
def test_a_narrow_screen_has_no_sideways_scroll(browser, make, shop_rows, tmp_path, width):
    page = write_report(make(shop_rows, written_data=True), tmp_path / "out")
    screen = {"width": width, "height": 740, "deviceScaleFactor": 1, "mobile": True}
    browser.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
    browser.open(page)
    browser.run("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    size = browser.run("return [document.documentElement.scrollWidth, window.innerWidth]")
    browser.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert size == [width, width]


@pytest.mark.parametrize(
    "rows",
    [
        [("Te laat.", None, None, {"late": "Te laat"})],
        [("Te laat.", 8.0, "2025-01-01", {"late": "Te laat"})] * 6 + [("Ok.", 8.0, None, {})],
        [(None, 8.0, "2025-01-01", {}), (None, 9.0, "2026-01-01", {})],
    ],
    ids=["no scores", "equal scores", "no comments"],
)
def test_thin_input_gives_a_page_without_errors(browser, make, tmp_path, rows):
    browser.open(write_report(make(rows), tmp_path / "out"))
    assert browser.complaints() == []


@pytest.mark.slow
def test_thirty_thousand_comments_stay_usable(browser, make, tmp_path, request):
    page = write_report(make(_many_rows(30_000)), tmp_path / "out")
    assert page.stat().st_size < 25_000_000
    start = time.perf_counter()
    browser.open(page)
    opened = time.perf_counter() - start
    assert browser.texts("#found") == ["30.000 van 30.000 reacties"]
    start = time.perf_counter()
    browser.choose("f-text", "uniek 29999")
    searched = time.perf_counter() - start
    assert browser.texts("#found") == ["1 van 30.000 reacties"]
    size = page.stat().st_size / 1e6
    told = f"{size:.1f} MB, opened in {opened:.2f} s, searched in {searched:.2f} s"
    request.config.get_terminal_writer().line(f" {told}")


def _many_rows(n):
    """Return comments of a few hundred characters each, all different."""
    draw = np.random.default_rng(1)
    words = ["pakket", "bezorger", "telefoon", "winkel", "dank", "wachten", "laat", "snel", "niet"]
    rows = []
    for number in range(n):
        text = " ".join(draw.choice(words, 50))
        theme = ("late", "fast", "rude", "kind")[number % 4]
        carried = {theme: text[:20]} if number % 5 else {}
        day = pd.Timestamp("2024-01-01") + pd.Timedelta(days=number % 700)
        rows.append((f"{text} uniek {number}", float(number % 11), str(day.date()), carried))
    return rows
