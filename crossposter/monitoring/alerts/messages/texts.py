"""Texts of alerts in English; ``status`` shows them in any office."""

from crossposter.database.models.incident import IncidentKind as Kind
from crossposter.monitoring.alerts.messages.sentences import Labels, Sentences
from crossposter.text.messages import phrase

LABELS = Labels(
    opened=phrase("NEW"),
    changed=phrase("CHANGED"),
    solved=phrase("SOLVED"),
    reason=phrase("Reason"),
    meaning=phrase("What it means"),
    next=phrase("Next"),
    alone=phrase("By itself"),
    since=phrase("Since"),
    solved_subject=phrase("Solved: {what}"),
    several=phrase("{count} messages: {what}, and {others} more"),
    written=phrase("Written"),
    footer=phrase(
        "Each trouble is told once, when it changes, and when it is over. All"
        " that is open at the moment: `crossposter status`"
    ),
)

_RENEW = phrase(
    "make a new token, put it into .env, start the daemon again, then"
    " `crossposter check --online`"
)
_NO_POSTS = phrase(
    "Nothing is published on this channel meanwhile; what is due waits and is not lost."
)

SENTENCES = {
    Kind.PAUSED: Sentences(
        what=phrase("Channel {channel} stands still"),
        reason="{reason}",
        meaning=_NO_POSTS,
        next=phrase("mend the cause, then `crossposter resume {channel}`"),
        alone=phrase("After that the deliveries that waited go out one after another."),
    ),
    Kind.RESTING: Sentences(
        what=phrase("Channel {channel} rests until {until_at}"),
        reason="{reason}",
        meaning=_NO_POSTS,
        next=phrase("nothing; sooner with `crossposter resume {channel}`"),
        alone=phrase("The channel goes on at that time."),
    ),
    Kind.UNREADY: Sentences(
        what=phrase(
            "Delivery {delivery} to {channel} is not ready for {due_at}: {title}"
        ),
        reason="{reason}",
        meaning=phrase(
            "Tried before its time, it would not have gone out. Nothing was sent."
        ),
        next=phrase("mend the cause, then `crossposter check {announcement} --online`"),
        alone=phrase("It is tried again every five minutes until its time."),
    ),
    Kind.UNREADY_CHANNEL: Sentences(
        what=phrase("Channel {channel} is not ready for the post of {due_at}: {title}"),
        reason=phrase("{reason} (posts concerned: {count})"),
        meaning=phrase(
            "Tried before its time, no post of this channel would have gone out."
            " Nothing was sent."
        ),
        next=phrase("mend the cause, then `crossposter check {announcement} --online`"),
        alone=phrase("It is tried again every five minutes until its time."),
    ),
    Kind.FAILED: Sentences(
        what=phrase("Delivery {delivery} to {channel} failed: {title}"),
        reason="{reason}",
        meaning=phrase("The platform refused the post for good. It is not public."),
        next=phrase(
            "mend the cause (`crossposter edit {announcement}`), or `crossposter"
            " retry {delivery}`"
        ),
        alone=phrase("Nothing: it is not tried again."),
    ),
    Kind.HELD: Sentences(
        what=phrase("Delivery {delivery} to {channel} is held: {title}"),
        reason="{reason}",
        meaning=phrase("It was not published, because a person has to decide."),
        next=phrase(
            "`crossposter retry {delivery}` to publish it after all, or"
            " `crossposter withdraw {announcement}`"
        ),
        alone=phrase("Nothing: it waits for a person."),
    ),
    Kind.DOUBTFUL: Sentences(
        what=phrase("Delivery {delivery} to {channel} may be public or not: {title}"),
        reason="{reason}",
        meaning=phrase(
            "The answer of the platform was lost, and its account did not show for"
            " certain whether the post is there."
        ),
        next=phrase(
            "look at the account, then `crossposter resolve {delivery} --posted"
            " URL` or `--not-posted`"
        ),
        alone=phrase("Nothing: it is not sent again before somebody has looked."),
    ),
    Kind.UNCONFIRMED: Sentences(
        what=phrase(
            "Delivery {delivery} to {channel} is in doubt for over an hour: {title}"
        ),
        reason="{reason}",
        meaning=phrase("The answer of the platform was lost. The post may be public."),
        next=phrase(
            "wait: the account is being read; or look yourself, then `crossposter"
            " resolve {delivery} --posted URL` or `--not-posted`"
        ),
        alone=phrase("The account is read until it shows whether the post is there."),
    ),
    Kind.LATE: Sentences(
        what=phrase("Channel {channel} is late"),
        reason=phrase("deliveries due over 10 minutes ago: {count}"),
        meaning=phrase("The daemon runs, and yet nothing goes out on this channel."),
        next=phrase(
            "`crossposter status`, then look into the log and start the daemon again"
        ),
        alone=phrase("What is due goes out as soon as the channel works again."),
    ),
    Kind.NOWHERE: Sentences(
        what=phrase("Channel {channel} is missing from config.yaml"),
        reason=phrase("deliveries for it: {count}"),
        meaning=phrase("They are not published, because nobody knows the account."),
        next=phrase(
            "put the channel back into config.yaml and start the daemon again,"
            " then `crossposter status`"
        ),
        alone=phrase("Nothing: they wait."),
    ),
    Kind.AWAY: Sentences(
        what=phrase("Nothing was published from {from_at} to {until_at}"),
        reason=phrase("the daemon did not run; deliveries due in that time: {count}"),
        meaning=phrase(
            "The machine or the program was off or asleep without being asked to,"
            " or the clock was set."
        ),
        next=phrase("`crossposter status` shows what waits for a person"),
        alone=phrase(
            "What was due is looked for on the accounts, and then published or"
            " held as `publishing.late` in config.yaml says."
        ),
    ),
    Kind.TOKEN: Sentences(
        what=phrase("The token of {channel} ends on {ends_at}"),
        reason=phrase("the platform says so"),
        meaning=phrase("From then on nothing can be published on this channel."),
        next=_RENEW,
        alone=phrase("Nothing: only a person can renew it."),
    ),
    Kind.TOKEN_ENDED: Sentences(
        what=phrase("The token of {channel} has ended"),
        reason=phrase("it was good until {ends_at}"),
        meaning=_NO_POSTS,
        next=phrase(
            "make a new token, put it into .env, start the daemon again, then"
            " `crossposter check --online`, then `crossposter resume {channel}`"
        ),
        alone=phrase("After that the deliveries that waited go out one after another."),
    ),
    Kind.DATA_ACCESS: Sentences(
        what=phrase("The data access of {channel} ends on {ends_at}"),
        reason=phrase(
            "the platform ends it 90 days after the token's owner last used the app"
        ),
        meaning=phrase("From then on posts, figures and read-backs may be refused."),
        next=_RENEW,
        alone=phrase("Nothing: only a person can renew it."),
    ),
    Kind.DATA_ACCESS_ENDED: Sentences(
        what=phrase("The data access of {channel} has ended"),
        reason=phrase("it was good until {ends_at}"),
        meaning=phrase("Posts, figures and read-backs may be refused."),
        next=_RENEW,
        alone=phrase("Nothing: only a person can renew it."),
    ),
    Kind.API: Sentences(
        what=phrase("The API version of {channel} ends on {ends_at}"),
        reason=phrase("the platform has named the day"),
        meaning=phrase("From then on the platform may refuse or change what is sent."),
        next=phrase(
            "update the program or `api_version` in config.yaml, then `crossposter"
            " check --online`"
        ),
        alone=phrase("Nothing until then."),
    ),
    Kind.API_ENDED: Sentences(
        what=phrase("The API version of {channel} has ended"),
        reason=phrase("it was good until {ends_at}"),
        meaning=phrase("The platform may refuse or change what is sent."),
        next=phrase(
            "update the program or `api_version` in config.yaml, then `crossposter"
            " check --online`"
        ),
        alone=phrase("Nothing."),
    ),
    Kind.CREDENTIALS: Sentences(
        what=phrase("The credentials of {channel} need care"),
        reason="{reason}",
        meaning=phrase("Posts of this channel may be refused, or be seen by nobody."),
        next=phrase("mend it on the platform, then `crossposter check --online`"),
        alone=phrase("The platform is asked again every day."),
    ),
    Kind.DISK_LOW: Sentences(
        what=phrase("The disk is getting full"),
        reason=phrase("{free} MB are free"),
        meaning=phrase("With less than {least} MB nothing is published any more."),
        next=phrase("free some space, then `crossposter status`"),
        alone=phrase("Nothing."),
    ),
    Kind.DISK_FULL: Sentences(
        what=phrase("The disk is full"),
        reason=phrase("{free} MB are free, and nothing is sent with less than {least}"),
        meaning=phrase("Nothing is published on any channel."),
        next=phrase("free some space, then `crossposter status`"),
        alone=phrase("Publishing goes on when there is space again."),
    ),
    Kind.BACKUP_OLD: Sentences(
        what=phrase("The last backup is old"),
        reason=phrase("it was written {last_at}"),
        meaning=phrase("Were the disk to break, everything since then would be lost."),
        next=phrase("`crossposter backup`, and keep the file on another machine"),
        alone=phrase("Nothing: let cron or a timer write one every night."),
    ),
    Kind.BACKUP_NONE: Sentences(
        what=phrase("There is no backup"),
        reason=phrase("none was ever written"),
        meaning=phrase("Were the disk to break, everything would be lost."),
        next=phrase("`crossposter backup`, and keep the file on another machine"),
        alone=phrase("Nothing: let cron or a timer write one every night."),
    ),
    Kind.APPROVAL_ENDED: Sentences(
        what=phrase("The approval of announcement {announcement} was ended: {title}"),
        reason=phrase("{person} changed or withdrew what {approver} had approved"),
        meaning=phrase(
            "What was scheduled of it is cancelled. What was public stays so."
        ),
        next=phrase(
            "`crossposter show {announcement}`, and approve it again if it is right"
        ),
        alone=phrase("Nothing: it needs another approval."),
    ),
    Kind.URGENT_WAITS: Sentences(
        what=phrase("Urgent, and {channel} is paused: {title}"),
        reason="{reason}",
        meaning=phrase("The urgent announcement is due, and is not published there."),
        next=phrase(
            "`crossposter resume {channel}`, or `crossposter pause {channel}"
            " --except-urgent`"
        ),
        alone=phrase("Nothing, while the channel is paused."),
    ),
    Kind.REMOVED: Sentences(
        what=phrase(
            "The post of delivery {delivery} on {channel} was removed: {title}"
        ),
        reason=phrase("the platform has no {link} any more"),
        meaning=phrase(
            "The public cannot see it. A person removed it, or the platform."
        ),
        next=phrase(
            "ask who removed it; what was approved: `crossposter show {announcement}`"
        ),
        alone=phrase("Nothing: it is not published again."),
    ),
    Kind.MAIL_REFUSED: Sentences(
        what=phrase("Mail to {recipient} does not arrive"),
        reason="{reason}",
        meaning=phrase("Reports and alerts do not reach this address."),
        next=phrase(
            "mend the address in config.yaml, then `crossposter check --online`"
        ),
        alone=phrase("The next message to it is tried again."),
    ),
    Kind.MAIL_SERVER: Sentences(
        what=phrase("No mail goes out"),
        reason="{reason}",
        meaning=phrase("Reports and alerts wait."),
        next=phrase(
            "mend `email` in config.yaml or the mail server, then `crossposter"
            " check --online`"
        ),
        alone=phrase("Mail that waits goes out as soon as the server takes it."),
    ),
}
