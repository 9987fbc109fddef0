"""Commands: the module each one lives in, and its summary."""

COMMANDS: dict[str, tuple[str, str]] = {
    "init": ("setup", "Set up a folder: configuration, templates, media, a service."),
    "check": (
        "setup",
        "Check configuration, templates and timetable, or one announcement.",
    ),
    "demo": ("demo", "Show the whole loop on the sandbox, in half a minute."),
    "sandbox": ("sandbox", "Run the stand-in for Facebook, X and Instagram."),
    "add": ("draft", "Write an announcement as a draft."),
    "edit": ("draft", "Change an announcement; an approval of it ends."),
    "list": ("show", "List the announcements, newest first."),
    "show": ("show", "Show one announcement and its deliveries."),
    "preview": ("preview", "Show the exact post of every channel."),
    "sources": ("sources", "List the SKPD and kecamatan that announcements come from."),
    "submit": ("approval", "Hand a draft to the approvers."),
    "approve": ("approval", "Freeze the posts and give each its time."),
    "reject": ("approval", "Send an announcement back to its author."),
    "withdraw": ("approval", "Take an announcement back."),
    "run": ("daemon", "Publish on the timetable until stopped."),
    "status": ("daemon", "Show what runs, what is late, what waits for a person."),
    "pause": ("operations", "Let a channel, or all of them, stand still."),
    "resume": ("operations", "Let a channel, or all of them, publish again."),
    "retry": ("operations", "Send a held or failed delivery again."),
    "resolve": ("operations", "Say what you found on the account."),
    "report": ("report", "Show the report of a week, or send it."),
    "backup": ("backup", "Copy the database and the approved pictures into one file."),
}
