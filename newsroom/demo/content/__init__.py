"""What the demonstration shows: an invented agency, its people, pictures, stories and readers. Nothing here is news."""
