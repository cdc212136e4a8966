import type { Page } from "playwright-core";

/** Presses a button and, in the question that follows, the same one again. */
export async function confirm(page: Page, name: string): Promise<void> {
  await page.getByRole("main").getByRole("button", { name, exact: true }).first().click();
  await page.getByRole("dialog").getByRole("button", { name, exact: true }).click();
}
