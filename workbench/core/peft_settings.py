"""The settings that peft 0.21 knows in adapter_config.json, of the methods that are read here."""

from collections.abc import Mapping

_COMMON = """auto_mapping base_model_name_or_path exclude_modules fan_in_fan_out inference_mode
    modules_to_save peft_type peft_version revision target_modules task_type"""
_BLOCKS = "layers_pattern layers_to_transform"
_LYCORIS = f"""{_COMMON} {_BLOCKS} alpha alpha_pattern init_weights module_dropout r rank_dropout rank_pattern
    use_effective_conv2d"""
_BY_METHOD = {
    "LORA": f"""{_COMMON} {_BLOCKS} alora_invocation_tokens alpha_pattern arrow_config bias corda_config
        ensure_weight_tying eva_config init_lora_weights kasa_config layer_replication loftq_config lora_alpha
        lora_bias lora_dropout lora_ga_config megatron_config megatron_core monteclora_config
        qalora_group_size r rank_pattern runtime_config target_parameters trainable_token_indices use_bdlora
        use_dora use_qalora use_rslora velora_config""",
    "LOHA": _LYCORIS,
    "LOKR": f"{_LYCORIS} decompose_both decompose_factor rank_dropout_scale",
    "IA3": f"{_COMMON} feedforward_modules init_ia3_weights",
    "VERA": f"""{_COMMON} {_BLOCKS} bias d_initial init_weights projection_prng_key r save_projection
        vera_dropout""",
    "OFT": f"""{_COMMON} {_BLOCKS} bias block_share coft eps init_weights module_dropout
        num_cayley_neumann_terms oft_block_size r use_cayley_neumann""",
}
SETTINGS = {method: frozenset(names.split()) for method, names in _BY_METHOD.items()}


def unknown(document: Mapping[str, object]) -> tuple[str, ...]:
    """Settings of no known method's that say something (not null, false or empty)."""
    known = SETTINGS.get(str(document.get("peft_type") or "LORA").upper(), frozenset())
    return tuple(sorted(key for key, value in document.items() if key not in known and value))
