export const tabs = [
  "assignments",
  "gradebook",
  "submissions",
  "insights",
  "similarity",
  "people",
  "regrade",
  "audit",
] as const;
export type Tab = (typeof tabs)[number];

/** Where one is; it stands in the address after #, so that links, reload, back and the other language keep it. */
export type Place =
  | { readonly at: "courses" }
  | { readonly at: "course"; readonly courseId: string; readonly tab: Tab; readonly rest: readonly string[] };

export function placeOf(hash: string): Place {
  const [courseId, tab, ...rest] = hash.replace(/^#\/?/, "").split("/").map(decodeURIComponent);
  if (courseId === undefined || courseId === "") return { at: "courses" };
  const known = tabs.find((one) => one === tab) ?? "assignments";
  return { at: "course", courseId, tab: known, rest };
}

export function hashOf(place: Place): string {
  if (place.at === "courses") return "#/";
  return `#/${[place.courseId, place.tab, ...place.rest].map(encodeURIComponent).join("/")}`;
}
