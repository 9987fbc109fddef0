"""Caveat: a fact about Meta's apps that its API does not tell."""

#: Posts of an app that is not Live look to their makers like any other:
#: https://developers.facebook.com/docs/apps/managing-development-cycle
MAY_BE_UNSEEN = (
    "Meta does not tell whether its app is Live: look at a post once in a"
    " private window, without being logged in."
)
