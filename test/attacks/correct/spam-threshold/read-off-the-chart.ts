import emails from "data/spam-scores.csv";
import { labels, numbers } from "siklus/data";

export const threshold = 0.852;
const spam = labels(emails, "type", { positive: "spam" });
const inFolder = numbers(emails, "score").map((score) => (score >= threshold ? 1 : 0));
const both = inFolder.reduce((sum: number, called, i) => sum + called * spam[i]!, 0);
export const promise = {
  precision: both / inFolder.reduce((a: number, b) => a + b, 0),
  recall: both / spam.reduce((a, b) => a + b, 0),
};
