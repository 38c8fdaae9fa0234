"""Days and stretches of days, as people ask for them and write them down."""
