"""LoRA Workbench: tick the layers, watch them train, take the adapter away."""

__version__ = "0.1.0"
