"""The sentences of alerts in English; ``status`` shows them in any office."""

from crossposter.database.models.incident import IncidentKind as Kind
from crossposter.monitoring.alerts.messages.sentences import Labels, Sentences

LABELS = Labels(
    opened="NEW",
    changed="CHANGED",
    solved="SOLVED",
    reason="Reason",
    meaning="What it means",
    next="Next",
    alone="By itself",
    since="Since",
    solved_subject="Solved: {what}",
    several="{count} messages: {what}, and {others} more",
    written="Written",
    footer="Each trouble is told once, when it changes, and when it is over. All that"
    " is open at the moment: `crossposter status`",
)

_RESOLVE = "`crossposter resolve {delivery} --posted URL` or `--not-posted`"
_RENEW = (
    "make a new token, put it into .env, start the daemon again, then `crossposter"
    " check --online`"
)
_NO_POSTS = (
    "Nothing is published on this channel meanwhile; what is due waits and is not lost."
)

SENTENCES = {
    Kind.PAUSED: Sentences(
        what="Channel {channel} stands still",
        reason="{reason}",
        meaning=_NO_POSTS,
        next="mend the cause, then `crossposter resume {channel}`",
        alone="After that the deliveries that waited go out one after another.",
    ),
    Kind.RESTING: Sentences(
        what="Channel {channel} rests until {until_at}",
        reason="{reason}",
        meaning=_NO_POSTS,
        next="nothing; sooner with `crossposter resume {channel}`",
        alone="The channel goes on at that time.",
    ),
    Kind.UNREADY: Sentences(
        what="Delivery {delivery} to {channel} is not ready for {due_at}: {title}",
        reason="{reason}",
        meaning="Tried before its time, it would not have gone out. Nothing was sent.",
        next="mend the cause, then `crossposter check {announcement} --online`",
        alone="It is tried again every five minutes until its time.",
    ),
    Kind.UNREADY_CHANNEL: Sentences(
        what="Channel {channel} is not ready for the post of {due_at}: {title}",
        reason="{reason} (posts concerned: {count})",
        meaning="Tried before its time, no post of this channel would have gone out."
        " Nothing was sent.",
        next="mend the cause, then `crossposter check {announcement} --online`",
        alone="It is tried again every five minutes until its time.",
    ),
    Kind.FAILED: Sentences(
        what="Delivery {delivery} to {channel} failed: {title}",
        reason="{reason}",
        meaning="The platform refused the post for good. It is not public.",
        next="mend the cause (`crossposter edit {announcement}`), or"
        " `crossposter retry {delivery}`",
        alone="Nothing: it is not tried again.",
    ),
    Kind.HELD: Sentences(
        what="Delivery {delivery} to {channel} is held: {title}",
        reason="{reason}",
        meaning="It was not published, because a person has to decide.",
        next="`crossposter retry {delivery}` to publish it after all, or"
        " `crossposter withdraw {announcement}`",
        alone="Nothing: it waits for a person.",
    ),
    Kind.DOUBTFUL: Sentences(
        what="Delivery {delivery} to {channel} may be public or not: {title}",
        reason="{reason}",
        meaning="The answer of the platform was lost, and its account did not show for"
        " certain whether the post is there.",
        next=f"look at the account, then {_RESOLVE}",
        alone="Nothing: it is not sent again before somebody has looked.",
    ),
    Kind.UNCONFIRMED: Sentences(
        what="Delivery {delivery} to {channel} is in doubt for over an hour: {title}",
        reason="{reason}",
        meaning="The answer of the platform was lost. The post may be public.",
        next=f"wait: the account is being read; or look yourself, then {_RESOLVE}",
        alone="The account is read until it shows whether the post is there.",
    ),
    Kind.LATE: Sentences(
        what="Channel {channel} is late",
        reason="deliveries due over 10 minutes ago: {count}",
        meaning="The daemon runs, and yet nothing goes out on this channel.",
        next="`crossposter status`, then look into the log and start the daemon again",
        alone="What is due goes out as soon as the channel works again.",
    ),
    Kind.NOWHERE: Sentences(
        what="Channel {channel} is missing from config.yaml",
        reason="deliveries for it: {count}",
        meaning="They are not published, because nobody knows the account.",
        next="put the channel back into config.yaml and start the daemon again, then"
        " `crossposter status`",
        alone="Nothing: they wait.",
    ),
    Kind.AWAY: Sentences(
        what="Nothing was published from {from_at} to {until_at}",
        reason="the daemon did not run; deliveries due in that time: {count}",
        meaning="The machine or the program was off or asleep without being asked to,"
        " or the clock was set.",
        next="`crossposter status` shows what waits for a person",
        alone="What was due is looked for on the accounts, and then published or held"
        " as `publishing.late` in config.yaml says.",
    ),
    Kind.TOKEN: Sentences(
        what="The token of {channel} ends on {ends_at}",
        reason="the platform says so",
        meaning="From then on nothing can be published on this channel.",
        next=_RENEW,
        alone="Nothing: only a person can renew it.",
    ),
    Kind.TOKEN_ENDED: Sentences(
        what="The token of {channel} has ended",
        reason="it was good until {ends_at}",
        meaning=_NO_POSTS,
        next=f"{_RENEW}, then `crossposter resume {{channel}}`",
        alone="After that the deliveries that waited go out one after another.",
    ),
    Kind.DATA_ACCESS: Sentences(
        what="The data access of {channel} ends on {ends_at}",
        reason="the platform ends it 90 days after the token's owner last used the app",
        meaning="From then on posts, figures and read-backs may be refused.",
        next=_RENEW,
        alone="Nothing: only a person can renew it.",
    ),
    Kind.DATA_ACCESS_ENDED: Sentences(
        what="The data access of {channel} has ended",
        reason="it was good until {ends_at}",
        meaning="Posts, figures and read-backs may be refused.",
        next=_RENEW,
        alone="Nothing: only a person can renew it.",
    ),
    Kind.API: Sentences(
        what="The API version of {channel} ends on {ends_at}",
        reason="the platform has named the day",
        meaning="From then on the platform may refuse or change what is sent.",
        next="update the program or `api_version` in config.yaml, then `crossposter"
        " check --online`",
        alone="Nothing until then.",
    ),
    Kind.API_ENDED: Sentences(
        what="The API version of {channel} has ended",
        reason="it was good until {ends_at}",
        meaning="The platform may refuse or change what is sent.",
        next="update the program or `api_version` in config.yaml, then `crossposter"
        " check --online`",
        alone="Nothing.",
    ),
    Kind.CREDENTIALS: Sentences(
        what="The credentials of {channel} need care",
        reason="{reason}",
        meaning="Posts of this channel may be refused, or be seen by nobody.",
        next="mend it on the platform, then `crossposter check --online`",
        alone="The platform is asked again every day.",
    ),
    Kind.DISK_LOW: Sentences(
        what="The disk is getting full",
        reason="{free} MB are free",
        meaning="With less than {least} MB nothing is published any more.",
        next="free some space, then `crossposter status`",
        alone="Nothing.",
    ),
    Kind.DISK_FULL: Sentences(
        what="The disk is full",
        reason="{free} MB are free, and nothing is sent with less than {least}",
        meaning="Nothing is published on any channel.",
        next="free some space, then `crossposter status`",
        alone="Publishing goes on when there is space again.",
    ),
    Kind.BACKUP_OLD: Sentences(
        what="The last backup is old",
        reason="it was written {last_at}",
        meaning="Were the disk to break, everything since then would be lost.",
        next="`crossposter backup`, and keep the file on another machine",
        alone="Nothing: let cron or a timer write one every night.",
    ),
    Kind.BACKUP_NONE: Sentences(
        what="There is no backup",
        reason="none was ever written",
        meaning="Were the disk to break, everything would be lost.",
        next="`crossposter backup`, and keep the file on another machine",
        alone="Nothing: let cron or a timer write one every night.",
    ),
    Kind.APPROVAL_ENDED: Sentences(
        what="The approval of announcement {announcement} was ended: {title}",
        reason="{person} changed or withdrew what {approver} had approved",
        meaning="What was scheduled of it is cancelled. What was public stays so.",
        next="`crossposter show {announcement}`, and approve it again if it is right",
        alone="Nothing: it needs another approval.",
    ),
    Kind.URGENT_WAITS: Sentences(
        what="Urgent, and {channel} is paused: {title}",
        reason="{reason}",
        meaning="The urgent announcement is due, and is not published there.",
        next="`crossposter resume {channel}`, or `crossposter pause {channel}"
        " --except-urgent`",
        alone="Nothing, while the channel is paused.",
    ),
    Kind.REMOVED: Sentences(
        what="The post of delivery {delivery} on {channel} was removed: {title}",
        reason="the platform has no {link} any more",
        meaning="The public cannot see it. A person removed it, or the platform.",
        next="ask who removed it; what was approved: `crossposter show {announcement}`",
        alone="Nothing: it is not published again.",
    ),
    Kind.MAIL_REFUSED: Sentences(
        what="Mail to {recipient} does not arrive",
        reason="{reason}",
        meaning="Reports and alerts do not reach this address.",
        next="mend the address in config.yaml, then `crossposter check --online`",
        alone="The next message to it is tried again.",
    ),
    Kind.MAIL_SERVER: Sentences(
        what="No mail goes out",
        reason="{reason}",
        meaning="Reports and alerts wait.",
        next="mend `email` in config.yaml or the mail server, then `crossposter check"
        " --online`",
        alone="Mail that waits goes out as soon as the server takes it.",
    ),
}
