"""Whether skills that build on each other are foretold better when they are read together."""
