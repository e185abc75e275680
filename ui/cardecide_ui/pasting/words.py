"""The words that letters and tables use for responses, reasons, cycles and columns, in three languages."""

import re
from typing import Final

from cardecide.case.choices import Phase, Response, StopReason

RESPONSES: Final = {
    response.value.casefold(): response for response in Response if response is not Response.UNKNOWN
} | {
    "complete response": Response.CR,
    "complete remission": Response.CR,
    "very good partial response": Response.VGPR,
    "partial response": Response.PR,
    "partial remission": Response.PR,
    "minimal response": Response.MR,
    "stable disease": Response.SD,
    "完全缓解": Response.CR,
    "严格意义的完全缓解": Response.SCR,
    "非常好的部分缓解": Response.VGPR,
    "很好的部分缓解": Response.VGPR,
    "部分缓解": Response.PR,
    "微小缓解": Response.MR,
    "疾病稳定": Response.SD,
    "tam yanıt": Response.CR,
    "çok iyi kısmi yanıt": Response.VGPR,
    "kısmi yanıt": Response.PR,
    "minimal yanıt": Response.MR,
    "stabil hastalık": Response.SD,
}
PROGRESSION: Final = (
    *("progressive disease", "progression", "progressed", "relapse", "relapsed", "pd"),
    *("疾病进展", "进展", "复发", "progresyon", "nüks", "ilerleme"),
)
PROGRESSION_WORDS: Final = "|".join(
    # In letters only the capitals mean progression: Pd, KPd and Dara-Pd are regimens.
    r"(?<![\w+/-])PD(?!\w)"
    if word == "pd"
    else rf"(?i:(?<!\w){re.escape(word)}(?!\w))"
    if word[0] < "\u4e00"
    else re.escape(word)
    for word in PROGRESSION
)
"""The words of progression as one pattern, to be used with regard to case."""
ONGOING: Final = ("ongoing", "present", "today", "now", "continuing", "至今", "仍在用", "sürüyor", "halen")
STOPPED_FOR: Final = (
    r"(?:stopped|discontinued|changed|switched|ended)\s+(?:for|due to|because of|on account of)",
    r"(?:due to|because of|reason:?|d/c for)",
    r"(?:因|由于)",
)
REASONS: Final = {
    StopReason.PROGRESSION: ("progression", "progressive disease", "pd", "疾病进展", "进展", "progresyon"),
    StopReason.TOXICITY: ("toxicity", "intolerance", "side effects", "毒性", "不耐受", "toksisite"),
    StopReason.COMPLETED: ("completed", "completion", "完成", "tamamlandı"),
    StopReason.PATIENT_CHOICE: ("patient choice", "patient's choice", "患者意愿", "hasta tercihi"),
    StopReason.SUPPLY: ("supply", "shortage", "药物供应", "tedarik"),
}
PHASES: Final = {
    Phase.INDUCTION: ("induction", "诱导", "indüksiyon"),
    Phase.CONSOLIDATION: ("consolidation", "巩固", "konsolidasyon"),
    Phase.MAINTENANCE: ("maintenance", "维持", "idame"),
    Phase.BRIDGING: ("bridging", "桥接", "köprü"),
}
PHASE_LEADS: Final = re.compile(
    r"^(?:re)?(?:induction|consolidation|maintenance|bridging|salvage)\s*(?:therapy|treatment|chemotherapy)?"
    r"(?:\s+with|\s*:)?\s+|^treat(?:ed|ment) with\s+",
    re.IGNORECASE,
)
"""What stands before the drugs and says in which phase they were given."""
DOSES: Final = re.compile(
    r"(?<![\w.])\d+(?:[.,]\d+)?(?:\s*[-–]\s*\d+(?:[.,]\d+)?)?\s*(?:mg|g|µg|mcg|Gy|gray)"
    r"(?:\s*/\s*(?:kg|m2|m²|d|day|w|week))*(?!\w)",
    re.IGNORECASE,
)
GIVEN_AS: Final = re.compile(
    r"(?<![\w-])(?:s\.?c\.?|i\.?v\.?|p\.?o\.?|subcutaneous|intravenous|oral|mono|daily|weekly|q[dw]|q\dw|d\d+\s*[-–]\s*\d+"
    r"|infusion|infused|皮下|静脉|口服|回输|infüzyonu?)(?!\w)",
    re.IGNORECASE,
)
"""How a drug was given: no field of a treatment takes it."""
CYCLES: Final = re.compile(
    r"(?<![\w.])(?:[x×]\s*(\d{1,2})(?:\s*(?:cycles?|courses?))?|(\d{1,2})\s*[x×](?=\s|$)"
    r"|(\d{1,2})\s*(?:cycles?|courses?|个?疗程|周期|kür))(?!\w)",
    re.IGNORECASE,
)

COLUMNS: Final = {
    "regimen": ("regimen", "therapy", "treatment", "方案", "治疗", "治疗方案", "rejim", "tedavi", "protokol"),
    "drugs": ("drugs", "drug", "agents", "medication", "药物", "ilaçlar", "ilaç"),
    "phase": ("phase", "治疗阶段", "阶段", "evre"),
    "start": (
        *("start", "start date", "from", "begin", "started", "开始", "开始日期", "开始时间"),
        *("başlangıç", "başlangıç tarihi"),
    ),
    "stop": (
        *("stop", "stop date", "end", "end date", "to", "until", "stopped", "结束", "结束日期", "结束时间"),
        *("bitiş", "bitiş tarihi"),
    ),
    "cycles": (
        "cycles",
        "no. of cycles",
        "number of cycles",
        "疗程",
        "疗程数",
        "周期",
        "周期数",
        "kür",
        "kür sayısı",
    ),
    "best_response": ("response", "best response", "疗效", "最佳疗效", "yanıt", "en iyi yanıt"),
    "progression": (
        "progression",
        "date of progression",
        "pd",
        "pd date",
        "进展",
        "进展日期",
        "progresyon",
        "ilerleme",
    ),
    "reason_stopped": (
        "reason",
        "reason for stopping",
        "reason stopped",
        "停药原因",
        "停用原因",
        "bırakma nedeni",
    ),
}


def column_of(heading: str) -> str:
    """The field that a column heading names; empty where it names none."""
    folded = " ".join(heading.replace("İ", "i").casefold().strip(" :.").split())
    return next((field for field, words in COLUMNS.items() if folded in words), "")
