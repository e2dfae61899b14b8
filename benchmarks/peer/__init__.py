"""The quiz submission as a FastAPI handler on boto3, and what it takes to time it beside ours. Never deployed."""
