"""Posts of an announcement, one for each channel: template, text, media, price."""
