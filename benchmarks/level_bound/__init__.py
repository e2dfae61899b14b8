"""A bound on what any choice of items can reach in level mode."""
