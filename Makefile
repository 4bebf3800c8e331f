# Short names for the commands of start.py; `python3 start.py help` says what they do.
.PHONY: serve setup check test peers locks

serve:
	python3 start.py

setup:
	python3 start.py setup --dev

check:
	python3 start.py check

test:
	python3 start.py test

peers:
	python3 start.py peers

locks: setup
	.venv/bin/python scripts/locks.py
