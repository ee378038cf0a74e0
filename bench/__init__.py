"""Measures of what has a promised speed. Each module has `run() -> list[dict]` with `name value unit` and perhaps `limit`."""
