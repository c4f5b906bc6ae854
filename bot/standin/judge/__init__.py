"""Holds requests, answers and events against Discord's own specification."""
