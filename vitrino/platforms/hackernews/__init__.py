"""Hacker News, searched for the shop's names."""
