"""Shops on PrestaShop."""
