"""What works: metrics, findings, the regular look back."""
