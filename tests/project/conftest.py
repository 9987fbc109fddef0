"""The folder `echo` is a platform that is there only in a copy of the checkout."""

collect_ignore = ["echo"]
