"""Who writes the next line."""
