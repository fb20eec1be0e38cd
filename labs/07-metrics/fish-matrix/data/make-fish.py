"""Makes fish.csv: 100 pictures drawn for this course, what each shows, and what a model said of it.

The counts are those of the course's fish example: TP 25, FN 15, FP 20, TN 40. Confidence >= 0.5 is "fish". Run: python3 make-fish.py
"""
import random

random.seed(7)
groups = [("fish", "fish", 25), ("fish", "not fish", 15), ("not fish", "fish", 20), ("not fish", "not fish", 40)]
rows = []
for actual, predicted, count in groups:
    for _ in range(count):
        confidence = random.uniform(0.5, 0.98) if predicted == "fish" else random.uniform(0.03, 0.49)
        rows.append((actual, predicted, round(confidence, 2)))
random.shuffle(rows)
with open("fish.csv", "w") as out:
    out.write("picture,actual,predicted,confidence\n")
    for i, (actual, predicted, confidence) in enumerate(rows, start=1):
        out.write(f"{i},{actual},{predicted},{confidence}\n")
