/** Without input for this long, requests count as the page's own. */
const AT_WORK_MS = 60_000;
const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

let touchedAt = performance.now();

for (const sign of SIGNS) {
  addEventListener(
    sign,
    () => {
      touchedAt = performance.now();
    },
    { passive: true, capture: true },
  );
}

/** Whether a person uses the page. An open overview keeps requesting, but must not extend the session. */
export function isAtWork(): boolean {
  return performance.now() - touchedAt < AT_WORK_MS;
}
