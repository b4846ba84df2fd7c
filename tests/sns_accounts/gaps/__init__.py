"""What an account in use lacks is its section's duty until it is there."""
