"""All that the app holds of a person: out, back in, and gone for good."""
