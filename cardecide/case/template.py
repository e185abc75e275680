"""A blank case file with explanations, to start from."""

from typing import Final

TEMPLATE: Final = """\
# A case for cardecide. Fill in what is known and delete the rest: whatever is absent counts as unknown,
# never as no. A '#' begins a comment; remove it to use a line.
# Dates may be 2023, 2023-07 or 2023-07-31; a shorter one stands for every day it may be.
# Yes/no questions take yes, no or unknown. Amounts carry their unit: 61 kg, 0.6 mg/dL.
format: cardecide-case/1
id: CASE-0001                    # no name, no record number
# decision_date: 2026-09-14      # nothing below may be dated later, except what is planned
# jurisdictions: [US]            # any of US, EU, UK, CH, JP, CN, HK, MO, TR

# patient: {sex: female, birth_date: 1957-03-02, weight: 61 kg, height: 158 cm, ecog: 1}

# disease:
#   diagnosis_date: 2021-05-10
#   heavy_chain: IgG             # IgG, IgA, IgD, IgM, IgE; none for light chain disease
#   light_chain: kappa           # kappa, lambda, biclonal, none
#   iss_at_diagnosis: II
#   r_iss_at_diagnosis: II
#   plasma_cell_leukemia: no
#   al_amyloidosis: no
#   poems: no
#   waldenstrom: no
#   bcma_expression: {result: positive, percent: 80 %}

# treatments:                    # one entry for each regimen actually given, in order
#   - {regimen: DVRd, drugs: [daratumumab, bortezomib, lenalidomide, dexamethasone], phase: induction,
#      start: 2021-06-01, stop: 2021-10-10, cycles: 4, best_response: VGPR}
#   - {regimen: ASCT, drugs: [melphalan], phase: autologous_transplant, start: 2021-11-20, planned: yes}
#   - {regimen: R maintenance, drugs: [lenalidomide], dose: 10 mg, phase: maintenance, planned: yes,
#      start: 2022-03-01, stop: ongoing}      # stop left out: not known; ongoing: still given
#   # progression: 2026-06-20, or no where it is known that there was none
#   # reason_stopped: progression, toxicity, completed, patient_choice, supply, ...
# treatments_complete: yes       # no: there were regimens that are not listed

# cytogenetics:                  # result: present, absent, not_tested, failed
#   - {abnormality: del(17p), result: absent, method: FISH, date: 2026-07-01}
#   - {abnormality: t(4;14), result: present, clone: 78 %, date: 2026-07-01}

# extramedullary:
#   status: present              # present, absent
#   imaging: PET-CT
#   date: 2026-07-03
#   lesions:
#     - {site: liver, kind: extraosseous, size: 17x10 mm, histology: not_done}

# neurology:
#   reviewed: yes                # a history was taken: what is not listed is no
#   conditions:
#     - {condition: peripheral_neuropathy, status: active, grade: 1}

# infection: {active_infection: no, hbsag: negative, anti_hbc: negative, hbv_dna: not_detected,
#             hcv_rna: not_detected, hiv: negative}

# comorbidity:
#   reviewed: yes                # a history was taken: what is not listed is no
#   conditions:
#     - {condition: myocardial_infarction, date: 2019-04}
#   inflammatory_disorder_active: no
#   lvef: 58 %

# prior_transplant: {autologous: yes, autologous_date: 2021-11-20, allogeneic: no}
# logistics: {planned_apheresis: 2026-10-01, bridging_possible: yes}

# labs:                          # the unit is needed; upper_limit is the laboratory's own
#   - {test: hemoglobin, value: 10.9, unit: g/dL, date: 2026-09-10}
#   - {test: absolute_neutrophil_count, value: 2.1, unit: 10^9/L, date: 2026-09-10}
#   - {test: platelets, value: 148, unit: 10^9/L, date: 2026-09-10}
#   - {test: creatinine, value: 71, unit: umol/L, date: 2026-09-10}
#   - {test: alt, value: 22, unit: U/L, upper_limit: 40, date: 2026-09-10}
#   - {test: serum_m_protein, value: 1.2, unit: g/dL, date: 2026-09-10}
#   - {test: ferritin, value: 240, unit: ug/L, date: 2026-09-10}
#   - {test: crp, value: 3, unit: mg/L, date: 2026-09-10}

# toxicity:                      # after infusion; graded by ASTCT, never used to choose a product
#   - {kind: crs, date: 2026-11-02, temperature: 39.1, blood_pressure: hypotension, oxygen: low_flow}
#   - {kind: icans, date: 2026-11-04, ice_score: 8, arousal: awake, seizure: none, motor_weakness: no,
#      edema: none}

# stated:                        # what a letter claims and the entries above cannot derive
#   prior_lines: 4

# overrides:                     # your own value for a derived fact, with the reason
#   - {fact: prior_lines, value: 3, reason: maintenance was part of the first plan}
"""
