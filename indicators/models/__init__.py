from indicators.models.catalogue import Dimension, Indicator
from indicators.models.observation import Observation

__all__ = ["Dimension", "Indicator", "Observation"]
