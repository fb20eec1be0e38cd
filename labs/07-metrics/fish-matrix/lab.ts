import { defineLab } from "siklus/lab";

export default defineLab({
  version: 1,
  kind: "write",
  minutes: 10,
  order: 1,
  doors: ["data", "metrics", "show"],
  data: [
    {
      file: "fish.csv",
      origin: "Drawn for this course by make-fish.py beside it; the counts are those of the course's fish example",
      licence: "CC0",
    },
  ],
  exports: ["countOutcomes"],
});
