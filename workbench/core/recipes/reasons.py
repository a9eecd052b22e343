"""Why a setting of another program has no place in a run spec: one sentence for each kind of setting."""

from fnmatch import fnmatchcase

NO_SUCH_SETTING = "there is no such setting here"

_REASONS: tuple[tuple[str, str], ...] = (
    (
        "the base is held in bfloat16 or float32 here, not quantised",
        "quantization* quantize* load_in_* bnb_* use_bnb_* gptq* double_quantization fp8* qat loftq_config "
        "use_loftq qlora_* peft hqq*",
    ),
    (
        "one device trains here",
        "deepspeed* fsdp* ddp* local_rank world_size device_map max_memory gpu_memory_limit ray_* use_ray "
        "sequence_parallel* context_parallel* tensor_parallel* parallelism_config dp_* heads_k_stride "
        "ring_attn* accelerator_config average_tokens_across_devices low_cpu_mem_usage num_processes device "
        "use_cpu use_kt kt_* ds_stage ds_offload placement_strategy resources_per_worker",
    ),
    (
        "how attention and layers are computed is decided here; the result is the same",
        "flash* *_attention attn_implementation use_liger* enable_liger* liger* torch_compile* use_unsloth* "
        "unsloth_* booster cut_cross_entropy lora_*_kernel plugins "
        "use_kernels use_cache tf32 torch_empty_cache_steps gc_steps",
    ),
    (
        "it trades time for memory and changes no result; rows run here in micro-batches that fit",
        "*gradient_checkpointing* activation_* auto_find_batch_size offload* embeddings_skip_upcast "
        "lora_on_cpu",
    ),
    (
        "every step is written into the run's folder; no tracker is fed",
        "logging_* log_* report_to wandb* enable_wandb mlflow* comet* swanlab* use_swanlab use_wandb "
        "use_mlflow use_comet use_tensorboard enable_tensorboard tensorboard_dir trackio* project plot_loss "
        "disable_tqdm include_num_input_tokens_seen include_tokens_per_second profiler* skip_memory_metrics "
        "eval_table_size otel* neptune*",
    ),
    (
        "the adapter is saved when the run ends or is stopped",
        "save_* saves_per_epoch load_best_model_at_end metric_for_best_model greater_is_better "
        "overwrite_output_dir merge_lora merge_method",
    ),
    (
        "nothing is uploaded",
        "push_to_hub* hub_* push_dataset_to_hub hf_hub_token hf_token hf_use_auth_token ms_hub_token "
        "om_hub_token",
    ),
    ("every run has a folder of its own (--out in the terminal)", "output_dir logging_dir lora_model_dir"),
    (
        "the model's own chat template is used",
        "template chat_template* default_system tool_format enable_thinking *_system_message eot_tokens "
        "special_tokens tokens eos_token pad_token tokenizer_* reasoning_effort",
    ),
    (
        "packing is chosen here (data.packing), and joins rows across their borders",
        "packing* neat_packing *sample_packing* pad_to_* padding_free batch_flattening eval_packing "
        "multipack* group_by_length curriculum_sampling train_sampling_strategy length_column_name",
    ),
    (
        "how rows are loaded and tokenised needs no setting here",
        "overwrite_cache *_num_workers *_num_proc dataset_processes dataloader_* dataset_prepared_path "
        "preprocessing_* dataset_keep_in_memory cache_dir tokenized_path streaming dataset_streaming "
        "buffer_size remove_unused_columns dataset_kwargs use_fast_tokenizer ds_type shards* "
        "preprocess_shards skip_prepare_dataset strict",
    ),
    ("no code of a model is run here", "trust_remote_code"),
    (
        "held-out rows are a share of the data, and how often they are measured is set by Evaluations",
        "eval_* evals_per_epoch evaluation_strategy per_device_eval_batch_size do_eval test_datasets "
        "dataset_test_split do_causal_lm_eval eval_on_* batch_eval_metrics prediction_loss_only",
    ),
    ("training is in bfloat16 or float32 here", "fp16* float16 pure_bf16 bf16_full_eval upcast_*"),
    (
        "the optimiser is AdamW here, with its usual constants",
        "optim optim_* optimizer adam_* adam* embedding_lr* loraplus_lr_embedding lr_groups use_galore "
        "galore_* use_apollo apollo_* use_badam badam_* use_muon use_adam_mini lr_scheduler_kwargs cosine_* "
        "lr_div_factor lr_quadratic_warmup",
    ),
    (
        "layers, and those trained whole, are chosen in the layer tree: their paths depend on the model",
        "additional_target lora_modules_to_save modules_to_save lora_target_parameters unfrozen_parameters "
        "peft_layers_* peft_trainable_token_indices peft_layer_replication",
    ),
    (
        "all rows of the file are used, each as often as the others",
        "max_samples mix_strategy interleave_probs dataset_shard_* shuffle_merged_datasets data_seed "
        "dataset_exact_deduplication",
    ),
    (
        "how the fields of a row are read is shown in Data",
        "field* message_* roles roles_to_train train_on_eos split name columns dataset_text_field "
        "dataset_config conversation input_format format input_transform drop_system_message",
    ),
    (
        "which file of a dataset is meant is chosen in Data",
        "dataset_dir data_files media_dir dataset_train_split",
    ),
    ("a run ends early by its held-out loss alone here", "loss_watchdog*"),
    (
        "another run's state is not taken over",
        "resume_from_checkpoint auto_resume* adapter_name_or_path checkpoint_path ignore_data_skip",
    ),
    ("the model's class and revision are what its folder holds", "model_type is_*_derived_model *revision*"),
    (
        "it belongs to models that see or hear",
        "image_* video_* audio_* freeze_vision* freeze_multi* freeze_language* vision_* mm_* "
        "train_mm_proj_only use_audio* processor_type",
    ),
    (
        "it concerns trying a model, not training it",
        "inference* temperature top_p top_k min_p max_new_tokens "
        "predict_with_generate do_predict generation_* infer_* export_*",
    ),
    ("only the first dataset is taken", "datasets[[][1-9]* test_datasets[[]*"),
    ("raw text to go on pre-training with: choose its file in Data", "pretraining_dataset*"),
    (
        "LoRA is what is trained here",
        "freeze_* use_llama_pro num_layer_trainable oft_* module_dropout relora* lisa_* create_new_adapter",
    ),
    (
        "it belongs to learning from preferences or rewards",
        "pref_* dpo_* kto_* ppo_* simpo_* orpo_* ref_model* reward_model* process_reward_model trl vllm "
        "max_prompt_len ld_alpha",
    ),
    (
        "the loss is the mean over the learned tokens here",
        "*aux_loss_coef ignore_pad_token_for_loss use_dft* use_eaft*",
    ),
    (
        "the model and its vocabulary stay as they are",
        "*resize_vocab *_special_tokens add_tokens new_special_tokens* added_tokens_overrides "
        "resize_token_embeddings* mean_resizing_embeddings shrink_embeddings fix_untrained_tokens "
        "rope_scaling shift_attn mixture_of_depths use_pose pose_* overrides_of_model_config "
        "model_init_kwargs",
    ),
    ("environment variables are set where the program is started", "env"),
)
_BY_PATTERN = tuple((pattern, reason) for reason, patterns in _REASONS for pattern in patterns.split())


def reason_of(key: str) -> str:
    """Why this key has no place here, or "" where nothing is known of it; sections do not count."""
    parts = key.split(".")
    for part in (parts[-1], parts[0]):
        for pattern, reason in _BY_PATTERN:
            if fnmatchcase(part, pattern):
                return reason
    return ""
