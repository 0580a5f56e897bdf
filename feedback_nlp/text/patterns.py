"""Find thousands of word patterns in token arrays at once: one walk of a trie for all places."""

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import or_
from typing import NamedTuple

import numpy as np

from feedback_nlp.text.compounds import head
from feedback_nlp.text.hits import Hits
from feedback_nlp.text.lookup import Lookup
from feedback_nlp.text.ragged import BoolArray, GrowingArray, GrowingRows, IntArray
from feedback_nlp.text.spelling import plain_form
from feedback_nlp.text.tokens import Tokenizer, Tokens

MAX_GAP = 4
"""Words that ``..`` may skip."""
_BITS = 62
_Triples = tuple[IntArray, IntArray, IntArray]


class PatternFinder:
    """Find the patterns of several groups in tokens.

    Parameters
    ----------
    groups : mapping of str to iterable of str
        Patterns per group. ``stem*`` is any word that begins with the stem; ``..`` skips at most
        four words.
    tokenizer : Tokenizer
        Makes the tokens; patterns are tokenised by it too, so that both are cut alike.

    Attributes
    ----------
    group_names : tuple of str
        Names of the groups, in the order of their numbers.

    Examples
    --------
    >>> tokenizer = Tokenizer()
    >>> finder = PatternFinder({"late": ["te laat", "duur* .. lang"]}, tokenizer)
    >>> tokens = tokenizer.tokenize(["Kwam te laat, het duurde echt veel te lang"])
    >>> hits = finder.find(tokens, np.zeros(len(tokens), dtype=int))
    >>> hits.first.tolist(), hits.last.tolist()
    ([1, 5], [2, 9])
    """

    def __init__(self, groups: Mapping[str, Iterable[str]], tokenizer: Tokenizer) -> None:
        self.group_names = tuple(groups)
        self._tokenizer = tokenizer
        self._elements: dict[str, int] = {}
        self._cuts = self._cut_words(groups)
        trie = _Trie()
        for number, name in enumerate(self.group_names):
            for pattern in groups[name]:
                trie.add(self._steps(pattern), number)
        self._n_elements = max(1, len(self._elements))
        self._edges = {gap: trie.edges(gap, self._n_elements) for gap in (False, True)}
        self._roots = trie.roots
        self._ends = trie.ends
        self._is_end = trie.is_end
        self._node_marks = {gap: trie.marks(gap) for gap in (False, True)}
        self._stems = {e[:-1]: n for e, n in self._elements.items() if e.endswith("*")}
        self._stem_lengths = sorted({len(stem) for stem in self._stems})
        self._forget_forms()

    def _steps(self, pattern: str) -> list[tuple[int, bool]]:
        """Return the pattern as (element, whether a gap may stand before it)."""
        steps: list[tuple[int, bool]] = []
        gap = False
        for word in pattern.split(" "):
            if word == "..":
                gap = True
                continue
            for part in self._cuts[word]:
                element = self._elements.setdefault(part, len(self._elements))
                steps.append((element, gap))
                gap = False
        return steps

    def _cut_words(self, groups: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
        """Cut each word of the patterns into tokens as the tokenizer would."""
        words = {w for patterns in groups.values() for p in patterns for w in p.split(" ")}
        whole = sorted(word for word in words if not word.endswith("*"))
        tokens = self._tokenizer.tokenize(whole)
        cuts: dict[str, list[str]] = {w: [plain_form(w[:-1]) + "*"] for w in words - set(whole)}
        for form, place in zip(tokens.form, tokens.comment, strict=True):
            cuts.setdefault(whole[place], []).append(self._tokenizer.forms[form])
        return cuts

    def _forget_forms(self) -> None:
        self._generation = self._tokenizer.generation
        self._form_elements, self._form_nodes = GrowingRows(), GrowingRows()
        self._form_marks = GrowingArray(np.int64)

    def _know_new_forms(self) -> None:
        if self._generation != self._tokenizer.generation:
            self._forget_forms()
        fresh = self._tokenizer.forms[len(self._form_nodes) :]
        if not fresh:
            return
        elements = [self._elements_of(form) for form in fresh]
        self._form_elements.extend(elements)
        self._form_marks.extend([_mark(found) for found in elements])
        root = self._roots
        self._form_nodes.extend([[root[e] for e in found if e in root] for found in elements])

    def _elements_of(self, form: str) -> list[int]:
        """Return the words and stems of patterns that a form is, or else that its head is."""
        beginnings = [form[:n] for n in self._stem_lengths if n <= len(form)]
        whole = [self._elements[form]] if form in self._elements else []
        found = whole + [self._stems[stem] for stem in beginnings if stem in self._stems]
        if not found and (last := head(form, self._elements)):
            return self._elements_of(last)
        return found

    def find(self, tokens: Tokens, stretch: IntArray) -> Hits:
        """Find every pattern in the tokens.

        Parameters
        ----------
        tokens : Tokens
            Where to look.
        stretch : array of shape (n_tokens,)
            Number of the stretch of text each token belongs to, never falling; a pattern does not
            reach from one into the next.

        Returns
        -------
        Hits
            All hits, ordered by first token, then last, then group.
        """
        self._know_new_forms()
        node, start = self._form_nodes.take(tokens.form)
        place = start
        nothing = np.zeros(MAX_GAP + 1, dtype=np.int64)
        marks = np.concatenate([self._form_marks.values.take(tokens.form), nothing])
        words = _Words(tokens.form, marks, stretch)
        found: list[_Triples] = []
        while len(node):
            ending = np.flatnonzero(self._is_end[node])
            group, owner = self._ends.take(node[ending])
            found.append((start[ending[owner]], place[ending[owner]], group))
            ahead = [self._advance(words, gap, start, place, node) for gap in (False, True)]
            start, place, node = (np.concatenate(parts) for parts in zip(*ahead, strict=True))
        return _ordered(found)

    def _advance(
        self, words: "_Words", gap: bool, start: IntArray, place: IntArray, node: IntArray
    ) -> _Triples:
        """Take one step from every place that the trie leaves open, over a gap or to the next."""
        marks = self._node_marks[gap][node]
        going = np.flatnonzero(marks)
        reach = MAX_GAP + 1 if gap else 1
        ahead = place[going, None] + np.arange(1, reach + 1)
        chosen = np.flatnonzero(marks[going, None] & words.marks[ahead])
        ahead, origin = ahead.ravel()[chosen], going[chosen // reach]
        near = np.flatnonzero(words.stretch[ahead] == words.stretch[place[origin]])
        ahead, origin = ahead[near], origin[near]
        element, owner = self._form_elements.take(words.form[ahead])
        reached = self._edges[gap].find(node[origin[owner]] * self._n_elements + element)
        going = np.flatnonzero(reached >= 0)
        owner = owner[going]
        steps = start[origin[owner]], ahead[owner], reached[going]
        return _distinct(*steps) if gap else steps  # several ways over gaps may lead to one place


class _Words(NamedTuple):
    """The form, the mark and the stretch of every token; behind the last stand empty marks."""

    form: IntArray
    marks: IntArray
    stretch: IntArray


class _Trie:
    """The patterns as a tree: a node per beginning, an edge per word, with or without a gap."""

    def __init__(self) -> None:
        self._next: list[dict[tuple[int, bool], int]] = [{}]
        self._groups: list[set[int]] = [set()]

    def add(self, steps: list[tuple[int, bool]], group: int) -> None:
        node = 0
        for step in steps:
            if step not in self._next[node]:
                self._next[node][step] = len(self._next)
                self._next.append({})
                self._groups.append(set())
            node = self._next[node][step]
        self._groups[node].add(group)

    @property
    def ends(self) -> GrowingRows:
        rows = GrowingRows()
        rows.extend([sorted(groups) for groups in self._groups])
        return rows

    @property
    def is_end(self) -> BoolArray:
        return np.array([len(groups) > 0 for groups in self._groups])

    @property
    def roots(self) -> dict[int, int]:
        return {element: node for (element, gap), node in self._next[0].items() if not gap}

    def marks(self, gap: bool) -> IntArray:
        """Return for each node the marks of the words that go on from it, 0 where none does."""
        steps = [
            (node, element)
            for node, edges in enumerate(self._next)
            for element, with_gap in edges
            if with_gap == gap
        ]
        node, element = np.array(steps, dtype=np.int64).reshape(-1, 2).T
        marks = np.zeros(len(self._next), dtype=np.int64)
        np.bitwise_or.at(marks, node, 1 << element % _BITS)
        return marks

    def edges(self, gap: bool, n_elements: int) -> Lookup:
        edges = [
            (node * n_elements + element, target)
            for node, edges in enumerate(self._next)
            for (element, with_gap), target in edges.items()
            if with_gap == gap
        ]
        return Lookup(*np.array(edges, dtype=np.int64).reshape(-1, 2).T)


def _mark(elements: Iterable[int]) -> int:
    """Return one bit per element, shared by many: sets without a common bit have none in common."""
    return reduce(or_, (1 << element % _BITS for element in elements), 0)


def _ordered(found: list[_Triples]) -> Hits:
    if not found:
        return Hits(*np.zeros((3, 0), dtype=np.int64))
    first, last, group = _distinct(*(np.concatenate(parts) for parts in zip(*found, strict=True)))
    return Hits(group, first, last)


def _distinct(first: IntArray, last: IntArray, number: IntArray) -> _Triples:
    """Return each triple once, ordered by the first, then the last, then the number."""
    n_lengths, n_numbers = int((last - first).max(initial=0)) + 1, int(number.max(initial=0)) + 1
    keys = np.sort((first * n_lengths + last - first) * n_numbers + number)
    keys = keys[np.flatnonzero(np.diff(keys, prepend=-1))]
    rest = keys // n_numbers  # twice as quick as divmod
    first = rest // n_lengths
    return first, first + rest - first * n_lengths, keys - rest * n_numbers
