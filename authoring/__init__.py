"""Write, check, preview and publish courses. Runs on an author's machine; nothing of it is deployed."""
