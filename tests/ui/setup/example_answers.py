"""What the engine answers in these tests: a small model's tree, and what a data file holds."""

from typing import Any

from workbench.core.layers import Layer, LayerTree


def small_tree() -> LayerTree:
    """Three blocks of three linear layers and a norm, an embedding, a last norm and a head."""
    layers = [Layer("model.embed", "Embedding", 500, 100, 50_000, True, role="embedding")]
    for block in range(3):
        at = f"model.layers.{block}"
        layers += [
            Layer(f"{at}.attn.q_proj", "Linear", 100, 100, 10_000, True, role="attention", linear=True),
            Layer(f"{at}.attn.k_proj", "Linear", 100, 50, 5_000, True, role="attention", linear=True),
            Layer(f"{at}.mlp.up", "Linear", 100, 200, 20_000, True, role="mlp", linear=True),
            Layer(f"{at}.norm", "RMSNorm", None, None, 100, False, "no LoRA for a norm", "norm"),
        ]
    layers.append(Layer("model.norm", "RMSNorm", None, None, 100, False, "no LoRA for a norm", "norm"))
    layers.append(Layer("lm_head", "Linear", 100, 500, 50_000, True, role="head", linear=True))
    return LayerTree(
        "TestForCausalLM",
        "test",
        sum(layer.parameters for layer in layers),
        tuple(layers),
        context_length=256,
        hidden_size=100,
        vocabulary=500,
        blocks=3,
        dtype="bfloat16",
        weight_bytes=410_000,
    )


def experts_tree() -> LayerTree:
    """Two blocks with a fused tensor of eight experts, a router and a norm that can be trained whole."""
    layers = []
    for block in range(2):
        at = f"model.layers.{block}"
        in_mlp: dict[str, Any] = {"adaptable": True, "role": "mlp"}
        layers += [
            Layer(f"{at}.q_proj", "Linear", 64, 64, 4096, True, role="attention", linear=True, whole=4096),
            Layer(
                f"{at}.mlp.experts.gate_up_proj",
                "Experts",
                64,
                96,
                49_152,
                experts=8,
                parameter="gate_up_proj",
                **in_mlp,
            ),
            Layer(f"{at}.mlp.gate.weight", "Parameter", 64, 8, 512, parameter="gate.weight", **in_mlp),
            Layer(f"{at}.norm", "RMSNorm", None, None, 64, False, "no LoRA for a norm", "norm", whole=64),
        ]
    layers.append(Layer("lm_head", "Linear", 64, 500, 32_000, True, role="head", linear=True, whole=32_000))
    return LayerTree(
        "MoeForCausalLM", "moe", sum(layer.parameters for layer in layers), tuple(layers), blocks=2
    )


def shelved(*names: str, place: str = "cache") -> dict[str, Any]:
    """What `models` answers: these in the cache, or in a folder that is searched."""
    models = [
        {"path": f"/found/{name}", "name": name, "place": place, "model_type": "llama", "size": 269_000_000}
        for name in names
    ]
    return {"models": models, "folders": [] if place == "cache" else [place], "cache": "/hub"}


def weighed(**changes: Any) -> dict[str, Any]:
    """What `weigh` answers for the small tree."""
    return {
        "model_type": "test",
        "architecture": "TestForCausalLM",
        "parameters": 205_400,
        "weight_bytes": 410_000,
        "dtype": "bfloat16",
        "needs": 8_000_000,
        "memory": 24 << 30,
        "modules": 9,
        "verdict": "fits",
    } | changes


def checked(**changes: Any) -> dict[str, Any]:
    """What `check_data` answers for a file of 999 good rows."""
    token = {"trained": False, "special": False, "cut": False}
    tokens = [
        {"id": 1, "text": "<|user|>"} | token | {"special": True},
        {"id": 7, "text": "Who"} | token,
        {"id": 8, "text": " ate?\n"} | token,
        {"id": 9, "text": " Me"} | token | {"trained": True},
    ]
    views = [{"line": line, "text": "<|user|>Who ate?\n Me", "tokens": tokens} for line in (1, 2, 4)]
    return {
        "complete": True,
        "columns": ["instruction", "output"],
        "roles": {"instruction": "instruction", "output": "output"},
        "files": 1,
        "sources": [],
        "samples": 949,
        "max_length_by": "longest",
        "lengths": {
            "edges": [0, 53, 106, 159, 212],
            "rows": [500, 300, 150, 49],
            "tokens": [50_000, 20_000, 6_000, 900],
            "trained": [30_000, 15_000, 5_000, 800],
        },
        "duplicates": 0,
        "empty_answers": 0,
        "odd_characters": {"rows": 0, "kinds": {}},
        "left_out": {},
        "validation": None,
        "packing": None,
        "sha256": "0" * 64,
        "cache": {"bytes": 0, "kept": False},
        "format": "alpaca",
        "why": "All of the first 100 rows have instruction and output.",
        "numbering": "line",
        "unread": [],
        "template": {"source": "model", "text": "{{ messages }}"},
        "rows": 999,
        "usable": 999,
        "bad": [],
        "bad_count": 0,
        "bad_reasons": {},
        "tokens": 187_204,
        "trained_tokens": 114_194,
        "share_trained": 0.61,
        "longest": 212,
        "max_length": 212,
        "cut": 0,
        "held_out": 50,
        "views": views,
        "problem": None,
    } | changes


def check_of(params: dict[str, Any]) -> dict[str, Any]:
    """What `check_data` answers for any sources of 999 good rows each."""
    data = params["data"]
    sources = [
        {
            "path": source["path"],
            "format": "alpaca",
            "roles": {"instruction": "instruction", "output": "output"},
            "rows": 999,
            "samples": round(949 * source["weight"]),
        }
        for source in (data, *data["mix"])
    ]
    return checked(sources=sources)


def page_of(params: dict[str, Any], total: int = 999) -> dict[str, Any]:
    """What `data_rows` answers for a file whose row n asks “Question n?”."""
    start = params["start"]
    rows = [
        {
            "index": index,
            "source": 0,
            "file": "a.jsonl",
            "line": index + 1,
            "cells": [f"Question {index}?", f"Answer {index}."],
            "tokens": 10 + index % 200,
            "trained": 5,
            "cut": index % 200 > 190,
            "left_out": "no answer" if index == 40 else "",
        }
        for index in range(start, min(total, start + params["count"]))
    ]
    return {"start": start, "total": total, "columns": ["instruction", "output"], "rows": rows}


def row_of(params: dict[str, Any]) -> dict[str, Any]:
    """What `data_row` answers."""
    index = params["index"]
    token = {"trained": False, "special": False, "cut": False}
    tokens = [
        {"id": 7, "text": f"Question {index}?\n"} | token,
        {"id": 9, "text": f"Answer {index}."} | token | {"trained": True},
    ]
    system = params["data"]["system_prompt"]
    out = index == 40
    return {
        "index": index,
        "source": 0,
        "file": "a.jsonl",
        "line": index + 1,
        "raw": f'{{"instruction": "Question {index}?"}}',
        "raw_cut": False,
        "left_out": "no answer" if out else "",
        "detail": "the answer is empty" if out else "",
        "text": "" if out else f"{params['data']['template']}{system}Question {index}?\nAnswer {index}.",
        "tokens": [] if out else tokens,
        "token_count": 0 if out else 2,
        "trained_count": 0 if out else 1,
    }


def found_row(params: dict[str, Any]) -> dict[str, Any]:
    """What `data_find` answers: the row after the start, row 700 for a text."""
    if params["what"] == "text":
        return {"index": 700 if params["query"] == "needle" else None, "count": 1}
    return {"index": {"longest": 190, "left-out": 40}.get(params["what"], params["start"]), "count": 12}


def with_bad_rows(params: dict[str, Any]) -> dict[str, Any]:
    """As the engine answers for 14 unusable rows of 999, with and without consent."""
    consent = params["data"]["leave_out_bad_rows"]
    message = "14 of 999 rows of a.jsonl cannot be used."
    problem = {"kind": "bad-rows", "message": message, "hint": "Correct them."}
    bad = [{"line": 41, "reason": "no answer", "detail": "the answer is empty"}] * 9
    bad += [{"line": 78, "reason": "not valid JSON", "detail": "column 3"}] * 5
    return checked(
        usable=985,
        bad=bad,
        bad_count=14,
        bad_reasons={"no answer": 9, "not valid JSON": 5},
        problem=None if consent else problem,
    )
