import Answer from "./lesson/Answer.astro";
import Awaited from "./lesson/Awaited.astro";
import Formula from "./lesson/Formula.astro";
import Heading2 from "./lesson/Heading2.astro";
import Heading3 from "./lesson/Heading3.astro";
import LabPlace from "./lesson/LabPlace.astro";
import Note from "./lesson/Note.astro";
import Outcome from "./lesson/Outcome.astro";
import Remember from "./lesson/Remember.astro";
import Term from "./lesson/Term.astro";

const landed = import.meta.glob(["./explorables/*.astro", "./quiz/Quiz.astro"], { eager: true, import: "default" });
const awaited = Object.fromEntries(
  ["SortFish", "ImbalanceSlider", "ThresholdExplorer", "OutlierDrag", "RocWalk"].map((n) => [
    n,
    landed[`./explorables/${n}.astro`] ?? Awaited,
  ]),
);

/** What a lesson may use without import; `h2` and `h3` give headings the ids that both languages share. */
export const lessonComponents = {
  Answer,
  Formula,
  Lab: LabPlace,
  Note,
  Outcome,
  Remember,
  Term,
  h2: Heading2,
  h3: Heading3,
  ...awaited,
  Quiz: landed["./quiz/Quiz.astro"] ?? Awaited,
};
