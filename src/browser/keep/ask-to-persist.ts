/**
 * Asks the browser not to clear what we keep when it runs short of room. Most browsers decide by themselves and are asked at the first
 * save; Firefox opens a question, which is left to the settings page, where the reader presses for it.
 */
export async function askToPersist(options: { readonly mayPrompt: boolean }): Promise<boolean> {
  const storage = globalThis.navigator?.storage;
  if (storage?.persist === undefined) return false;
  if (await storage.persisted()) return true;
  if (!options.mayPrompt && /firefox/i.test(navigator.userAgent)) return false;
  return storage.persist();
}
