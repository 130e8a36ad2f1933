import axe from 'axe-core';
import type { Page } from 'playwright-core';

const WORST = ['serious', 'critical'];

/** The accessibility faults that axe-core finds, one line per element. */
export async function accessibilityFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => window.axe.run());
  return violations
    .filter(({ impact }) => WORST.includes(String(impact)))
    .flatMap(({ id, help, nodes }) =>
      nodes.map(({ html, any }) => `${id}: ${help}: ${html.slice(0, 200)} ${any[0]?.message ?? ''}`),
    );
}

declare global {
  interface Window {
    axe: typeof axe;
  }
}
