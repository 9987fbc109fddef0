"""Echo: a platform that is nobody's, as small as a platform can be."""
