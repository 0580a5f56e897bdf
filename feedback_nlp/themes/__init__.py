"""What a comment can be about: taxonomy and cue lexicon."""
