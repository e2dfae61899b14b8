"""The account: age question, sign-in, sessions, profile and roles (contract)."""
