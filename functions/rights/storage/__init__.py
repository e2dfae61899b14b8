"""Where a learner's part lies, whatever keeps it: tables, buckets, the account; read, counted, written, deleted."""
