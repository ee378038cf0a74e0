"""Measures of support, who may apply for them (rules as data), applications and what came of them."""
