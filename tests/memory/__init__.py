"""What was said: storage, channels, damage, forgetting, crashes."""
