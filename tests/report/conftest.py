"""Findings to report on, and a browser to look at the page with."""

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from feedback_nlp.report.findings import Findings, ReadingSummary
from feedback_nlp.scores.counts import COLUMNS, count_themes, name_periods
from feedback_nlp.scores.intervals import Estimate, estimate_metric
from feedback_nlp.scores.metrics import Metric, find_metric
from feedback_nlp.scores.ranking import rank_themes
from feedback_nlp.scores.ranking_options import RankingOptions
from feedback_nlp.themes.taxonomy import Taxonomy, Theme, Topic

TAG_COLUMNS = ["comment_id", "theme", "topic", "side", "proba", "start", "end", "source"]
_FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--window-size=1280,900", "--hide-scrollbars",
)  # fmt: skip

Row = tuple[str | None, float | None, str | None, dict[str, str]]
"""A comment, its score, its date, and per theme the words that carry it."""


@pytest.fixture(scope="session")
def taxonomy() -> Taxonomy:
    late = Theme(id="late", name="Te late levering", definition="Later dan beloofd.")
    fast = Theme(id="fast", name="Snelle levering", definition="Snel of op tijd.")
    rude = Theme(id="rude", name="Onvriendelijk personeel", definition="Onbeleefd.")
    kind = Theme(id="kind", name="Vriendelijk personeel", definition="Aardig.")
    return Taxonomy(
        version=7,
        topics=(
            Topic(id="delivery", complaint=late, praise=fast),
            Topic(id="staff", complaint=rude, praise=kind),
        ),
    )


@pytest.fixture(scope="session")
def make(taxonomy: Taxonomy) -> Callable[..., Findings]:
    def build(rows: Sequence[Row], metric: str = "nps", **changes: object) -> Findings:
        comments = pd.DataFrame(
            {
                "comment_id": [str(number) for number in range(1, len(rows) + 1)],
                "comment": pd.array([row[0] for row in rows], dtype="string"),
                "score": np.array([row[1] for row in rows], dtype=float),
            }
        )
        if any(row[2] for row in rows):
            comments["date"] = pd.to_datetime([row[2] for row in rows])
        tags = pd.DataFrame(
            [
                _tag(str(number), row[0], theme, words, taxonomy)
                for number, row in enumerate(rows, start=1)
                for theme, words in row[3].items()
            ],
            columns=TAG_COLUMNS,
        )
        return make_findings(comments, tags, taxonomy, find_metric(metric), **changes)

    return build


def _tag(
    comment_id: str, comment: str | None, theme: str, words: str, taxonomy: Taxonomy
) -> tuple[object, ...]:
    start = (comment or "").index(words)
    topic, side = taxonomy.topic_of(theme).id, taxonomy.side_of(theme)
    return comment_id, theme, topic, side, 0.9, start, start + len(words), "model"


def make_findings(
    comments: pd.DataFrame,
    tags: pd.DataFrame,
    taxonomy: Taxonomy,
    metric: Metric,
    **changes: object,
) -> Findings:
    n_comments = int(comments["comment"].notna().sum())
    values = metric.values(comments["score"]).to_numpy(float)
    scored = np.isfinite(values).any()
    periods = name_periods(comments["date"]) if "date" in comments else None
    reading = ReadingSummary(
        source="enquête.csv",
        n_rows=len(comments),
        n_comments=n_comments,
        n_empty=len(comments) - n_comments,
        n_without_score=int(comments["score"].isna().sum()),
        n_duplicates=0,
        refused=pd.DataFrame(columns=["line", "reason"]),
        notes=pd.DataFrame(columns=["line", "column", "reason"]),
    )
    found: dict[str, object] = {
        "comments": comments,
        "tags": tags,
        "taxonomy": taxonomy,
        "metric": metric,
        "estimate": estimate_metric(values, metric) if scored else Estimate(*[np.nan] * 3, 0),
        "counts": count_themes(comments, tags, taxonomy.themes),
        "period_counts": pd.DataFrame(columns=COLUMNS)
        if periods is None
        else count_themes(comments, tags, taxonomy.themes, period=periods),
        "ranking": rank_themes(
            comments, tags, metric, taxonomy, options=RankingOptions(min_mentions=5)
        ),
        "reading": reading,
        "model_name": "starter",
        "model_version": "0.1",
    }
    return Findings(**(found | changes))  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def shop_rows() -> list[Row]:
    """60 comments through six months: late deliveries cost most, fast ones bring most."""
    rows: list[Row] = []
    for month in range(1, 7):
        date = f"2025-{month:02d}-15"
        rows += [
            ("Het pakket kwam drie dagen te laat, jammer.", 3.0, date, {"late": "te laat"}),
            (
                "Weer veel te laat geleverd en niemand belde.",
                2.0,
                date,
                {"late": "te laat geleverd"},
            ),
            ("De man aan de deur was kortaf.", 6.0, date, {"rude": "kortaf"}),
            ("Snel geleverd, dank.", 10.0, date, {"fast": "Snel geleverd"}),
            ("Al na één dag in huis, super!", 9.0, date, {"fast": "Al na één dag in huis"}),
            (
                "Vriendelijke bezorger, wel te laat.",
                7.0,
                date,
                {"kind": "Vriendelijke bezorger", "late": "te laat"},
            ),
            ("Lieve mensen aan de telefoon.", 9.0, date, {"kind": "Lieve mensen"}),
            ("Gewoon een bestelling.", 8.0, date, {}),
            (None, 8.0, date, {}),
            ("Vergeten hoe het ging.", None, None, {}),
        ]
    return rows


class Browser:
    """Chromium without a window, and what it had to say."""

    def __init__(self, driver: webdriver.Chrome) -> None:
        self.driver = driver

    def open(self, page: Path) -> None:
        self.driver.get("about:blank")
        self.driver.get_log("browser")
        self.driver.get_log("performance")
        self.driver.get(page.as_uri())
        self.wait("document.documentElement.classList.contains('drawn')")

    def wait(self, condition: str) -> None:
        self.driver.execute_async_script(
            f"const done = arguments[0]; const check = () => {condition} ? done() "
            ": setTimeout(check, 20); check();"
        )

    def run(self, script: str, *arguments: object) -> object:
        return self.driver.execute_script(script, *arguments)

    def texts(self, selector: str) -> list[str]:
        found = self.run(
            "return [...document.querySelectorAll(arguments[0])].map((e) => e.textContent.trim())",
            selector,
        )
        assert isinstance(found, list)
        return found

    def choose(self, field: str, value: object) -> None:
        self.run(
            "const field = document.getElementById(arguments[0]); field.value = arguments[1];"
            "field.dispatchEvent(new Event('input', { bubbles: true }));",
            field,
            value,
        )

    def complaints(self) -> list[object]:
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requests(self) -> set[str]:
        messages = (
            json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")
        )
        return {
            message["params"]["request"]["url"]
            for message in messages
            if message["method"] == "Network.requestWillBeSent"
        }


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    chromium, chromedriver = shutil.which("chromium"), shutil.which("chromedriver")
    if chromium is None or chromedriver is None:
        pytest.skip("needs chromium and chromedriver (Debian: chromium, chromium-driver)")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for flag in (*_FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(chromedriver))
    driver.set_script_timeout(30)
    yield Browser(driver)
    driver.quit()
