"""Find thousands of word patterns in token arrays at once: one walk of a trie for all places."""

from collections.abc import Iterable, Mapping

import numpy as np

from feedback_nlp.text.hits import Hits
from feedback_nlp.text.ragged import BoolArray, GrowingRows, IntArray, ranges
from feedback_nlp.text.spelling import plain_form
from feedback_nlp.text.tokens import Tokenizer, Tokens

MAX_GAP = 4
"""Words that ``..`` may skip."""


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
        self._ends = trie.ends
        self._has_next = {gap: trie.has_next(gap) for gap in (False, True)}
        self._stem_lengths = sorted({len(e) - 1 for e in self._elements if e.endswith("*")})
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
        self._form_elements = GrowingRows()

    def _elements_of_new_forms(self) -> None:
        if self._generation != self._tokenizer.generation:
            self._forget_forms()
        for form in self._tokenizer.forms[len(self._form_elements) :]:
            stems = (form[:n] + "*" for n in self._stem_lengths if n <= len(form))
            found = (self._elements.get(name) for name in (form, *stems))
            self._form_elements.append([element for element in found if element is not None])

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
        self._elements_of_new_forms()
        element, position = self._form_elements.take(tokens.form)
        start, place, node = (
            position,
            position,
            self._follow(False, np.zeros_like(element), element),
        )
        start, place, node = (a[node >= 0] for a in (start, place, node))
        found: list[tuple[IntArray, IntArray, IntArray]] = []
        while len(node):
            group, owner = self._ends.take(node)
            found.append((group, start[owner], place[owner]))
            ahead = [
                self._advance(tokens, stretch, gap, start, place, node) for gap in (False, True)
            ]
            start, place, node = (np.concatenate(parts) for parts in zip(*ahead, strict=True))
        return _ordered(found)

    def _advance(
        self, tokens: Tokens, stretch: IntArray, gap: bool, *walk: IntArray
    ) -> tuple[IntArray, IntArray, IntArray]:
        """Take one step from every place that the trie leaves open, over a gap or to the next."""
        start, place, node = (array[self._has_next[gap][walk[2]]] for array in walk)
        reach = np.full(len(place), MAX_GAP + 1 if gap else 1)
        ahead = ranges(place + 1, reach)
        start, origin, node = (np.repeat(array, reach) for array in (start, place, node))
        inside = ahead < len(tokens)
        inside[inside] = stretch[ahead[inside]] == stretch[origin[inside]]
        start, ahead, node = start[inside], ahead[inside], node[inside]
        element, owner = self._form_elements.take(tokens.form[ahead])
        reached = self._follow(gap, node[owner], element)
        going = reached >= 0
        return start[owner][going], ahead[owner][going], reached[going]

    def _follow(self, gap: bool, node: IntArray, element: IntArray) -> IntArray:
        """Return the trie node behind each edge, -1 where there is none."""
        keys, targets = self._edges[gap]
        wanted = node * self._n_elements + element
        at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        return np.where(keys[at] == wanted, targets[at], -1)


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
        for groups in self._groups:
            rows.append(sorted(groups))
        return rows

    def has_next(self, gap: bool) -> BoolArray:
        return np.array([any(edge[1] == gap for edge in edges) for edges in self._next])

    def edges(self, gap: bool, n_elements: int) -> tuple[IntArray, IntArray]:
        pairs = sorted(
            (node * n_elements + element, target)
            for node, edges in enumerate(self._next)
            for (element, with_gap), target in edges.items()
            if with_gap == gap
        )
        keys, targets = zip(*pairs, strict=True) if pairs else ((-1,), (-1,))
        return np.array(keys, dtype=np.int64), np.array(targets, dtype=np.int64)


def _ordered(found: list[tuple[IntArray, IntArray, IntArray]]) -> Hits:
    if not found:
        nothing = np.zeros(0, dtype=np.int64)
        return Hits(nothing, nothing, nothing)
    group, first, last = (np.concatenate(parts) for parts in zip(*found, strict=True))
    order = np.lexsort((group, last, first))
    distinct = np.ones(len(order), dtype=bool)
    stacked = np.stack([group, first, last])[:, order]
    distinct[1:] = (stacked[:, 1:] != stacked[:, :-1]).any(axis=0)
    return Hits(*stacked[:, distinct])
