export type DoorTypes = Readonly<Record<string, string>>;

/** The declarations of all doors, by path below the root. */
export async function fetchDoorTypes(url: string): Promise<DoorTypes> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.json() as Promise<DoorTypes>; // written by src/tools/vite/door-types.ts
}
