"""One file a store: its model with the data declarations, and the few functions that use it."""
