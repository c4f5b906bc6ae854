"""Tests, room by room, as sentences about behaviour."""
