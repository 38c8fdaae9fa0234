"""What every screen stands on: session, services, words, markup."""
