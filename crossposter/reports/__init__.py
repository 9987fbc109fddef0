"""Reports: the weekly report and its engagement figures."""
