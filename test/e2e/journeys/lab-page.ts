import { readFileSync } from "node:fs";
import { expect, type Locator, type Page } from "@playwright/test";

/** A lab on a page, as a person sees it. */
export type LabOnPage = {
  readonly root: Locator;
  readonly verdict: Locator;
  /** Puts code in place of what is in the editor, whichever editor it is. */
  readonly write: (code: string) => Promise<void>;
  readonly run: () => Promise<void>;
};

export function labOn(page: Page, slug: string): LabOnPage {
  const root = page.locator(`siklus-lab[data-lab="07-metrics/${slug}"]`);
  const field = root.locator("textarea:visible, .monaco-editor .native-edit-context, .monaco-editor textarea").first();
  return {
    root,
    verdict: root.locator('[data-part="verdict"]'),
    write: async (code) => {
      await root.scrollIntoViewIfNeeded();
      await expect(root).toHaveAttribute("data-ready", "");
      await field.focus();
      await page.keyboard.press("ControlOrMeta+a");
      await page.keyboard.insertText(code);
      await expect(root.locator('[data-part="saved"]')).toContainText(/Saved at|Tersimpan pukul/);
    },
    run: async () => {
      await root.getByRole("button", { name: /Run and check|Jalankan dan periksa/ }).click();
    },
  };
}

export function labFile(slug: string, file: string): string {
  return readFileSync(`labs/07-metrics/${slug}/${file}`, "utf8");
}

/** A lab on the page of its own, in the light editor from the start, so that a journey does not wait for the full one. */
export async function openInLightEditor(page: Page, slug: string): Promise<LabOnPage> {
  await page.goto(`/en/labs/07-metrics/${slug}/`);
  const lab = labOn(page, slug);
  await expect(lab.root).toHaveAttribute("data-ready", "");
  await lab.root.locator('[data-part="editor-kind"]').selectOption("light");
  return lab;
}

/** The same as the reader's choice for all labs. */
export async function preferLightEditor(page: Page, language = "en"): Promise<void> {
  await page.goto(`/${language}/settings/`);
  await page.getByRole("radio", { name: /^(Light|Ringan):/ }).check();
  await expect(page.getByRole("radio", { name: /^(Light|Ringan):/ })).toBeChecked();
}
