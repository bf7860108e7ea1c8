"""What a person does, one function each; Portal first, no Flask."""
