"""One event as several outlets tell it: claims, tolls and denials of a day and a place side by side."""
