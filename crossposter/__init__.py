"""Queue of approved announcements, published to every channel on a timetable."""
