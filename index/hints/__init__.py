"""What a question hints at: numbers, places, times, whose document."""
