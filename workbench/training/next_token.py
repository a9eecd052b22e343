"""The objective of causal language models: the negative log-likelihood of the labelled tokens."""

from typing import Any

import torch
from torch.nn import functional

from workbench.training.data.batches import IGNORED, Batch
from workbench.training.kernels import head as heads
from workbench.training.kernels.head import Head


def loss_sum(
    model: Any, input_ids: torch.Tensor, attention_mask: torch.Tensor | None, labels: torch.Tensor
) -> torch.Tensor:
    """Summed negative log-likelihood in nats over the labelled tokens, float32 (or the logits' float64).

    All tensors are [rows, length], padded at the right; `labels` is -100 where nothing is learned. The logits
    at position t predict the token at t + 1.
    """
    logits = model(input_ids=input_ids, attention_mask=attention_mask, use_cache=False).logits
    wanted = labels[:, 1:].reshape(-1)
    chosen = wanted != IGNORED
    return _cross_entropy(logits[:, :-1].reshape(-1, logits.shape[-1])[chosen], wanted[chosen], 0.0)


def labelled(labels: torch.Tensor) -> int:
    """How many tokens the loss of these rows is a mean over."""
    return int((labels[:, 1:] != IGNORED).sum())


class NextToken:
    """The summed loss of a batch. Only positions whose next token is labelled go through the head, and with
    a `frozen` head its logits are never all in memory. `smoothing` and `noise` hold in training alone.

    `noise` α is NEFTune's (Jain et al. 2023, arXiv 2310.05914): uniform in ±α/√(length·width) on each
    embedding, length being the row's own, so that it does not depend on what a row is computed with.
    """

    def __init__(
        self,
        model: Any,
        *,
        only_labelled: bool = True,
        frozen: Head | None = None,
        mask: bool = True,
        smoothing: float = 0.0,
        noise: float = 0.0,
    ) -> None:
        self._model, self._frozen, self._mask, self._smoothing = model, frozen, mask, smoothing
        self._only_labelled = only_labelled
        self._places: torch.Tensor | None = None  # of the labelled positions, while a batch is computed
        self._hidden: torch.Tensor | None = None  # what the head was given there
        self._head = model.get_output_embeddings()
        if only_labelled:
            self._head.register_forward_pre_hook(self._selected)
        self._noise = noise
        self._lengths: torch.Tensor | None = None  # of the rows, while a batch is computed
        if noise:
            model.get_input_embeddings().register_forward_hook(self._noised)
        if frozen is not None:
            self._head.forward = self._taken

    def __call__(self, batch: Batch) -> torch.Tensor:
        device = self._model.device
        wanted = batch.labels[:, 1:]
        rows, positions = (wanted != IGNORED).nonzero(as_tuple=True)
        places = sent(rows * batch.labels.shape[1] + positions, device)
        labels = sent(wanted[rows, positions], device)
        mask = sent(batch.attention_mask, device) if self._mask else None
        self._places = places
        self._lengths = sent(batch.attention_mask.sum(1), device) if self._noise else None
        try:
            output = self._model(
                input_ids=sent(batch.input_ids, device), attention_mask=mask, use_cache=False
            )
            hidden = self._hidden
        finally:
            self._places = self._hidden = self._lengths = None
        smoothing = self._smoothing if self._model.training else 0.0
        if self._frozen is not None:
            assert hidden is not None
            return heads.loss_sum(hidden, labels, self._frozen, smoothing)
        logits = output.logits.reshape(-1, output.logits.shape[-1])
        return _cross_entropy(logits if self._only_labelled else logits[places], labels, smoothing)

    def _selected(self, _: Any, given: tuple[torch.Tensor, ...]) -> tuple[torch.Tensor, ...] | None:
        """The head's input, [1, labelled tokens, hidden], while a batch is computed."""
        if self._places is None:
            return None
        hidden, *others = given
        return (hidden.reshape(-1, hidden.shape[-1])[self._places].unsqueeze(0), *others)

    def _taken(self, hidden: torch.Tensor) -> torch.Tensor:
        """Stands in for the head: while a batch is computed, its input is kept and no logits are made."""
        if self._places is None:
            return type(self._head).forward(self._head, hidden)  # type: ignore[no-any-return]
        self._hidden = hidden.reshape(-1, hidden.shape[-1])
        if not self._only_labelled:
            self._hidden = self._hidden[self._places]
        return hidden

    def _noised(self, _: Any, __: Any, embedded: torch.Tensor) -> torch.Tensor:
        """[rows, length, width] with noise; drawn from the step's own random numbers."""
        if self._lengths is None or not self._model.training:
            return embedded
        reach = self._noise / (self._lengths * embedded.shape[-1]).sqrt()
        noise = torch.empty_like(embedded).uniform_(-1, 1)
        return embedded + noise.mul_(reach[:, None, None].to(embedded.dtype))


def sent(tensor: torch.Tensor, device: torch.device) -> torch.Tensor:
    """On the device; to a graphics card without waiting for it."""
    if device.type == "cuda":
        return tensor.pin_memory().to(device, non_blocking=True)
    return tensor.to(device)


def _cross_entropy(logits: torch.Tensor, wanted: torch.Tensor, smoothing: float) -> torch.Tensor:
    exact = logits if logits.dtype == torch.float64 else logits.float()
    return functional.cross_entropy(exact, wanted, reduction="sum", label_smoothing=smoothing)
