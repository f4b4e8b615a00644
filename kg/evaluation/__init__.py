"""How right extraction is, against articles that people annotated."""

from kg.evaluation.gold import GoldArticle, read_gold
from kg.evaluation.scoring import ArticleScore, Counts, Scores, score

__all__ = ["ArticleScore", "Counts", "GoldArticle", "Scores", "read_gold", "score"]
