"""The sheets of the workbook that hold text: summary, comments, what was not read, and guide."""

from collections.abc import Iterator

import pandas as pd

from feedback_nlp.report.bands import band_codes
from feedback_nlp.report.findings import Findings
from feedback_nlp.report.glossary import glossary
from feedback_nlp.report.remarks import dutch_reason
from feedback_nlp.report.sentences import audit_sentence, example_sentence
from feedback_nlp.report.sheets import Book, Cell, Column
from feedback_nlp.report.summary import Summary
from feedback_nlp.themes.taxonomy import Taxonomy

_EVIDENCE = " | "


def add_summary(book: Book, findings: Findings, summary: Summary) -> None:
    """Add the headline numbers.

    Parameters
    ----------
    book : Book
        What to add to.
    findings : Findings
        Gives the source.
    summary : Summary
        The numbers.
    """
    facts, headline = summary.facts, summary.headline
    rows: list[tuple[str, Cell, str]] = [
        (summary.metric.title, headline.value, summary.metric.explanation),
        ("Marge van", headline.low, "Onderkant van de 95%-marge."),
        (
            "Marge tot",
            headline.high,
            "De werkelijke waarde ligt zeer waarschijnlijk tussen die twee.",
        ),
        ("Scores", headline.n, "Respondenten met een score."),
        ("Respondenten", facts.n_respondents, "Rijen die gelezen zijn."),
        (
            "Klanten",
            facts.n_customers or None,
            "Verschillende klanten, als sommige vaker antwoordden.",
        ),
        ("Reacties", facts.n_comments, "Respondenten die iets schreven."),
        ("Geen thema", facts.n_without_theme, "Reacties waarin het model geen thema herkende."),
        ("Nagekeken reacties", summary.n_audited, audit_sentence(summary.n_audited)),
        ("Niet gelezen", summary.unread.n_refused, "Rijen die niet gelezen konden worden."),
        ("Eerste datum", facts.first_date, ""),
        ("Laatste datum", facts.last_date, ""),
        ("Bron", findings.reading.source, ""),
    ]
    columns = [
        Column("Wat", "text", 36),
        Column("Waarde", "mixed", 24),
        Column("Uitleg", "text", 70),
    ]
    book.add_sheet("Samenvatting", "De belangrijkste cijfers.", columns, rows, filtered=False)


def add_comments(book: Book, findings: Findings, summary: Summary) -> None:
    """Add all comments with their score, date, themes and evidence.

    Parameters
    ----------
    book : Book
        What to add to.
    findings : Findings
        The comments.
    summary : Summary
        The tags, joined with the comments.
    """
    columns = [
        Column("Nr.", "text", 14),
        Column("Datum", "date", 13),
        Column("Score", "score", 8),
        Column("Scoregroep", "text", 16),
        Column("Reactie", "text", 80),
        Column("Verbeterpunten", "text", 36),
        Column("Sterke punten", "text", 36),
        Column("Waar het staat", "text", 60),
    ]
    note = "Alle reacties. ‘Waar het staat’ is het deel waarin het model een thema herkende."
    book.add_sheet("Reacties", note, columns, _comment_rows(findings, summary))


def add_unread(book: Book, findings: Findings) -> None:
    """Add every row that was refused and every remark on a row that was kept.

    Parameters
    ----------
    book : Book
        What to add to.
    findings : Findings
        What became of the rows of the file.
    """
    refused, notes = findings.reading.refused, findings.reading.notes
    columns = [
        Column("Regel", "count", 10),
        Column("Telt mee", "text", 10),
        Column("Kolom", "text", 30),
        Column("Reden", "text", 90),
    ]
    rows = [
        (line, "nee", "", dutch_reason(str(reason))[0])
        for line, reason in zip(refused["line"], refused["reason"], strict=True)
    ] + [
        (line, "ja", "" if pd.isna(column) else str(column), dutch_reason(str(reason))[0])
        for line, column, reason in zip(
            notes["line"], notes["column"], notes["reason"], strict=True
        )
    ]
    note = "Rijen die niet of niet helemaal gelezen konden worden."
    book.add_sheet("Niet gelezen", note, columns, rows)


def add_guide(book: Book, summary: Summary) -> None:
    """Add what each number means and what it was made with.

    Parameters
    ----------
    book : Book
        What to add to.
    summary : Summary
        Gives the metric, names and versions.
    """
    origin, example = summary.origin, summary.example
    rows = [(term.name, term.meaning) for term in glossary(summary)]
    if example is not None:
        name = summary.improvements[0].name
        rows.append(("Rekenvoorbeeld", example_sentence(example, name, summary.metric)))
    rows += [
        ("Thema-indeling", f"versie {origin.taxonomy_version}"),
        ("Programma", f"feedback_nlp {origin.package}"),
    ]
    columns = [Column("Begrip", "text", 34), Column("Uitleg", "text", 110)]
    book.add_sheet("Begrippen", "Wat elk getal betekent.", columns, rows, filtered=False)


def _comment_rows(findings: Findings, summary: Summary) -> Iterator[tuple[Cell, ...]]:
    themes_of, evidence_of = _by_comment(summary.tagged, findings.taxonomy)
    comments = findings.comments
    names = [*(band.name for band in summary.bands), ""]  # -1 is the last: no score
    bands = [names[code] for code in band_codes(comments["score"], findings.metric)]
    dates = comments["date"] if "date" in comments else [None] * len(comments)
    for comment_id, comment, score, date, band in zip(
        comments["comment_id"], comments["comment"], comments["score"], dates, bands, strict=True
    ):
        if pd.isna(comment):
            continue
        yield (
            str(comment_id),
            date,
            score,
            band,
            comment,
            "; ".join(themes_of.get((comment_id, "complaint"), ())),
            "; ".join(themes_of.get((comment_id, "praise"), ())),
            _EVIDENCE.join(evidence_of.get(comment_id, ())),
        )


def _by_comment(
    tagged: pd.DataFrame, taxonomy: Taxonomy
) -> tuple[dict[tuple[str, str], list[str]], dict[str, dict[str, None]]]:
    """Collect the theme names and, each once, the segments of every comment."""
    themes_of: dict[tuple[str, str], list[str]] = {}
    evidence_of: dict[str, dict[str, None]] = {}
    ordered = tagged.sort_values(["comment_id", "start", "end", "theme"], kind="stable")
    for comment_id, comment, theme, start, end in zip(
        *(ordered[column] for column in ("comment_id", "comment", "theme", "start", "end")),
        strict=True,
    ):
        key = (comment_id, taxonomy.side_of(theme))
        themes_of.setdefault(key, []).append(taxonomy.name_of(theme))
        if segment := comment[start:end].strip():
            evidence_of.setdefault(comment_id, {})[segment] = None
    return themes_of, evidence_of
