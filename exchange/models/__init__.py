from exchange.models.saved_filter import SavedFilter

__all__ = ["SavedFilter"]
