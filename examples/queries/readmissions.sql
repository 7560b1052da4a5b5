-- Emergency readmission within 30 days of discharge, by age: continuous inpatient spells of 2016/17, followed into 2017/18.
SELECT AGE_BAND AS age,
       COUNT(*) AS discharges,
       SUM(EMERGENCY_READMISSION) AS readmitted,
       ROUND(100.0 * SUM(EMERGENCY_READMISSION) / COUNT(*), 1) AS percent
FROM hes.hes_apc_cips_1617
WHERE STAY_CLASS = 'ordinary' AND ADMISSION_CLASS IN ('emergency', 'elective')
  AND DISCHARGED = 1 AND DISMETH <> '4' AND READMISSION_FOLLOWED = 1
GROUP BY age
ORDER BY age;
