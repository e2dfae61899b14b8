"""The path: settings, signals, the next lesson and what is believed, each with its reason."""
