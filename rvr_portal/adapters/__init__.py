"""The outside world, one small class a file."""
