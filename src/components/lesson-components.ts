import ImbalanceSlider from "./explorables/ImbalanceSlider.astro";
import OutlierDrag from "./explorables/OutlierDrag.astro";
import RocWalk from "./explorables/RocWalk.astro";
import SortFish from "./explorables/SortFish.astro";
import ThresholdExplorer from "./explorables/ThresholdExplorer.astro";
import Answer from "./lesson/Answer.astro";
import Formula from "./lesson/Formula.astro";
import HeadCell from "./lesson/HeadCell.astro";
import Heading2 from "./lesson/Heading2.astro";
import Heading3 from "./lesson/Heading3.astro";
import LabPlace from "./lesson/LabPlace.astro";
import Note from "./lesson/Note.astro";
import Outcome from "./lesson/Outcome.astro";
import Remember from "./lesson/Remember.astro";
import Term from "./lesson/Term.astro";
import Quiz from "./quiz/Quiz.astro";

/** What a lesson may use without import; `h2` and `h3` give headings the ids that both languages share. */
export const lessonComponents = {
  Answer,
  Formula,
  ImbalanceSlider,
  Lab: LabPlace,
  Note,
  OutlierDrag,
  Outcome,
  Quiz,
  Remember,
  RocWalk,
  SortFish,
  Term,
  ThresholdExplorer,
  h2: Heading2,
  h3: Heading3,
  th: HeadCell,
};
