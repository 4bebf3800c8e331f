"""Telegram channels, through a bot."""
