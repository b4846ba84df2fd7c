"""What may be published on an account, who approves it today, and the sheet that hangs beside the screen."""
