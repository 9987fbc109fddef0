"""One queue of approved announcements, published to every channel on a timetable."""
