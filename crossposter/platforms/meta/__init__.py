"""Meta's Graph API: the parts that Facebook and Instagram share."""
