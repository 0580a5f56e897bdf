"""Comments cut up and searched: tokens, segments, negation and cues."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from feedback_nlp.text.calendar_days import DAYS_ELAPSED, CalendarDays
from feedback_nlp.text.clock_times import ELAPSED, ClockTimes
from feedback_nlp.text.form_flags import FormFlags, has_letter
from feedback_nlp.text.greetings import Greetings
from feedback_nlp.text.hits import Hits, longest
from feedback_nlp.text.judgements import match_opinions
from feedback_nlp.text.negation import find_negation
from feedback_nlp.text.patterns import PatternFinder
from feedback_nlp.text.pipeline import Pipeline
from feedback_nlp.text.plain_negation import PlainNegation
from feedback_nlp.text.ragged import BoolArray
from feedback_nlp.text.segments import Segmenter, Segments, whole_segments
from feedback_nlp.text.spelling import Spelling
from feedback_nlp.text.tokens import Tokenizer, Tokens
from feedback_nlp.themes.lexicon import Lexicon, Opinions


@dataclass(frozen=True, eq=False)
class Analysis:
    """Comments cut up and searched: all that features are made of.

    Attributes
    ----------
    tokens : Tokens
        The tokens, with negation in plain order.
    segments : Segments
        The segments they form.
    negated : array of bool of shape (n_tokens,)
        Whether each token stands in the scope of a negation.
    cues : Hits
        Cues, aspects and opinion words; the longest win, negators are left out. After them come
        the aspects that an opinion goes with, and clock times with the time before.
    cue_negated : array of bool of shape (n_cues,)
        Whether a negation turns each of them round; of an aspect, whether the opinion blames it.
    """

    tokens: Tokens
    segments: Segments
    negated: BoolArray
    cues: Hits
    cue_negated: BoolArray


class Analyser:
    """Cut comments into tokens and segments and find the cues of a lexicon in them.

    Parameters
    ----------
    tokenizer : Tokenizer
        Makes the tokens.
    lexicon : Lexicon
        What to look for.

    Attributes
    ----------
    group_names : tuple of str
        Names of the cue groups, as `group_names` gives them.
    """

    def __init__(self, tokenizer: Tokenizer, lexicon: Lexicon) -> None:
        self.tokenizer = tokenizer
        self._segmenter = Segmenter(tokenizer)
        self._words = FormFlags(tokenizer, has_letter)
        self._clock_times = ClockTimes(tokenizer)
        self._days = CalendarDays(tokenizer)
        self._greetings = Greetings(tokenizer)
        self._negation = PlainNegation(tokenizer)
        groups = _patterns_by_group(lexicon)
        self._n_found = len(groups)
        self._aspects = range(len(lexicon.cues), len(lexicon.cues) + len(lexicon.aspects))
        self.group_names = group_names(lexicon)
        opinions = lexicon.opinions
        negators = frozenset(opinions.negators + opinions.near_negators + opinions.closing_negators)
        self._finder = PatternFinder(
            {
                **{name: _with(negators, patterns, no=True) for name, patterns in groups.items()},
                **{f"{name} ¬": _with(negators, patterns) for name, patterns in groups.items()},
                **_negators_by_kind(opinions),
            },
            tokenizer,
        )

    def analyse(self, comments: Sequence[str], *, whole: bool = False) -> Analysis:
        """Cut up and search comments.

        Parameters
        ----------
        comments : sequence of str
            The comments.
        whole : bool, default=False
            Take each comment as one segment, as labelled segments are.

        Returns
        -------
        Analysis
            Tokens, segments, negation and cues.
        """
        tokens = self.tokenizer.tokenize(comments)
        segments = self._segmenter.split(tokens)
        if whole:
            segments = whole_segments(segments, tokens, comments)
        is_word = self._words.flags().take(tokens.form) > 0
        elapsed = self._find_elapsed(tokens)
        tokens = self._greetings.leave_out(tokens)
        tokens = self._negation.order(tokens, segments.sentence_of_token, is_word)
        hits = self._finder.find(tokens, segments.sentence_of_token)
        n_groups = self._n_found
        found = longest(hits[hits.group < 2 * n_groups])
        negates_itself = found.group >= n_groups
        negators = longest(hits[hits.group >= 2 * n_groups])
        negators = replace(negators, group=negators.group - 2 * n_groups)
        cues = replace(found, group=found.group % n_groups)
        negation = find_negation(negators, cues, segments.clause_of_token, is_word)
        tokens = self._negation.cancel(tokens, negation.cancelled)
        turned = negation.of_hits(cues, negates_itself)
        judged, blamed = self._judge(cues, turned, segments, tokens)
        return Analysis(
            tokens,
            segments,
            negation.of_token,
            cues + judged + elapsed,
            np.concatenate([turned, blamed, np.zeros(len(elapsed), dtype=bool)]),
        )

    def _find_elapsed(self, tokens: Tokens) -> Hits:
        """Return the clock times and days that stand after another, by the time between."""
        times, days = self._clock_times.find_elapsed(tokens), self._days.find_elapsed(tokens)
        n_days = len(self.group_names) - len(DAYS_ELAPSED)
        times = replace(times, group=times.group + n_days - len(ELAPSED))
        return times + replace(days, group=days.group + n_days)

    def _judge(
        self, cues: Hits, turned: BoolArray, segments: Segments, tokens: Tokens
    ) -> tuple[Hits, BoolArray]:
        """Return the aspects with an opinion on them, and whether it blames them."""
        positive = self._aspects.stop
        is_opinion = (cues.group == positive) | (cues.group == positive + 1)
        aspect = np.flatnonzero(np.isin(cues.group, self._aspects))
        opinion = np.flatnonzero(is_opinion)
        behind = np.minimum(cues.last[opinion] + 1, len(tokens) - 1)
        is_heading = tokens.form[behind] == self.tokenizer.form_id(":")
        matched = match_opinions(cues[aspect], cues[opinion], segments.of_token, is_heading)
        aspect, opinion = aspect[matched >= 0], opinion[matched[matched >= 0]]
        judged = Hits(
            cues.group[aspect] - self._aspects.start + self._n_found,
            np.minimum(cues.first[aspect], cues.first[opinion]),
            np.maximum(cues.last[aspect], cues.last[opinion]),
        )
        return judged, (cues.group[opinion] == positive) == turned[opinion]


def group_names(lexicon: Lexicon) -> tuple[str, ...]:
    """Return the names of the cue groups of an analyser, in their order.

    Parameters
    ----------
    lexicon : Lexicon
        What it looks for.

    Returns
    -------
    tuple of str
        ``cue:`` and a theme, ``aspect:`` and a topic, an opinion, or ``judged:`` and a topic, for
        an aspect with its opinion, negated where that blames; last ``elapsed:`` and a span, for a
        clock time or a day after another.
    """
    judged = (f"judged:{topic}" for topic in lexicon.aspects)
    elapsed = (f"elapsed:{span}" for span in (*ELAPSED, *DAYS_ELAPSED))
    return (*_patterns_by_group(lexicon), *judged, *elapsed)


def _patterns_by_group(lexicon: Lexicon) -> dict[str, tuple[str, ...]]:
    return {
        **{f"cue:{theme}": patterns for theme, patterns in lexicon.cues.items()},
        **{f"aspect:{topic}": patterns for topic, patterns in lexicon.aspects.items()},
        "positive": lexicon.opinions.positive,
        "negative": lexicon.opinions.negative,
        "hedges": lexicon.opinions.hedges,
    }


def _negators_by_kind(opinions: Opinions) -> dict[str, tuple[str, ...]]:
    """Return the negators, in the order of the numbers of their kinds."""
    return {
        "negators": opinions.negators,
        "closing negators": opinions.closing_negators,
        "denials": opinions.denials,
        "pseudo-negators": opinions.pseudo_negators,
        "near negators": opinions.near_negators,
    }


def _with(negators: frozenset[str], patterns: Iterable[str], *, no: bool = False) -> list[str]:
    """Return the patterns that have a negator of one word in them, or those that have none."""
    return [p for p in patterns if negators.isdisjoint(p.split(" ")) is no]


def make_analyser(
    language: str,
    lexicon: Lexicon,
    words: Collection[str] = (),
    pipeline: Pipeline | None = None,
) -> Analyser:
    """Return an analyser that knows the words of a vocabulary.

    Parameters
    ----------
    language : str
        Any language spaCy has a blank pipeline for.
    lexicon : Lexicon
        What to look for.
    words : collection of str
        What stretched and misspelt words are brought back to, most usual first; the words of the
        lexicon come after them.
    pipeline : Pipeline, optional
        Whose tokenizer, lemmas and vectors are used.

    Returns
    -------
    Analyser
        With an empty memory.
    """
    known = [*words, *sorted(lexicon.words.difference(words))]
    spelling = Spelling(known, language=language)
    return Analyser(Tokenizer(language=language, spelling=spelling, pipeline=pipeline), lexicon)
