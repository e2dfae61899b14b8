"""Legal disclosures to courts, authorities and others: how they are recorded, approved, silenced and told."""
