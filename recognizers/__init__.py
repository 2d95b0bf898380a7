"""Danish and Norwegian recognisers for Presidio, and the layer that reads whole conversations. Does not import Beam."""
