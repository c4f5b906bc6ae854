"""What people do in Discord's window, and what it shows them."""
