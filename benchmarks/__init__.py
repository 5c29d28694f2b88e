"""How fast kg starts and how fast it reads: `python -m benchmarks`."""
