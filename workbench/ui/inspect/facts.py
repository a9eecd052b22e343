"""What the right column says: the selected module's numbers, and the adapter's own."""

import math

from PySide6.QtCore import QCoreApplication

from workbench.core.comparison import ComparedModule
from workbench.core.inspection import Inspection, ModuleReport, place
from workbench.ui.inspect import measures
from workbench.ui.setup import amounts

Facts = list[tuple[str, str]]


def title(path: str) -> str:
    """27 · mlp.down_proj."""
    found = place(path)
    return path if found.block < 0 else f"{found.block} · {path.rpartition(f'.{found.block}.')[2]}"


def used(module: ModuleReport) -> str:
    """9.4 of 32."""
    if math.isnan(module.effective_rank):
        return "–"
    return _tr("{used} of {rank}").format(used=f"{module.effective_rank:.1f}", rank=module.capacity)


def of_module(module: ModuleReport) -> Facts:
    experts = f"{module.experts} × " if module.experts else ""
    found = [
        (_tr("Shape"), f"{experts}{module.shape[0]:,}×{module.shape[1]:,}"),
        (_tr("Rank, scale"), f"{module.rank} · {amounts.scale(module.scaling)}"),
    ]
    if not math.isnan(module.frobenius):
        size = measures.number(module.frobenius)
        if not math.isnan(module.relative):
            size = _tr("{size} · {share} of W").format(size=size, share=measures.percent(module.relative))
        found.append(("‖ΔW‖", size))
        found.append((_tr("Uses"), used(module)))
        found.append((_tr("Largest direction"), f"σ₁ {measures.number(module.spectral)}"))
        found.append((_tr("Its energy"), measures.percent(module.energy(1)) if module.frobenius else "–"))
        found.append((_tr("Stable rank"), measures.rank(module.stable_rank)))
    for name, value, write in (
        (_tr("Largest entry"), module.largest, measures.number),
        (_tr("Alignment with W"), module.alignment, measures.percent),
        (_tr("Intruders"), float(module.intruders) if module.intruders >= 0 else math.nan, measures.whole),
    ):
        if not math.isnan(value):
            found.append((name, write(value)))
    found.append((_tr("Trained numbers"), amounts.grouped(module.parameters)))
    if module.not_finite:
        found.append((_tr("NaN or infinite"), amounts.grouped(module.not_finite)))
    return found


def of_comparison(module: ComparedModule) -> Facts:
    found = [
        (_tr("Difference"), measures.number(module.difference) if not math.isnan(module.difference) else "–"),
        (_tr("Cosine"), f"{module.cosine:.3f}" if not math.isnan(module.cosine) else "–"),
        (_tr("‖ΔW‖ before, now"), " → ".join(_size(v) for v in (module.frobenius_a, module.frobenius_b))),
    ]
    if module.angles_out:
        found.append((_tr("Closest directions"), measures.degrees(module.angles_out[0])))
        found.append((_tr("Shared directions"), measures.percent(module.overlap)))
    return found


def of_adapter(inspection: Inspection) -> Facts:
    modules = inspection.modules
    ranks = [module.rank for module in modules]
    found = [(_tr("Method"), _METHODS.get(inspection.method, inspection.method))]
    if inspection.base:
        found.append((_tr("Base"), inspection.base.rstrip("/\\").replace("\\", "/").rpartition("/")[2]))
    found.append((_tr("Modules"), amounts.grouped(len(modules))))
    if ranks:
        found.append((_tr("Ranks"), amounts.span(str(min(ranks)), str(max(ranks)))))
    found.append((_tr("Trained numbers"), amounts.grouped(inspection.parameters)))
    if inspection.whole:
        found.append((_tr("Trained whole"), amounts.grouped(len(inspection.whole))))
    if inspection.bytes:
        dtypes = sorted({module.dtype for module in modules})
        size = amounts.file_size(inspection.bytes)
        found.append((_tr("File"), f"{size} · {', '.join(dtypes)}" if dtypes else size))
    return found


_METHODS = {
    "lora": "LoRA",
    "dora": "DoRA",
    "loha": "LoHa",
    "lokr": "LoKr",
    "vera": "VeRA",
    "ia3": "(IA)³",
    "oft": "OFT",
}


def _size(value: float) -> str:
    return "–" if math.isnan(value) else measures.number(value)


def _tr(text: str) -> str:
    return QCoreApplication.translate("InspectFacts", text)
