from exchange.models.bulk_deed import BulkDeed
from exchange.models.saved_filter import SavedFilter

__all__ = ["BulkDeed", "SavedFilter"]
