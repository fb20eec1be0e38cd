import { type Point, point, same } from "./coverage-point.ts";

const pr = "precision-recall";
const f1 = "f1-fpr-tnr";

/** Precision, recall, F1, false positive rate and true negative rate in section 7 of the source: its words in its order. */
export const pointsOfPrecision: readonly Point[] = [
  point("2. Precision", pr, /Can I believe a yes\?/, /Bisakah jawaban ya dipercaya\?/),
  same("Precision = TP / (TP + FP)", pr, /\\frac\{TP\}\{TP \+ FP\}/),
  point(
    "Measures how well algorithm predicts true positives",
    pr,
    /asks how often that was right/,
    /seberapa sering jawaban itu benar/,
  ),
  point(
    "Out of all positives identified",
    pr,
    /of all yeses, how many were right/,
    /dari semua jawaban ya, berapa yang benar/,
  ),
  point(
    "Good quality metric untuk minimize false positives",
    pr,
    /Watch precision when a \*\*false alarm\*\* is what hurts/,
    /Perhatikan precision ketika \*\*alarm palsu\*\* yang merugikan/,
  ),
  point(
    "don't want to label legitimate email as spam",
    pr,
    /A real message that lands in the spam folder/,
    /Email penting yang masuk folder spam/,
  ),
  point("Precision = 0.55 atau 55% untuk fish model", pr, /25 \/ 45 = 0\.556\. .*0\.55/, /25 \/ 45 = 0,556\. .*0,55/),
  point(
    "3. Recall (Sensitivity / True Positive Rate)",
    pr,
    /also called sensitivity, or true positive rate/,
    /Nama lainnya sensitivity, atau true positive rate/,
  ),
  same("Recall = TP / (TP + FN)", pr, /\\frac\{TP\}\{TP \+ FN\}/),
  point(
    "Minimize false negatives",
    pr,
    /Watch recall when a \*\*miss\*\* is what hurts/,
    /Perhatikan recall ketika \*\*kasus yang terlewat\*\* yang merugikan/,
  ),
  point(
    "Make sure tidak miss if someone has disease",
    pr,
    /the error a screening must avoid/,
    /kesalahan yang harus dihindari dalam skrining/,
  ),
  point(
    "Don't want to say they don't have it when they do",
    pr,
    /To tell someone with a disease that they are well/,
    /Mengatakan kepada orang sakit bahwa ia sehat/,
  ),
  point("Recall = 0.625 untuk fish model", pr, /25 \/ 40 = 0\.625/, /25 \/ 40 = 0,625/),
  point("Trade-off between precision dan recall", pr, /## A trade-off/, /## Trade-off: tarik-ulur/),
  point(
    "Can't optimize model for both",
    pr,
    /You cannot optimize a model for both/,
    /tidak bisa dioptimalkan untuk keduanya sekaligus/,
  ),
  point(
    "diagnose everyone with disease → increase likelihood of false positives",
    pr,
    /Diagnose everybody\. You will miss no one, and you will frighten/,
    /Nyatakan saja semua orang sakit\. Tidak ada yang terlewat, tetapi banyak orang sehat/,
  ),
  point("4. F1 Score", f1, /## The harmonic mean/, /## Rata-rata harmonik/),
  point(
    "Balance precision dan recall",
    f1,
    /F1 balances precision and recall/,
    /F1 menyeimbangkan precision dan recall/,
  ),
  point(
    "Combine them in single metric",
    f1,
    /combines them in a single metric/,
    /satu metrik ini sudah menggabungkan keduanya/,
  ),
  point(
    "When both recall dan precision are important",
    f1,
    /when precision and recall matter \*equally\*/,
    /jika precision dan recall \*sama\* pentingnya/,
  ),
  point(
    "Fish model has better recall than precision",
    f1,
    /precision 0\.556 and recall 0\.625/,
    /precision 0,556 dan recall 0,625/,
  ),
  point("Better at detecting true positives", f1, /better at finding fish/, /lebih pandai menemukan ikan/),
  point("Will have some false negatives", f1, /still misses 15 of 40/, /masih melewatkan 15 dari 40 ikan/),
  point(
    "Optimizing F1 score balances both metrics",
    f1,
    /To do well on F1 you have to do well on both/,
    /F1 tinggi hanya jika keduanya tinggi/,
  ),
  point(
    "5. False Positive Rate (FPR)",
    f1,
    /id="false-positive-rate">false positive rate/,
    /id="false-positive-rate">False positive rate/,
  ),
  same("FPR = FP / (FP + TN)", f1, /\\text\{FPR\} = \\frac\{FP\}\{FP \+ TN\}/),
  point(
    "Shows how model handles images that are not fish",
    f1,
    /how the model treats what is not a fish/,
    /perlakuan model terhadap gambar yang bukan ikan/,
  ),
  point(
    "how many predictions were fish out of images that were not fish",
    f1,
    /of the 60 pictures that were not fish, how many were called fish/,
    /dari 60 gambar yang bukan ikan, berapa yang disebut ikan/,
  ),
  point(
    "6. True Negative Rate (TNR)",
    f1,
    /id="specificity">true negative rate/,
    /id="specificity">True negative rate/,
  ),
  same("TNR = TN / (FP + TN)", f1, /\\text\{TNR\} = \\frac\{TN\}\{FP \+ TN\}/),
  point(
    "Ratio of true negatives to sum of false positives and true negatives",
    f1,
    /true negative rate equals true negatives over the same sum/,
    /true negative rate sama dengan true negative dibagi jumlah yang sama/,
  ),
  point(
    "how many predictions were not fish out of images that were not fish",
    f1,
    /how many were rightly left alone: 40 \/ 60/,
    /berapa yang dengan benar dibiarkan: 40 \/ 60/,
  ),
];
