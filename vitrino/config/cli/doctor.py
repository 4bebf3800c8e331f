"""`vitrino doctor`: what is wrong with this installation, what it means, what to do."""

from __future__ import annotations

import argparse

from rich.console import Console

from vitrino.config import doctor

SIGNS = {"good": "[green]✓[/]", "warn": "[yellow]![/]", "bad": "[red]✗[/]"}


def add(parser: argparse.ArgumentParser) -> None:
    """No options."""


def run(args: argparse.Namespace) -> int:
    """Status 1 when something keeps Vitrino from working."""
    console = Console(highlight=False)
    checks = list(doctor.examine())
    for check in checks:
        console.print(f"{SIGNS[check.level]} [bold]{check.name}[/]: {check.text}", soft_wrap=True)
        if check.remedy:
            console.print(f"    → {check.remedy}", soft_wrap=True)
    return 1 if any(check.level == "bad" for check in checks) else 0
