"""Words made fit to be read: characters, hosts of links, excerpts, translations, templates."""
