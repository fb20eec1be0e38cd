import { parse } from "yaml";
import { type QuizQuestion, quiz as quizFile } from "#contract/quiz.ts";
import { type Language, pathIn, quiz, readCourse } from "./course-text.ts";

export const readQuiz = (language: Language): readonly QuizQuestion[] =>
  quizFile.parse(parse(readCourse(pathIn(quiz, language)))).questions;
