export { bar, confusionMatrix, histogram, line, progress, residuals, roc, scatter, table } from "#lab/show.ts";
