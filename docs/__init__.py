"""What is written about the project, most of it rendered from the code."""
