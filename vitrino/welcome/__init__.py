"""The first five minutes: at most five steps, or a look around a sample shop."""
