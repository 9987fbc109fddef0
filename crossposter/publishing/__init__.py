"""Publishing, the delivery queue: claim, send, reconcile, retry, recover."""
