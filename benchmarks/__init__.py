"""Speed, cost and quality beside peers: each program measures and writes results/<its name>.json."""
