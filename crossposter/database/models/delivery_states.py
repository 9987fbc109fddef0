"""Transition table of deliveries, and every named set of their statuses.

scheduled   -> preparing                        its lane has taken it up
            -> scheduled                        released after a pause
            -> expired, held                    too late
            -> unconfirmed                      was due while nothing ran: read first
            -> cancelled                        a person took it back
preparing   -> committing                       the intent is durable: it may be sent
            -> scheduled                        not public: put off, or again later
            -> failed                           a certain refusal, or tried too often
            -> expired, held                    too late, or no longer as approved
committing  -> published
            -> failed                           a certain refusal, or tried too often
            -> scheduled                        certainly not public: again later
            -> unconfirmed                      the answer was lost
            -> held                             its post is another delivery's already
unconfirmed -> published                        found on the account
            -> scheduled                        absent often enough
            -> unconfirmed                      absent so far, or the account unreadable
            -> held                             undecided, several fit, sent too often
held        -> scheduled, published, cancelled  always a named person
failed      -> scheduled, published, cancelled  always a named person
expired     -> scheduled                        only by a new approval
cancelled   -> scheduled                        only by a new approval
"""

from crossposter.database.models.delivery import DeliveryStatus as Status

MOVES: dict[Status, frozenset[Status]] = {
    Status.SCHEDULED: frozenset(
        {Status.SCHEDULED, Status.PREPARING, Status.EXPIRED, Status.HELD}
        | {Status.CANCELLED, Status.UNCONFIRMED}
    ),
    Status.PREPARING: frozenset(
        {Status.COMMITTING, Status.SCHEDULED, Status.FAILED, Status.HELD}
        | {Status.EXPIRED}
    ),
    Status.COMMITTING: frozenset(
        {Status.PUBLISHED, Status.FAILED, Status.SCHEDULED, Status.UNCONFIRMED}
        | {Status.HELD}
    ),
    Status.UNCONFIRMED: frozenset(
        {Status.PUBLISHED, Status.SCHEDULED, Status.HELD, Status.UNCONFIRMED}
    ),
    Status.HELD: frozenset({Status.SCHEDULED, Status.PUBLISHED, Status.CANCELLED}),
    Status.FAILED: frozenset({Status.SCHEDULED, Status.PUBLISHED, Status.CANCELLED}),
    Status.EXPIRED: frozenset({Status.SCHEDULED}),
    Status.CANCELLED: frozenset({Status.SCHEDULED}),
    Status.PUBLISHED: frozenset(),
}

IN_FLIGHT = frozenset({Status.PREPARING, Status.COMMITTING})
UNTOUCHABLE = IN_FLIGHT | {Status.UNCONFIRMED}  #: may be public, or become so
PUBLIC_OR_MAY_BE = UNTOUCHABLE | {Status.PUBLISHED}  #: or become so any moment
SENT = frozenset({Status.COMMITTING, Status.UNCONFIRMED})  #: with no answer known
WAITING = frozenset({Status.SCHEDULED, Status.UNCONFIRMED})  #: for their lane
TO_COME = frozenset({Status.SCHEDULED, Status.PREPARING})  #: at the time they are due
ON_THE_WAY = IN_FLIGHT | {Status.SCHEDULED}
UNDER_WAY = ON_THE_WAY | {Status.UNCONFIRMED}  #: moved by the daemon without a person
FOUND_OUT = frozenset({Status.PUBLISHED, Status.SCHEDULED})  #: how reconciliation ends

RETRIABLE = frozenset({Status.HELD, Status.FAILED})
RESOLVABLE = RETRIABLE | {Status.UNCONFIRMED}  #: a person may state the outcome
TROUBLE = RESOLVABLE  #: a person should know of it
SETBACKS = TROUBLE | {Status.EXPIRED}  #: not nearer to the public
UNSETTLED = frozenset({Status.HELD, Status.UNCONFIRMED})  #: perhaps public, or never
CANCELLABLE = RETRIABLE | {Status.SCHEDULED}

OVER = frozenset({Status.PUBLISHED, Status.EXPIRED, Status.CANCELLED})
AT_REST = OVER | RETRIABLE  #: nothing moves it any more by itself
SOLVED = frozenset({Status.PUBLISHED, Status.CANCELLED})  #: despite earlier failures
GIVEN_UP = frozenset({Status.CANCELLED, Status.EXPIRED})  #: its time is free again
NOT_SHOWN = GIVEN_UP | {Status.FAILED}  #: its text is certainly not public

DUPLICATE = "duplicate"  #: outcome of an attempt the platform called a repetition
NOT_RUNNING = "not running"  #: outcome for a delivery that was due while no daemon ran
PUT_OFF = "put off"  #: outcome of an attempt that the platform answered with a rest
ABSENT = "absent"  #: outcome of an attempt that was proved to have made no post
#: Outcomes of an attempt after which the post may be public, for all we know.
UNDECIDED = frozenset(
    {Status.UNCONFIRMED, Status.HELD, DUPLICATE, NOT_RUNNING, PUT_OFF}
)
#: Outcomes of an attempt that has certainly made no post.
REFUSED = frozenset({Status.SCHEDULED, Status.FAILED})
