import numpy as np
import pytest
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from feedback_nlp.classifier.eight_bits import rounded
from feedback_nlp.classifier.layers import fit_layers
from feedback_nlp.themes.taxonomy import Taxonomy, plain_taxonomy

TAXONOMY = Taxonomy.model_validate(
    {
        "topics": [
            {
                "id": "time",
                "complaint": {"id": "late", "name": "Te laat"},
                "praise": {"id": "fast", "name": "Snel"},
            },
            {"id": "staff", "praise": {"id": "kind", "name": "Aardig"}},
        ]
    }
)


@pytest.fixture(scope="module")
def pieces():
    """Two hundred pieces of ten features; what they carry follows from the features."""
    random = np.random.default_rng(5)
    values = random.random((200, 10)) * (random.random((200, 10)) < 0.5)
    noise = random.normal(0, 0.2, (200, 3))
    carried = values[:, :3] + noise > 0.5
    return sparse.csr_matrix(values.astype(np.float32)), carried


def log_count_ratio(column, y):
    """|ln(p / q)| of one feature, counted piece by piece."""
    with_it, without = column[y], column[~y]
    p = (1 + sum(value != 0 for value in with_it)) / (2 + len(with_it))
    q = (1 + sum(value != 0 for value in without)) / (2 + len(without))
    return abs(np.log(p / q))


def exact(X, y, C):
    """The minimum itself, by another solver to a far smaller tolerance."""
    columns = X.toarray().T
    scale = [0.25 + 0.75 * log_count_ratio(c, y) if c.min() >= 0 else 1.0 for c in columns]
    model = LogisticRegression(C=C, solver="newton-cholesky", tol=1e-10, max_iter=500)
    # liblinear holds the intercept back like any weight: so does a column of ones
    with_ones = np.column_stack([X.toarray() * scale, np.ones(X.shape[0])])
    model.set_params(fit_intercept=False).fit(with_ones, y)
    return model.coef_[0] * [*scale, 1]


def test_columns_are_themes_then_topics_then_the_side(pieces):
    X, carried = pieces
    weights = fit_layers(X, carried, TAXONOMY, C=4.0, n_jobs=1)
    late, fast, kind = carried.T
    praises, complains = fast | kind, late
    one_sided = praises != complains
    targets = [late, fast, kind, late | fast, kind]
    expected = [exact(X, y, 4.0) for y in targets]
    expected.append(exact(X[one_sided], praises[one_sided], 4.0))
    found = np.vstack([weights.coefficients, weights.intercepts]).T
    assert found.shape == (6, 11)
    np.testing.assert_allclose(found, expected, atol=0.1)


def test_features_that_can_be_negative_are_not_scaled_by_how_many_pieces_have_them(pieces):
    X, carried = pieces
    signed = np.random.default_rng(6).normal(0, 0.3, (200, 2)) + carried[:, :2]
    wide = sparse.hstack([X, signed], format="csr", dtype=np.float32)
    weights = fit_layers(
        wide, carried, plain_taxonomy(("a", "b", "c"), language="nl"), C=1.0, n_jobs=1
    )
    expected = [exact(wide, y, 1.0) for y in carried.T]
    found = np.vstack([weights.coefficients, weights.intercepts]).T
    np.testing.assert_allclose(found, expected, atol=0.1)


def test_themes_of_one_side_have_a_column_each_and_no_more(pieces):
    X, carried = pieces
    weights = fit_layers(
        X, carried, plain_taxonomy(("a", "b", "c"), language="nl"), C=1.0, n_jobs=1
    )
    assert weights.coefficients.shape == (10, 3)
    assert weights.intercepts.shape == (3,)


def test_the_result_is_the_same_every_time_and_for_any_number_of_jobs(pieces):
    X, carried = pieces
    first, *others = (
        fit_layers(X, carried, TAXONOMY, C=4.0, n_jobs=n_jobs) for n_jobs in (1, 1, 2, 2)
    )
    for other in others:
        assert np.array_equal(first.coefficients, other.coefficients)
        assert np.array_equal(first.intercepts, other.intercepts)


def test_coefficients_lose_nothing_when_saved_in_eight_bits(pieces):
    X, carried = pieces
    weights = fit_layers(X, carried, TAXONOMY, C=4.0, n_jobs=1)
    assert weights.coefficients.dtype == weights.intercepts.dtype == np.float32
    assert np.array_equal(rounded(weights.coefficients), weights.coefficients)


def test_a_theme_that_never_or_always_occurs_has_an_intercept_alone(pieces):
    X, carried = pieces
    carried = carried.copy()
    carried[:, 0], carried[:, 2] = False, True
    weights = fit_layers(
        X, carried, plain_taxonomy(("a", "b", "c"), language="nl"), C=1.0, n_jobs=1
    )
    assert not weights.coefficients[:, [0, 2]].any()
    sure = np.log(0.5 / (len(carried) + 0.5))
    assert weights.intercepts[[0, 2]] == pytest.approx([sure, -sure])


def test_features_are_left_as_they_were(pieces):
    X, carried = pieces
    before = X.toarray()
    fit_layers(X, carried, TAXONOMY, C=4.0, n_jobs=1)
    assert np.array_equal(X.toarray(), before)
