"""What `start.py` does, with the standard library only: nothing is installed yet when it runs."""
