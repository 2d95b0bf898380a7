"""Our recognisers in Presidio's registry files: importing this module makes their classes known to Presidio by name.

`REGISTRY` is the file that has them all, for `presidio_analyzer.recognizer_registry.RecognizerRegistryProvider`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from slor.recognizers.analyzer import recognizer_classes

REGISTRY: Final = Path(__file__).with_name("registry.yaml")

recognizer_classes()  # Presidio looks a name up among the subclasses that have been imported
