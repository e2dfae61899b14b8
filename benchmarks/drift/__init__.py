"""Whether drift between code, data map, template and policy is noticed, and harmless change is let through."""
