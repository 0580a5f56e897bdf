"""A number for all that a model's answers depend on."""

import hashlib

import numpy as np

from feedback_nlp.classifier.model import ThemeModel


def fingerprint(model: ThemeModel) -> str:
    """Return a number that is the same for models that answer the same in every case.

    Parameters
    ----------
    model : ThemeModel
        The model.

    Returns
    -------
    str
        SHA-256 of its taxonomy, lexicon, vocabulary, weights, calibration and pipeline.
    """
    v, w, c = model.vocabulary, model.weights, model.calibration
    digest = hashlib.sha256(f"{model.unit} {c.slope!r}".encode())
    if model.pipeline is not None:
        digest.update(repr(model.pipeline).encode())
    for part in (model.taxonomy, model.lexicon):
        digest.update(part.model_dump_json().encode())
    for names in (v.words, v.pairs, v.subwords):
        digest.update("\n".join((*names, "")).encode())
    for array in (
        *(v.word_weights, v.pair_weights, v.subword_weights),
        *(w.coefficients, w.intercepts, w.rivals, c.offsets, c.thresholds),
    ):
        digest.update(f"{array.dtype} {array.shape}".encode())
        digest.update(np.ascontiguousarray(array).data)
    return digest.hexdigest()
