"""What privacy admins see, enter and decide, whatever it is about, and what the audit trail is told of it."""
