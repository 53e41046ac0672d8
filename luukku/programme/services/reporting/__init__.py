"""Reports of a programme: asked for, made of one moment, kept, published."""
