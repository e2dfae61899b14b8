"""The programs that render documents from the code."""
