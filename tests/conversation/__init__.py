"""One exchange, from a question to what became of its reply."""
