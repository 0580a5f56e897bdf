"""What a process that tags has to wait for."""

import json
import subprocess
import sys

CODE = """
import json, sys
import pandas as pd
from feedback_nlp import load_model, tag_comments
comments = pd.DataFrame({"comment_id": ["1"], "comment": ["Kwam drie dagen te laat"]})
tags = tag_comments(comments, load_model())
print(json.dumps([tags["theme"].tolist(), sorted({name.split(".")[0] for name in sys.modules})]))
"""


def test_loading_and_tagging_import_neither_scikit_learn_nor_statistics_nor_charts():
    run = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    themes, modules = json.loads(run.stdout)
    assert "late_delivery" in themes
    assert {"spacy", "pandas"} <= set(modules)
    assert not {"sklearn", "statsmodels", "altair", "dask"} & set(modules)
