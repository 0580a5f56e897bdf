"""The arrays of a model folder: what each holds of a model, and which shapes fit together."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from feedback_nlp.classifier.eight_bits import WIDEST, from_eight_bits, to_eight_bits
from feedback_nlp.classifier.file_checks import damaged
from feedback_nlp.classifier.model import ThemeModel
from feedback_nlp.classifier.weights import n_outputs
from feedback_nlp.text.ragged import FloatArray
from feedback_nlp.text.vocabulary import Vocabulary
from feedback_nlp.themes.taxonomy import Taxonomy

Arrays = Mapping[str, NDArray[Any]]
ARRAYS = (
    "word_weights", "pair_weights", "subword_weights", "coefficients", "exponents", "intercepts",
    "offsets", "thresholds",
)  # fmt: skip


def arrays_of(model: ThemeModel) -> Arrays:
    """Return what a model is saved as.

    Parameters
    ----------
    model : ThemeModel
        The model.

    Returns
    -------
    mapping of str to array
        An array per name in `ARRAYS`: int8 for coefficients and exponents, else float32.
    """
    v, w, c = model.vocabulary, model.weights, model.calibration
    parts = [to_eight_bits(part) for part in _parts(w.coefficients, model.taxonomy)]
    levels, exponents = zip(*parts, strict=True)
    return {
        "word_weights": v.word_weights,
        "pair_weights": v.pair_weights,
        "subword_weights": v.subword_weights,
        "coefficients": np.hstack(levels),
        "exponents": np.column_stack(exponents),
        "intercepts": w.intercepts,
        "offsets": c.offsets,
        "thresholds": c.thresholds,
    }


def coefficients_of(arrays: Arrays, taxonomy: Taxonomy) -> FloatArray:
    """Return the coefficients that checked arrays hold.

    Parameters
    ----------
    arrays : mapping of str to array
        What `arrays_of` gives.
    taxonomy : Taxonomy
        Of the model.

    Returns
    -------
    array of shape (n_features, n_outputs)
        Float32.
    """
    parts = zip(_parts(arrays["coefficients"], taxonomy), arrays["exponents"].T, strict=True)
    return np.hstack([from_eight_bits(levels, exponents) for levels, exponents in parts])


def check_arrays(
    path: Path, arrays: Arrays, vocabulary: Vocabulary, taxonomy: Taxonomy, n_features: int
) -> None:
    """Raise when arrays are not those of one model.

    Parameters
    ----------
    path : Path
        The model folder, for the message.
    arrays : mapping of str to array
        What its files hold.
    vocabulary : Vocabulary
        Of the model.
    taxonomy : Taxonomy
        Of the model.
    n_features : int
        How many features the vocabulary, cues and pipeline give.

    Raises
    ------
    ModelFileError
        When an array has another kind or shape, or exponents are beyond what is ever saved.
    """
    n_themes, width, n_parts = len(taxonomy.themes), n_outputs(taxonomy), 1
    if len(arrays["intercepts"]) > width:
        width, n_parts = width + n_themes, 2
    expected = {
        "word_weights": (len(vocabulary.words),),
        "pair_weights": (len(vocabulary.pairs),),
        "subword_weights": (len(vocabulary.subwords),),
        "coefficients": (n_features, width),
        "exponents": (n_features, n_parts),
        "intercepts": (width,),
        "offsets": (n_themes,),
        "thresholds": (n_themes,),
    }
    for name, shape in expected.items():
        kind = "int8" if name in {"coefficients", "exponents"} else "float32"
        if arrays[name].dtype != kind:
            raise damaged(path, f"{name} holds {arrays[name].dtype}, not {kind}")
        if arrays[name].shape != shape:
            raise damaged(path, f"{name} has shape {arrays[name].shape}, not {shape}")
    if np.any(np.abs(arrays["exponents"].astype(np.intc)) > WIDEST):
        raise damaged(path, f"exponents has values beyond {WIDEST}")


def _parts(columns: NDArray[Any], taxonomy: Taxonomy) -> list[NDArray[Any]]:
    """Split columns in those of the model and of its correction, if it was trained further.

    The coefficients of a correction are far smaller, so they need exponents of their own.
    """
    parts = np.split(columns, [n_outputs(taxonomy)], axis=1)
    return [part for part in parts if part.shape[1]]
