"""Text for people: characters, hosts of links, excerpts, translations, templates."""
