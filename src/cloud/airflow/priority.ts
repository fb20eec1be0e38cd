import type { Dag } from "./dag.ts";

/** The weight by which a task comes first: its own, and by the rule "downstream" that of all tasks behind it, by "upstream" of all before it. */
export function priorityOf(dag: Dag, taskId: string): number {
  const task = dag.tasks.find((one) => one.taskId === taskId);
  if (task === undefined) return 0;
  if (task.weightRule === "absolute") return task.priorityWeight;
  const others = task.weightRule === "downstream" ? tasksBehind(dag, [taskId]) : tasksBefore(dag, taskId);
  return [...others].reduce(
    (sum, name) => sum + (dag.tasks.find((one) => one.taskId === name)?.priorityWeight ?? 0),
    task.priorityWeight,
  );
}

/** All tasks that wait for one of these, at any distance. */
export function tasksBehind(dag: Dag, taskIds: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [...taskIds];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const { taskId, upstream } of dag.tasks) {
      if (!upstream.includes(next ?? "") || found.has(taskId)) continue;
      found.add(taskId);
      open.push(taskId);
    }
  }
  return found;
}

function tasksBefore(dag: Dag, taskId: string): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [taskId];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const name of dag.tasks.find((one) => one.taskId === next)?.upstream ?? []) {
      if (found.has(name)) continue;
      found.add(name);
      open.push(name);
    }
  }
  return found;
}
