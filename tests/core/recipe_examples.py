"""Recipes as other programs publish them, in their docs and example folders, and how tests read them."""

import yaml

from workbench.core import recipes
from workbench.core.recipes import Recipe

LLAMA_FACTORY = """
### model
model_name_or_path: meta-llama/Meta-Llama-3-8B-Instruct
trust_remote_code: true

### method
stage: sft
do_train: true
finetuning_type: lora
lora_rank: 8
lora_target: all
loraplus_lr_ratio: 16.0

### dataset
dataset: identity,alpaca_en_demo
template: llama3
cutoff_len: 2048
max_samples: 1000
overwrite_cache: true
preprocessing_num_workers: 16
dataloader_num_workers: 4

### output
output_dir: saves/llama3-8b/lora/sft
logging_steps: 10
save_steps: 500
plot_loss: true
overwrite_output_dir: true
save_only_model: false
report_to: none  # choices: [none, wandb, tensorboard, swanlab, mlflow]

### train
per_device_train_batch_size: 1
gradient_accumulation_steps: 8
learning_rate: 1.0e-4
num_train_epochs: 3.0
lr_scheduler_type: cosine
warmup_ratio: 0.1
bf16: true
ddp_timeout: 180000000
resume_from_checkpoint: null
deepspeed: examples/deepspeed/ds_z3_config.json
quantization_bit: 4

### eval
val_size: 0.1
per_device_eval_batch_size: 1
eval_strategy: steps
eval_steps: 500
"""

LLAMA_BOARD = """
top.booster: auto
top.checkpoint_path: []
top.finetuning_type: lora
top.model_name: Qwen3-4B-Instruct-2507
top.quantization_bit: none
top.quantization_method: bnb
top.rope_scaling: none
top.template: qwen3_nothink
train.additional_target: ''
train.apollo_rank: 16
train.batch_size: 2
train.compute_type: bf16
train.create_new_adapter: false
train.cutoff_len: 2048
train.dataset:
- identity
train.dataset_dir: data
train.ds_offload: false
train.ds_stage: none
train.extra_args: '{"optim": "adamw_torch"}'
train.freeze_extra_modules: ''
train.freeze_trainable_layers: 2
train.gradient_accumulation_steps: 8
train.learning_rate: 5e-5
train.logging_steps: 5
train.lora_alpha: 16
train.lora_dropout: 0
train.lora_rank: 8
train.lora_target: ''
train.loraplus_lr_ratio: 0
train.lr_scheduler_type: cosine
train.mask_history: false
train.max_grad_norm: '1.0'
train.max_samples: '100000'
train.neat_packing: false
train.neftune_alpha: 0
train.num_train_epochs: '3.0'
train.packing: false
train.ppo_score_norm: false
train.pref_beta: 0.1
train.report_to: none
train.resize_vocab: false
train.reward_model: []
train.save_steps: 100
train.train_on_prompt: false
train.training_stage: Supervised Fine-Tuning
train.use_apollo: false
train.use_dora: false
train.use_pissa: false
train.use_rslora: false
train.val_size: 0
train.warmup_steps: 0
"""

AXOLOTL = """
base_model: NousResearch/Llama-3.2-1B
# Automatically upload checkpoint and final model to HF
hub_model_id: username/custom_model_name

load_in_8bit: false
load_in_4bit: true
strict: false

datasets:
  - path: teknium/GPT4-LLM-Cleaned
    type: alpaca
  - path: tatsu-lab/alpaca
    type: alpaca
dataset_prepared_path: last_run_prepared
val_set_size: 0.1
output_dir: ./outputs/lora-out

adapter: qlora
lora_model_dir:

sequence_len: 2048
sample_packing: true
eval_sample_packing: true
pad_to_sequence_len: true

lora_r: 16
lora_alpha: 32
lora_dropout: 0.05
lora_fan_in_fan_out:
lora_target_modules:
  - gate_proj
  - down_proj
  - up_proj
  - q_proj
  - v_proj
  - k_proj
  - o_proj

wandb_project:
wandb_entity:
wandb_watch:
wandb_name:
wandb_log_model:

gradient_accumulation_steps: 2
micro_batch_size: 2
num_epochs: 1
optimizer: adamw_8bit
lr_scheduler: cosine
learning_rate: 0.0002

train_on_inputs: false
group_by_length: false
bf16: auto
fp16:
tf32: false

gradient_checkpointing: true
early_stopping_patience:
resume_from_checkpoint:
local_rank:
logging_steps: 1
xformers_attention:
flash_attention: true

loss_watchdog_threshold: 5.0
loss_watchdog_patience: 3

warmup_steps: 10
evals_per_epoch: 4
saves_per_epoch: 1
debug:
deepspeed:
weight_decay: 0.0
fsdp:
fsdp_config:
special_tokens:
  pad_token: "<|end_of_text|>"
"""

AXOLOTL_CHAT = """
base_model: NousResearch/Meta-Llama-3-8B-Instruct
model_type: LlamaForCausalLM
tokenizer_type: AutoTokenizer
chat_template: llama3
datasets:
  - path: fozziethebeat/alpaca_messages_2k_test
    type: chat_template
    field_messages: messages
    message_field_role: role
    message_field_content: content
    roles:
      user:
        - user
      assistant:
        - assistant
val_set_size: 0.05
sequence_len: 4096
adapter: lora
lora_r: 32
lora_alpha: 16
lora_dropout: 0.05
lora_target_linear: true
peft_use_dora: true
gradient_accumulation_steps: 4
micro_batch_size: 2
num_epochs: 4
lr_scheduler: cosine
learning_rate: 2e-4
"""

STUDIO = """
training:
  max_seq_length: 2048
  num_epochs: 0
  learning_rate: 2e-5
  batch_size: 1
  gradient_accumulation_steps: 8
  warmup_steps: 3
  max_steps: 30
  save_steps: 30
  save_total_limit: 2
  push_to_hub: false
  hub_model_id: null
  eval_steps: 0
  weight_decay: 0.01
  random_seed: 3407
  packing: false
  train_on_completions: false
  gradient_checkpointing: unsloth
  optim: adamw_8bit
  lr_scheduler_type: cosine

lora:
  lora_r: 16
  lora_alpha: 32
  lora_dropout: 0.0
  target_modules:
    - q_proj
    - k_proj
    - v_proj
    - o_proj
    - gate_proj
    - up_proj
    - down_proj
  use_rslora: true
  use_loftq: false
  use_dora: false
  finetune_vision_layers: true
  finetune_language_layers: true
  finetune_attention_modules: true
  finetune_mlp_modules: true

logging:
  enable_wandb: false
  wandb_project: llm-finetuning
  enable_tensorboard: false
  tensorboard_dir: runs
  log_frequency: 10
"""

UNSLOTH = """
model: unsloth/Qwen2.5-0.5B

data:
  dataset: tatsu-lab/alpaca
  format_type: auto

training:
  training_type: lora
  max_seq_length: 2048
  load_in_4bit: true
  output_dir: outputs
  num_epochs: 1
  learning_rate: 0.0002
  batch_size: 2
  gradient_accumulation_steps: 4
  warmup_steps: 5
  max_steps: 0
  save_steps: 0
  weight_decay: 0.01
  random_seed: 3407
  packing: false
  train_on_completions: true
  gradient_checkpointing: "unsloth"

lora:
  lora_r: 64
  lora_alpha: 16
  lora_dropout: 0.0
  target_modules: "q_proj,k_proj,v_proj,o_proj,gate_proj,up_proj,down_proj"
  vision_all_linear: false
  use_rslora: false
  use_loftq: false
  finetune_vision_layers: true
  finetune_language_layers: true
  finetune_attention_modules: true
  finetune_mlp_modules: true

logging:
  enable_wandb: false
  wandb_project: unsloth-training
  wandb_token: abc123
  enable_tensorboard: false
  tensorboard_dir: runs
"""

TRL = """
# trl sft --config config.yaml
env:
  CUDA_VISIBLE_DEVICES: 0
model_name_or_path:
  Qwen/Qwen2.5-0.5B
dataset_name:
  trl-lib/Capybara
attn_implementation: flash_attention_2
dtype: bfloat16
use_peft: true
lora_r: 32
lora_alpha: 16
lora_dropout: 0.1
lora_target_modules: [q_proj, v_proj]
use_dora: true
use_rslora: true
load_in_4bit: true
max_length: 512
packing: true
assistant_only_loss: true
report_to:
  none
learning_rate:
  2.0e-4
lr_scheduler_type:
  constant_with_warmup
warmup_ratio: 0.05
per_device_train_batch_size: 2
gradient_accumulation_steps: 4
gradient_checkpointing: true
max_steps: 200
seed: 7
output_dir: out
push_to_hub: true
hub_token: hf_secret
"""

EXAMPLES = {
    "LLaMA-Factory": LLAMA_FACTORY,
    "LLaMA Board": LLAMA_BOARD,
    "axolotl": AXOLOTL,
    "axolotl, chats": AXOLOTL_CHAT,
    "Unsloth": STUDIO,
    "Unsloth, terminal": UNSLOTH,
    "TRL": TRL,
}


def recipe(text: str, source: str = "/nowhere/recipe.yaml") -> Recipe:
    found = recipes.read(yaml.safe_load(text), source)
    assert found is not None
    return found


def reasons(found: Recipe) -> dict[str, str]:
    return {key: reason for key, _, reason in found.unmapped}
