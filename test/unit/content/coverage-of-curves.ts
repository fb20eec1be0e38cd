import { type Point, point, same } from "./coverage-point.ts";

const cut = "thresholds";
const roc = "roc-auc";
const regression = "regression-errors";

/** Thresholds, curves and regression errors in section 7 of the source: its words in its order. */
export const pointsOfCurves: readonly Point[] = [
  point("Area Under the Curve (AUC)", roc, /What the area means/, /Arti luas di bawah kurva/),
  point("Compare dan evaluate binary classification", roc, /compare yes-or-no models/, /membandingkan model ya-tidak/),
  point(
    "For algorithms that return probabilities (e.g., logistic regression)",
    roc,
    /that return a score, such as logistic regression/,
    /yang menghasilkan skor, misalnya regresi logistik/,
  ),
  point(
    "Threshold: value model uses untuk make decision between two possible classes",
    cut,
    /turns it into a decision: at or above it, yes; below it, no/,
    /mengubahnya menjadi keputusan: sama atau di atasnya berarti ya, di bawahnya berarti tidak/,
  ),
  point(
    "Converts probability of sample being part of class into binary decision",
    cut,
    /often meant as a probability/,
    /sering dimaksudkan sebagai probabilitas/,
  ),
  point(
    "threshold 0.6 = 60% confident image is fish → classify as fish",
    cut,
    /threshold of 0\.6, a picture needs at least 60 percent confidence/,
    /threshold 0,6, sebuah gambar disebut ikan jika keyakinan model paling sedikit 60 persen/,
  ),
  same("Receiver Operating Characteristic (ROC) Curve", roc, /\*receiver operating characteristic\*/),
  point(
    "True positive rate plotted against false positive rate",
    roc,
    /ROC: true positive rate against false positive rate/,
    /ROC: true positive rate terhadap false positive rate/,
  ),
  point("For increasing threshold values", roc, /is raising the threshold/, /berarti menaikkan threshold/),
  point(
    "Increasing threshold = fewer false positives, more false negatives",
    roc,
    /raising the threshold: fewer false positives, more false negatives/,
    /menaikkan threshold: false positive berkurang, false negative bertambah/,
  ),
  point("Area under ROC curve", roc, /area under the curve<\/Term>, AUC/, /Luas di bawah kurva<\/Term>, AUC/),
  point(
    "Provides aggregated measure of model performance",
    roc,
    /one number for the whole curve/,
    /merangkum seluruh kurva menjadi satu angka/,
  ),
  point("Across full range of thresholds", roc, /over the full range of thresholds/, /untuk semua threshold sekaligus/),
  point("Values between 0 and 1", roc, /It lies between 0 and 1/, /Nilainya antara 0 dan 1/),
  point("1 = perfect accuracy", roc, /1 is a perfect ranking/, /1 berarti peringkatnya sempurna/),
  point(
    "0.5 = prediction no better than random classifier",
    roc,
    /0\.5 is no better than a coin/,
    /0,5 berarti tidak lebih baik daripada lemparan koin/,
  ),
  point("Metrik Regresi", regression, /title: How wrong is a number\?/, /title: Seberapa jauh sebuah angka meleset\?/),
  same("1. Mean Squared Error (MSE)", regression, /\*\*MSE\*\*, .*mean squared error/),
  point("For linear regression models", regression, /Linear regression, for one/, /Regresi linear, misalnya/),
  point(
    "Fitting line to points in dataset",
    regression,
    /fits a line to the points of a data set/,
    /mencocokkan sebuah garis dengan titik-titik data/,
  ),
  point(
    "Distance between line and actual values = error",
    regression,
    /distance between the line, which is the prediction, and the actual value/,
    /Jarak antara garis itu \(prediksi\) dan nilai sebenarnya/,
  ),
  same(
    "MSE = Average of (Prediction - Actual)²",
    regression,
    /\\frac\{1\}\{n\}\\sum_\{i=1\}\^\{n\} \(\\hat\{y\}_i - y_i\)\^2/,
  ),
  point("Always positive values", regression, /never negative/, /tidak pernah negatif/),
  point("Better model = smaller MSE value", regression, /smaller is better/, /makin kecil makin baik/),
  point(
    "Emphasizes impact of outliers (karena squared)",
    regression,
    /Squaring makes large errors, and so outliers, weigh far more/,
    /Karena dikuadratkan, error besar, dan berarti juga outlier, jauh lebih berpengaruh/,
  ),
  same("2. Root Mean Squared Error (RMSE)", regression, /\*\*RMSE\*\*, .*root mean squared error/),
  same("RMSE = √MSE", regression, /\\text\{RMSE\} = \\sqrt\{\\text\{MSE\}\}/),
  point(
    "Units match dependent variable",
    regression,
    /is the unit of what you predict, the dependent variable/,
    /sama dengan satuan yang diprediksi, yaitu variabel dependen/,
  ),
  point(
    "height in inches → MSE in square inches, RMSE in inches",
    regression,
    /heights are in inches, MSE is in square inches and RMSE in inches/,
    /tinggi badan dalam inci, MSE dalam inci persegi dan RMSE dalam inci/,
  ),
  point("Easier to interpret", regression, /easier to interpret/, /lebih mudah ditafsirkan/),
  point(
    "RMSE emphasizes impact of outliers (karena squared)",
    regression,
    /Squares make outliers loud/,
    /Kuadrat membuat outlier sangat berpengaruh/,
  ),
  point(
    "Good metric when incorrect predictions can be very costly",
    regression,
    /can be \*\*very costly\*\*, use RMSE/,
    /bisa \*\*sangat merugikan\*\*, pakai RMSE/,
  ),
  same("3. Mean Absolute Error (MAE)", regression, /\*\*MAE\*\*, .*mean absolute error/),
  same("MAE = Average of |Prediction - Actual|", regression, /\\sum_\{i=1\}\^\{n\} \|\\hat\{y\}_i - y_i\|/),
  point(
    "Averages absolute values of errors",
    regression,
    /drops the sign and takes the average/,
    /mengabaikan tanda lalu mengambil rata-ratanya/,
  ),
  point(
    "Doesn't emphasize large errors",
    regression,
    /an error twice as large counts just twice/,
    /error dua kali lipat dihitung dua kali saja/,
  ),
  point(
    "Good when you don't want to emphasize outliers",
    regression,
    /\*\*odd and forgivable\*\*, use MAE/,
    /\*\*aneh dan bisa dimaklumi\*\*, pakai MAE/,
  ),
];
