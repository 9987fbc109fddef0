"""Every verb: the module it lives in, and what it does."""

VERBS: dict[str, tuple[str, str]] = {
    "init": ("setup", "Set up a folder: configuration, templates, media, a service."),
    "check": (
        "setup",
        "Check configuration, templates and timetable, or one announcement.",
    ),
    "demo": ("demo", "Show the whole loop on the sandbox, in half a minute."),
    "sandbox": ("stand_in", "Run the stand-in for Facebook, X and Instagram."),
    "add": ("writing", "Write an announcement as a draft."),
    "edit": ("writing", "Change an announcement; an approval of it ends."),
    "list": ("reading", "List the announcements, newest first."),
    "show": ("reading", "Show one announcement and its deliveries."),
    "preview": ("reading", "Show the exact post of every channel."),
    "sources": ("sources", "List the SKPD and kecamatan that announcements come from."),
    "submit": ("approving", "Hand a draft to the approvers."),
    "approve": ("approving", "Freeze the posts and give each its time."),
    "reject": ("approving", "Send an announcement back to its author."),
    "withdraw": ("approving", "Take an announcement back."),
    "run": ("running", "Publish on the timetable until stopped."),
    "status": ("running", "Show what runs, what is late, what waits for a person."),
    "pause": ("trouble", "Let a channel, or all of them, stand still."),
    "resume": ("trouble", "Let a channel, or all of them, publish again."),
    "retry": ("trouble", "Send a held or failed delivery again."),
    "resolve": ("trouble", "Say what you found on the account."),
    "report": ("reporting", "Show the report of a week, or send it."),
    "backup": ("keeping", "Copy the database and the approved pictures into one file."),
}
