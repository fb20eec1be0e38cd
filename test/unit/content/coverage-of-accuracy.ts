import { type Point, point, same } from "./coverage-point.ts";

const matrix = "confusion-matrix";
const trap = "accuracy-trap";

/** From the heading of section 7 of the source to accuracy: its words in its order. */
export const pointsOfAccuracy: readonly Point[] = [
  point(
    "7. Metrik Evaluasi Model",
    "assignment",
    /What to remember of this stage/,
    /Yang perlu diingat dari tahap ini/,
  ),
  point("Confusion Matrix", matrix, /title: The confusion matrix/, /title: Confusion matrix/),
  point("Konsep Dasar", matrix, /Two questions, four boxes/, /Dua pertanyaan, empat kotak/),
  point(
    "Summarize performance of classification model",
    matrix,
    /sums up how a classification model did/,
    /merangkum hasil model klasifikasi/,
  ),
  point("Evaluated against test data", matrix, /sums up .* on test data/, /merangkum .* pada data uji/),
  point(
    "Simplest: binary classification model (yes/no, positive/negative)",
    matrix,
    /yes or no is the simplest case/,
    /ya atau tidak adalah bentuk yang paling sederhana/,
  ),
  point("Table dengan actual data across top", matrix, /the truth runs along the top/, /label sebenarnya ada di atas/),
  point("Predicted values on left", matrix, /the predictions down the left side/, /prediksi di sisi kiri/),
  point(
    "Komponen Confusion Matrix",
    matrix,
    /every picture of the test set lands in exactly one/,
    /Setiap gambar dalam data uji masuk ke tepat satu kotak/,
  ),
  point("True Positive (TP)", matrix, /\*\*True positive\.\*\*/, /\*\*True positive\.\*\*/),
  point("TP: model sees picture of fish", matrix, /True positive\.\*\* A fish/, /True positive\.\*\* Ikan/),
  point(
    "TP: accurately predicts it is fish",
    matrix,
    /A fish, and the model said fish/,
    /Ikan, dan model menjawab ikan/,
  ),
  same("True Negative (TN)", matrix, /\*\*True negative\.\*\*/),
  point(
    "TN: model sees picture of not fish",
    matrix,
    /True negative\.\*\* Not a fish/,
    /True negative\.\*\* Bukan ikan/,
  ),
  point(
    "TN: accurately predicts it is not fish",
    matrix,
    /Not a fish, and the model said so/,
    /Bukan ikan, dan model menjawab bukan ikan/,
  ),
  same("False Negative (FN)", matrix, /\*\*False negative\.\*\*/),
  point("FN: model sees picture of fish", matrix, /False negative\.\*\* A fish/, /False negative\.\*\* Ikan/),
  point(
    "FN: incorrectly predicts it's not fish",
    matrix,
    /A fish, but the model said not fish/,
    /Ikan, tetapi model menjawab bukan ikan/,
  ),
  same("False Positive (FP)", matrix, /\*\*False positive\.\*\*/),
  point(
    "FP: model sees picture of not fish",
    matrix,
    /False positive\.\*\* Not a fish/,
    /False positive\.\*\* Bukan ikan/,
  ),
  point(
    "FP: incorrectly predicts it is fish",
    matrix,
    /Not a fish, but the model said fish/,
    /Bukan ikan, tetapi model menjawab ikan/,
  ),
  point("Metrik Klasifikasi", "choosing-a-metric", /title: Choosing a metric/, /title: Memilih metrik/),
  point("1. Accuracy", trap, /title: Accuracy and its trap/, /title: Accuracy dan jebakannya/),
  same("Accuracy = (TP + TN) / Total Predictions", trap, /\\frac\{TP \+ TN\}\{TP \+ TN \+ FP \+ FN\}/),
  point(
    "Measures how close predicted class values are to actual values",
    trap,
    /how close do the predicted classes come to the actual ones/,
    /seberapa dekat kelas hasil prediksi dengan kelas sebenarnya/,
  ),
  point("Values vary between 0 and 1", trap, /lies between 0, always wrong, and 1/, /antara 0 \(selalu salah\) dan 1/),
  point("1 = perfect accuracy", trap, /and 1, always right/, /dan 1 \(selalu benar\)/),
  point("0 = complete inaccuracy", trap, /0, always wrong/, /0 \(selalu salah\)/),
  point(
    "100 test images",
    matrix,
    /a model 100 pictures that it had never seen/,
    /100 gambar yang belum pernah dilihatnya/,
  ),
  same("TP = 25, TN = 40", matrix, /25 <Outcome kind="tp"[\s\S]*40 <Outcome kind="tn"/),
  point(
    "Accuracy = (25 + 40) / 100 = 0.65 atau 65%",
    trap,
    /25 \+ 40 times in 100, so its accuracy is 0\.65/,
    /25 \+ 40 kali dari 100, jadi accuracy-nya 0,65/,
  ),
  point(
    "Not good metric when dataset is imbalanced",
    trap,
    /With uneven classes, always saying the commoner one scores high and is useless/,
    /Pada kelas yang tidak seimbang, selalu menjawab kelas terbanyak/,
  ),
  point("90 dari 100 images adalah fish", trap, /90 of the 100 pictures show a fish/, /90 dari 100 gambar berisi ikan/),
  point(
    "Model predict all images as fish = 90% accuracy (misleading)",
    trap,
    /is right 90 times\. Accuracy 0\.90/,
    /akan benar 90 kali\. Accuracy 0,90/,
  ),
];
