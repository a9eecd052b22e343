"""torch, transformers and peft: from a spec to a trained adapter. No Qt; usable from a notebook."""
