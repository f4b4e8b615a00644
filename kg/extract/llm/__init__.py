"""Extraction by a language model behind an OpenAI-compatible endpoint; off unless asked for.

What a model says passes the same gate as everything else: a quotation that is in the text, arguments
that can be resolved, and the classes of the ontology. What does not is dropped and counted.
"""

from kg.extract.llm.client import Endpoint, Usage
from kg.extract.llm.extractor import ModelReport, extract_with_model, merge

__all__ = ["Endpoint", "ModelReport", "Usage", "extract_with_model", "merge"]
