"""Story packs: what is written, and who may know it."""
