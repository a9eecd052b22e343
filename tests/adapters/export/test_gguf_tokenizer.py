"""Tokenizers as llama.cpp keeps them: tokens, kinds, scores and the name of how text is cut."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from gguf import TokenType
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers
from transformers import PreTrainedTokenizerFast

from workbench.adapters.export import gguf_tokenizer
from workbench.core.errors import WorkbenchError

LLAMA3 = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}"
    r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
LINES = ["the cat and the dog", "the cats and dogs 12 345", "<0x41> a cat, a dog; then the end"] * 3


def _split(pattern: str) -> pre_tokenizers.PreTokenizer:
    split = pre_tokenizers.Split(Regex(pattern), "isolated")
    return pre_tokenizers.Sequence([split, pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])


def spaced(folder: Path) -> Path:
    """A tokenizer as those converted from SentencePiece are: ▁ for blanks, bytes for what is unknown."""
    tokenizer = Tokenizer(models.BPE(byte_fallback=True, unk_token="<unk>", fuse_unk=True))
    tokenizer.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    special = ["<unk>", "<s>", "</s>", *(f"<0x{byte:02X}>" for byte in range(256))]
    tokenizer.train_from_iterator(LINES, trainers.BpeTrainer(vocab_size=310, special_tokens=special))
    document = json.loads(tokenizer.to_str())
    document["added_tokens"] = document["added_tokens"][:3]
    document["decoder"] = json.loads(
        decoders.Sequence(
            [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse()]
        ).__getstate__()
    )
    made = PreTrainedTokenizerFast(
        tokenizer_object=Tokenizer.from_str(json.dumps(document)),
        bos_token="<s>",
        eos_token="</s>",
        unk_token="<unk>",
    )
    made.save_pretrained(folder)
    return folder


@pytest.fixture
def bytewise(tmp_path: Path) -> Callable[..., Path]:
    def make(cut: pre_tokenizers.PreTokenizer, normalizer: normalizers.Normalizer | None = None) -> Path:
        tokenizer = Tokenizer(models.BPE())
        tokenizer.pre_tokenizer = cut
        tokenizer.decoder = decoders.ByteLevel()
        if normalizer is not None:
            tokenizer.normalizer = normalizer
        alphabet = pre_tokenizers.ByteLevel.alphabet()
        trainer = trainers.BpeTrainer(vocab_size=300, special_tokens=["<|end|>"], initial_alphabet=alphabet)
        tokenizer.train_from_iterator(LINES, trainer)
        PreTrainedTokenizerFast(tokenizer_object=tokenizer, eos_token="<|end|>").save_pretrained(tmp_path)
        return tmp_path

    return make


@pytest.mark.parametrize(
    ("cut", "name"),
    [
        (pre_tokenizers.ByteLevel(add_prefix_space=False), "gpt-2"),
        (_split(LLAMA3), "llama-bpe"),
        (_split(LLAMA3.replace("{1,3}", "")), "qwen2"),
        (
            pre_tokenizers.Sequence(
                [
                    pre_tokenizers.Digits(individual_digits=True),
                    pre_tokenizers.ByteLevel(add_prefix_space=False),
                ]
            ),
            "smollm",
        ),
    ],
    ids=["gpt-2", "llama-bpe", "qwen2", "smollm"],
)
def test_how_text_is_cut_has_llama_cpps_name(
    bytewise: Callable[..., Path], cut: pre_tokenizers.PreTokenizer, name: str
) -> None:
    found = gguf_tokenizer.read(bytewise(cut), 310)
    assert (found.model, found.pre) == ("gpt2", name)
    assert len(found.tokens) == len(found.kinds) == 310
    assert found.kinds[0] == TokenType.CONTROL
    assert found.kinds[300:] == (TokenType.UNUSED,) * 10
    assert found.special == {"eos": 0}
    assert all(" " in merge for merge in found.merges)


@pytest.mark.parametrize(
    ("cut", "normalizer"),
    [
        (_split(r"\w+"), None),
        (pre_tokenizers.ByteLevel(add_prefix_space=True), None),
        (pre_tokenizers.ByteLevel(add_prefix_space=False), normalizers.Lowercase()),
    ],
)
def test_what_llama_cpp_would_cut_differently_is_refused(
    bytewise: Callable[..., Path],
    cut: pre_tokenizers.PreTokenizer,
    normalizer: normalizers.Normalizer | None,
) -> None:
    with pytest.raises(WorkbenchError, match="has no name for how it cuts text"):
        gguf_tokenizer.read(bytewise(cut, normalizer), 310)


def test_sentencepieces_scores_follow_the_order_of_merges(tmp_path: Path) -> None:
    found = gguf_tokenizer.read(spaced(tmp_path), 320)
    model = json.loads((tmp_path / "tokenizer.json").read_text())["model"]
    assert (found.model, found.add_space) == ("llama", True)
    merged = ["".join(pair) for pair in model["merges"]]
    ranks = [found.scores[found.tokens.index(token)] for token in merged]
    assert ranks == sorted(ranks, reverse=True)
    kinds = dict(zip(found.tokens, found.kinds, strict=True))
    assert kinds["<0x41>"] == TokenType.BYTE
    assert kinds["<unk>"] in (TokenType.UNKNOWN, TokenType.CONTROL)
    assert kinds["</s>"] == TokenType.CONTROL
    assert found.special == {"bos": 1, "eos": 2, "unk": 0}


def test_an_answers_end_comes_from_the_generation_config(bytewise: Callable[..., Path]) -> None:
    folder = bytewise(pre_tokenizers.ByteLevel(add_prefix_space=False))
    (folder / "generation_config.json").write_text('{"eos_token_id": [0, 7]}')
    assert gguf_tokenizer.read(folder, 310).special == {"eos": 0, "eot": 7}


def test_unigram_tokenizers_are_refused_by_name(tmp_path: Path) -> None:
    tokenizer = Tokenizer(models.Unigram([("<unk>", 0.0), ("a", -1.0)], 0, False))
    PreTrainedTokenizerFast(tokenizer_object=tokenizer, eos_token="a").save_pretrained(tmp_path)
    with pytest.raises(WorkbenchError, match="it is a Unigram tokenizer"):
        gguf_tokenizer.read(tmp_path, 10)
